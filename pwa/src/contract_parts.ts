// Puts back what the files of the contract leave out because it is absent, false or empty (server/contract_parts.py).
import type {
  Command,
  Contract,
  CustomerForm,
  Due,
  Field,
  Kind,
  Named,
  PublicLink,
  Start,
  State,
  Told,
} from './contract'

type Bare<T> = Partial<{ [K in keyof T]: unknown }>
export type BareKind = Bare<Kind>
export interface BareContract {
  version?: string
  kinds: readonly BareKind[]
  roles?: readonly Bare<Named>[]
  departments?: readonly Bare<Named>[]
  messages?: Readonly<Record<string, Bare<Told>>>
}

type Filled<T> = (bare: Bare<T>) => T

const each = <T>(fill: Filled<T>, bare: unknown): T[] => ((bare ?? []) as Bare<T>[]).map(fill)
/** What has no words of its own, with what it says when it says nothing. */
const within = (bare: unknown, nothing: object): object[] =>
  ((bare ?? []) as object[]).map((one) => ({ ...nothing, ...one }))
const told = <T extends Told>(bare: Bare<T>): T => ({ zh: '', en: '', ...bare }) as unknown as T
const command: Filled<Command> = (bare) => ({
  ...{
    to: null,
    roles: [],
    args: [],
    required: [],
    guards: [],
    reason: false,
    words: false,
    offline: false,
    author_only: false,
  },
  ...{ stand_ins: [], department_only: false, department: null, not_by: [], not_author: false, bound: false },
  ...told<Command>(bare),
  from: (bare.from ?? []) as string[],
})
const named: Filled<Named> = (bare) => told<Named>(bare)
const state: Filled<State> = (bare) => ({
  ...({ tone: 'neutral', final: false, required: [] } as const),
  ...told<State>(bare),
})
const due: Filled<Due> = (bare) => ({ ...{ states: [], command: null }, ...told<Due>(bare) })
const start: Filled<Start> = (bare) => ({
  ...{ values: {}, then: null, when: null, auto: false },
  ...told<Start>(bare),
})
const form: Filled<CustomerForm> = (bare) =>
  ({
    ...{ fields: [], command: null, notice_zh: '', notice_en: '', when: null, values: {}, by_link: null },
    ...told<CustomerForm>(bare),
  }) as CustomerForm

const link: Filled<PublicLink> = (bare) => ({
  ...{ prepared: [], states: [], values: {}, when: null },
  ...told<PublicLink>(bare),
})

const NO_FIELD = {
  ...{ required: false, min: null, max: null, pattern: null, multiline: false, normal: null, reference: null },
  ...{ row_key: null, format: null, group: null, mask: null, public_when: null, derived: false },
  ...{ quotes: null, default: null },
}
const field: Filled<Field> = (bare) =>
  ({
    ...NO_FIELD,
    ...told<Field>(bare),
    help: told((bare.help ?? {}) as Bare<Told>),
    options: each(named, bare.options),
    columns: each(field, bare.columns),
  }) as Field

const NO_KIND: Bare<Kind> = {
  ...{ prefix: '', capture_roles: [], scope: '', groups: {}, search: [], inbox: null },
  ...{ duty: 0, spine: false, sealed: false, readers: null, emergency: null, operations: [] },
  ...{ confirmed: null, owner: null, notice: null },
}

/** A kind with everything its type promises, however little of it is there. */
export function filledKind(bare: BareKind): Kind {
  const life = (bare.life_cycle ?? {}) as Bare<Kind['life_cycle']>
  const quick = bare.quick as Bare<NonNullable<Kind['quick']>> | undefined
  return {
    ...NO_KIND,
    ...told(bare),
    help: told((bare.help ?? {}) as Bare<Told>),
    fields: each(field, bare.fields),
    rules: each((rule) => ({ when: null, each: null, ...told(rule) }), bare.rules) as unknown as Kind['rules'],
    life_cycle: { created: '', ...life, states: each(state, life.states), commands: each(command, life.commands) },
    derived: within(bare.derived, { arguments: {} }) as Kind['derived'],
    documents: within(bare.documents, {
      on_status: null,
      periodic: false,
      at: null,
      afterwards: false,
      when: null,
    }) as Kind['documents'],
    approval: bare.approval ? within([bare.approval], { parts: [] })[0] : null,
    list: { title: '', subtitle: [], ...(bare.list as object) },
    quick: quick ? { ...{ fields: [], last_used: [], prefill: [], hours: [] }, ...quick } : null,
    starts: each(start, bare.starts),
    dues: each(due, bare.dues),
    customer_forms: each(form, bare.customer_forms),
    public_links: each(link, bare.public_links),
  } as unknown as Kind
}

export function filledMessages(bare: BareContract['messages']): Contract['messages'] {
  return Object.fromEntries(Object.entries(bare ?? {}).map(([code, words]) => [code, told(words)]))
}

export const filledNames = (bare: unknown): Named[] => each(named, bare)

/** Writes the words of `source` over `target`: objects by name, lists by place. */
export function write(target: unknown, source: unknown): void {
  for (const [name, value] of Object.entries((source ?? {}) as object)) {
    const place = target as Record<string, unknown>
    if (typeof value === 'string') place[name] = value
    else if (value !== null) write(place[name], value)
  }
}
