// Which script fits the kind of fraud a record names. Pure.
import type { ReferenceIndex, ReferenceItem } from '@/reference'

const SCRIPTS: Readonly<Record<string, string>> = {
  police: 'police_impersonation',
  fake_jobs: 'order_brushing',
  fake_investment: 'fake_investment',
  fake_service: 'service_impersonation',
  fake_acquaintance: 'boss_impersonation',
  romance: 'romance',
  credit_loan: 'credit_loan',
  elder_health: 'elder_products',
  other: 'other',
}

export function scriptFor(index: ReferenceIndex, type: unknown): ReferenceItem | null {
  const code = SCRIPTS[String(type)]
  return code ? index.item('fraud_scripts', code) : null
}

export function linesOf(item: ReferenceItem | null, key: string, language: 'zh' | 'en'): readonly string[] {
  const lines = item?.[language === 'en' ? `${key}_en` : key] ?? item?.[key]
  return Array.isArray(lines) ? (lines as string[]) : []
}
