// What the server answers about the figures of a period (the API document describes all of it).
import type { RecordItem } from '../shapes'

export interface Told {
  zh: string
  en: string
}

export type FigureStatus = 'met' | 'not_met' | 'no_sample' | 'open' | 'shown'

export interface PeriodOf extends Told {
  code: string
}

/** `text` is the same in both languages: `≥85%`. */
export interface Target {
  bound: 'at_least' | 'at_most'
  value: number
  unit: 'percent' | 'count'
  text: string
}

/** `value` is as it is read; null where there is nothing to count. `target` null: shown and not judged. */
export interface Figure extends Told {
  code: string
  sort: 'share' | 'count' | 'mean'
  period: string
  numerator: number
  denominator: number
  value: string | null
  target: Target | null
  status: FigureStatus
  small_sample: boolean
}

export interface Reason extends Told {
  code: string
  counted: boolean
  count: number
}

export interface PersonFigures {
  user_id: string
  name: string
  status: FigureStatus
  figures: readonly Figure[]
}

export interface Kpi extends Told {
  code: string
  formula_zh: string
  formula_en: string
  period: PeriodOf
  locked: boolean
  status: FigureStatus
  figures: readonly Figure[]
  reasons: readonly Reason[]
  /** Of the branch; empty once the period is over. */
  pace: readonly Pace[]
  persons: readonly PersonFigures[]
}

export interface Lock {
  state: 'open' | 'due' | 'locked' | 'restated'
  due_at: string | null
  version: number | null
  made_at: string | null
  pending: boolean
}

export interface KpiAnswer {
  server_time: string
  branch: { id: string; no: string; name: string }
  period: PeriodOf & { span: 'month' | 'quarter'; first: string; last: string; ended: boolean }
  me: string
  everybody: boolean
  complete_through: string | null
  tablets: readonly { name: string; last_seen_at: string | null }[]
  lock: Lock
  kpis: readonly Kpi[]
}

export interface KpiRecord {
  record: RecordItem | null
  at: string
  person: { user_id: string; name: string }
  counted: boolean
  reason: Told & { code: string }
  flags: readonly (Told & { code: string })[]
}

export interface Pace extends Told {
  code: string
  have: number
  target: number
  missing: number
  a_day: number
  forecast: { low: number; expected: number; high: number } | null
  zh_text: string
  en_text: string
}

export interface PaceAnswer {
  working_days: { all: number; passed: number; left: number }
  pace: readonly Pace[]
  /** The periods before, the nearest first. */
  earlier: readonly { period: PeriodOf; status: FigureStatus; figures: readonly Figure[] }[]
  branch?: { status: FigureStatus; figures: readonly Figure[] } | null
}

export interface Version {
  version: number
  made_at: string
  hash: string
  records: number
  status: FigureStatus
  figures: readonly Figure[]
  difference: {
    figures: readonly (Told & { code: string; before: string | null; after: string | null })[]
    records: readonly {
      record_id: string
      no: string | null
      kind: string
      change: string
      before: Weighed | null
      after: Weighed | null
    }[]
  } | null
}

export interface Weighed {
  counted: boolean
  reason: Told & { code: string }
}

export interface Sign extends Told {
  code: string
  kpi: string
  person: { user_id: string; name: string }
  count: number
  first_at: string
  last_at: string
  records: readonly { id: string; no: string | null; kind: string }[]
}

export interface BranchFigures {
  branch: { id: string; no: string; name: string }
  lock: Lock['state']
  kpis: readonly { code: string; status: FigureStatus; figures: readonly Pick<Figure, 'code' | 'value' | 'status'>[] }[]
}
