import type { Values } from '@/contract'

/** Whom nobody steers to a device (国办发〔2020〕45号; domain.md §5.13). */
export const isElderly = (values: Values): boolean =>
  Array.isArray(values.segment) && values.segment.includes('elderly')
