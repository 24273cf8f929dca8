// Which files a record's values name. The bytes travel in a lane of their own; a value holds only the name: `sha256:` and the
// SHA-256 of the bytes in lower-case hexadecimal. The twin of attachments.py.

export const PREFIX = 'sha256:'
export const MAX_FILE_BYTES = 2 * 1024 * 1024
export const PART_BYTES = 256 * 1024
const NAME = /^sha256:[0-9a-f]{64}$/
const FILE_TYPES = new Set(['photos', 'signature'])

interface FileField {
  code: string
  type: string
  columns?: readonly FileField[]
}

/** The names in these values, each once, in the order of the fields. What is no name is passed over: values may be unjudged. */
export function namedFiles(fields: readonly FileField[], values: Readonly<Record<string, unknown>>): string[] {
  return [...new Set(fields.flatMap((field) => inValue(field, values[field.code])))]
}

function inValue({ type, columns }: FileField, value: unknown): string[] {
  if (type === 'rows') {
    const entries = Array.isArray(value) ? value.filter(isEntry) : []
    return entries.flatMap((entry) => namedFiles(columns ?? [], entry))
  }
  if (!FILE_TYPES.has(type)) return []
  return (Array.isArray(value) ? value : [value]).filter(isName)
}

export function isName(value: unknown): value is string {
  return typeof value === 'string' && NAME.test(value)
}

function isEntry(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
