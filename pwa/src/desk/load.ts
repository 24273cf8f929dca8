// A week of a department's work as the server counts it.

/** From a Monday on; `minutes` is the median of working time until the answer, null where nothing was answered. */
export interface Week {
  first: string
  received: number
  answered: number
  late: number
  minutes: number | null
}
