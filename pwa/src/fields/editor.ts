// What every editor of one value is given. It emits the stored form of the value, or null for none.
import type { Field } from '@/contract'

export interface EditorProps {
  id: string
  field: Field
  describedBy?: string
  invalid?: boolean
  /** Whether the form asks for it now; a rule may ask for more than the kind does. */
  required?: boolean
  /** Codes that other fields of the form point at. */
  suggestions?: readonly string[]
  /** What the field holds but this tablet may not see whole; left alone, it stays. */
  masked?: string
  /** What is wrong inside the value, by the rest of the path: `3.reason`. */
  inner?: Readonly<Record<string, string>>
}
