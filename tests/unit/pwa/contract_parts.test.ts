// The contract in the app: read in parts, it says what the whole one says.
import { describe, expect, it } from 'vitest'
import { contract } from '../../../pwa/src/contract.ts'
import { filledKind, write } from '../../../pwa/src/contract_parts.ts'
import core from '../../../pwa/src/generated/core.json'
import made from '../../../pwa/src/generated/contract.json'

/** What only the server and the tests read. */
const OF_THE_SERVER = ['example', 'retention', 'keys', 'scheduled', 'privacy']
const plain = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (name, each: unknown) => (OF_THE_SERVER.includes(name) ? undefined : each)))

describe('the contract in the app', () => {
  it.each(made.kinds.map((kind) => [kind.code, kind] as const))('says all of %s', (code, kind) => {
    expect(plain(contract.kinds.find((each) => each.code === code))).toEqual(plain(kind))
  })

  it('says every sentence, role and department in both languages', () => {
    expect(contract.messages).toEqual(made.messages)
    expect(contract.roles).toEqual(made.roles)
    expect(contract.departments).toEqual(made.departments)
  })

  it('opens with the names, states and shown fields of every kind, and none of its rules', () => {
    const opened = (core.kinds as Parameters<typeof filledKind>[0][]).map(filledKind)
    expect(opened.map((kind) => [kind.code, kind.zh])).toEqual(made.kinds.map((kind) => [kind.code, kind.zh]))
    expect(opened.map((kind) => kind.life_cycle.states.map(({ code, zh }) => [code, zh]))).toEqual(
      made.kinds.map((kind) => kind.life_cycle.states.map(({ code, zh }) => [code, zh])),
    )
    for (const kind of opened) {
      const known = new Set(kind.fields.map((field) => field.code))
      expect([kind.list.title, ...kind.list.subtitle, ...kind.search].filter((code) => !known.has(code))).toEqual([])
      expect(kind.rules).toEqual([])
    }
  })
})

describe('words of a language', () => {
  it('are written over what is there, by name and by place', () => {
    const target = {
      zh: '甲',
      en: '',
      options: [
        { zh: '乙', en: '' },
        { zh: '丙', en: '' },
      ],
    }
    write(target, { en: 'A', options: [null, { en: 'C' }] })
    expect(target).toEqual({
      zh: '甲',
      en: 'A',
      options: [
        { zh: '乙', en: '' },
        { zh: '丙', en: 'C' },
      ],
    })
  })
})
