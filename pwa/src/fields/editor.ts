// What every editor of one value is given. It emits the stored form of the value, or null for none.
import type { Field } from '@/contract'

export interface EditorProps {
  id: string
  field: Field
  describedBy?: string
  invalid?: boolean
  /** Codes that other fields of the form point at. */
  suggestions?: readonly string[]
  /** What the field holds but this tablet may not see whole; left alone, it stays. */
  masked?: string
}
