// Accounts as the administrator sees them, and what an entry of their history says.
import { roleOf } from '@/contract'
import { language, said } from '@/i18n'
import { a } from './admin_texts'
import type { Branch } from './branch_choice'

export interface Account {
  id: string
  username: string
  name: string
  branch_id: string
  roles: readonly string[]
  department: string | null
  language: 'zh' | 'en'
  active: boolean
  password_initial: boolean
}

export interface AccountEvent {
  at: string
  by_name: string
  action: string
  details: Readonly<Record<string, unknown>>
}

export interface Department {
  code: string
  zh: string
  en: string
}

export interface Known {
  branches: readonly Branch[]
  departments: readonly Department[]
}

const FIELDS = ['branch_id', 'roles', 'department', 'language', 'active', 'name', 'password'] as const

export function eventText(event: AccountEvent, known: Known): string {
  if (event.action === 'user.created') return a('event_created')
  if (event.action === 'user.password_given') return a('event_password_given')
  if (event.action === 'user.password_set') return a('event_password_set')
  const changed = FIELDS.filter((field) => field in event.details)
  const said = changed.map((field) => changeText(field, event.details[field], known))
  return a('event_changed', { what: said.join(language.value === 'zh' ? '；' : '; ') })
}

function changeText(field: (typeof FIELDS)[number], change: unknown, known: Known): string {
  const label = a(`field_${field}`)
  if (typeof change !== 'object' || change === null) return label
  const { from, to } = change as { from: unknown; to: unknown }
  return a('from_to', { field: label, from: valueText(field, from, known), to: valueText(field, to, known) })
}

function valueText(field: string, value: unknown, { branches, departments }: Known): string {
  if (field === 'roles' && Array.isArray(value)) return value.map((role) => said(roleOf(String(role)))).join('、')
  if (field === 'active') return a(value === true ? 'active_yes' : 'active_no')
  if (field === 'branch_id') return branches.find(({ id }) => id === value)?.name ?? String(value)
  if (field === 'department') {
    const found = departments.find(({ code }) => code === value)
    return found ? said(found) : '—'
  }
  return field === 'language' ? (value === 'en' ? 'English' : '中文') : String(value ?? '—')
}

/** Accounts in which every word is found, of that branch where one is chosen; those in use first. */
export function foundAccounts(accounts: readonly Account[], words: string, branch: string): Account[] {
  const asked = words.toLowerCase().split(/\s+/).filter(Boolean)
  const text = (each: Account) => `${each.name} ${each.username}`.toLowerCase()
  return accounts
    .filter((each) => branch === '' || each.branch_id === branch)
    .filter((each) => asked.every((word) => text(each).includes(word)))
    .sort((one, other) => Number(other.active) - Number(one.active) || one.name.localeCompare(other.name, 'zh-CN'))
}
