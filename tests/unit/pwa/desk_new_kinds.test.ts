// Which records somebody may make at the desk.
import { expect, it } from 'vitest'
import { contract } from '../../../pwa/src/contract.ts'
import { makeable } from '../../../pwa/src/desk/new_kinds.ts'
import type { DeskPerson } from '../../../pwa/src/desk/shapes.ts'

const person = (active_role: string, department: string | null = null, permissions = ['records.capture']) =>
  ({ active_role, department, permissions }) as unknown as DeskPerson
const codes = (of: DeskPerson | null) => makeable(of).map((kind) => kind.code)
const owned = contract.kinds.filter((kind) => kind.owner !== null)

it('departments make those of their own kinds alone', () => {
  expect(owned.length).toBeGreaterThan(1)
  for (const kind of owned) {
    expect(codes(person('department_agent', kind.owner))).toContain(kind.code)
    expect(codes(person('department_agent', 'another_dept'))).not.toContain(kind.code)
  }
})

it('the floor makes what its role may, but nothing that is sealed or needs a signature', () => {
  const made = makeable(person('ops_supervisor'))
  expect(made.length).toBeGreaterThan(5)
  expect(made.filter((kind) => kind.sealed)).toEqual([])
  expect(made.flatMap((kind) => kind.fields).filter((field) => field.required && field.type === 'signature')).toEqual(
    [],
  )
  expect(owned.filter((kind) => made.includes(kind))).toEqual([])
})

it('without the right, and before anybody signed in, there is nothing to make', () => {
  expect(codes(person('ops_supervisor', null, []))).toEqual([])
  expect(codes(null)).toEqual([])
})
