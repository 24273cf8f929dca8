import { expect, test } from 'vitest'
import { namedFiles } from '../../sync/attachments.ts'
import { vectors } from './vectors.ts'

interface Cases {
  named_files: {
    why: string
    fields: { code: string; type: string }[]
    values: Record<string, unknown>
    names: string[]
  }[]
}

test.each(vectors<Cases>('attachments').named_files)('the files a value names: $why', ({ fields, values, names }) => {
  expect(namedFiles(fields, values)).toEqual(names)
})
