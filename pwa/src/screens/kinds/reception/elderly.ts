import type { Values } from '@/contract'

const OF_60 = ['under_65', 'from_65']

/** Whom nobody steers to a device (国办发〔2020〕45号; domain.md §5.13): whoever is 60 on the day of the visit, and whoever staff say is. */
export const isElderly = (values: Values): boolean =>
  OF_60.includes(String(values.customer_age)) || (Array.isArray(values.segment) && values.segment.includes('elderly'))
