// What GET /api/reference/sets/<hash> answers (server/reference/README.md).

/**
 * One entry of a reference set. `keys` is what it is found by: one line a text, in the order code, Chinese, initials, pinyin,
 * English, then other names and what it says inside; all lower-case.
 */
export interface ReferenceItem {
  readonly code: string
  /** The set it belongs to. */
  readonly set: string
  readonly zh: string
  readonly en: string
  readonly keys: string
  /** `draft`: not checked against its source yet. `expired`: keeps its label for old records, can no longer be chosen. */
  readonly status: 'in_force' | 'draft' | 'expired'
  /** First and last day, YYYY-MM-DD; no last day while it is in force. */
  readonly effective_from: string
  readonly effective_to: string | null
  readonly source: string
  /** A house parameter: no regulation stands behind it. */
  readonly house: boolean
  /** What else it is called; of a word to look for, its other spellings. */
  readonly aliases?: readonly string[]
  readonly group?: string
  readonly group_zh?: string
  readonly group_en?: string
  /** What only this set has: see `Topic`, `Product`, `Material`. */
  readonly [extra: string]: unknown
}

/** Set `topics`. Department and ticket type are null where the branch itself is the one to help. */
export interface Topic extends ReferenceItem {
  readonly department: string | null
  readonly ticket_type: string | null
  /** What the customer usually asks, in Chinese: it becomes part of a Chinese record. */
  readonly question: string
  readonly products: readonly string[]
  readonly materials: readonly string[]
}

export interface Faq {
  readonly q: string
  readonly a: string
  readonly q_en: string
  readonly a_en: string
  readonly status: 'in_force' | 'draft'
  readonly source: string
}

/** Set `products`. */
export interface Product extends ReferenceItem {
  readonly category: string
  readonly category_en: string
  readonly faq: readonly Faq[]
  readonly materials: readonly string[]
}

/** Set `materials`: `items` and `items_en` say the same, line by line. */
export interface Material extends ReferenceItem {
  readonly items: readonly string[]
  readonly items_en: readonly string[]
}

export interface ReferenceSet {
  readonly name: string
  readonly items: readonly ReferenceItem[]
}

export interface ReferenceGroup {
  readonly code: string
  readonly zh: string
  readonly en: string
  readonly items: readonly ReferenceItem[]
}

export type Language = 'zh' | 'en'
