// How figures are read: their words, their tone, and the course of one over several periods.
import { said } from '@/i18n'
import type { Figure, FigureStatus, Kpi, Lock, PaceAnswer, PeriodOf } from './shapes'
import { k } from './texts'

type Tone = 'done' | 'risk' | 'waiting' | 'neutral'

const TONES: Record<FigureStatus, Tone> = {
  met: 'done',
  not_met: 'risk',
  no_sample: 'neutral',
  open: 'waiting',
  shown: 'neutral',
}

export const toneOf = (status: FigureStatus): Tone => TONES[status]

export const valueOf = (figure: Pick<Figure, 'value'>): string => figure.value ?? k('no_sample')

/** `34/40` under a share or a mean; a count is its own sample. */
export const sampleOf = (figure: Figure): string =>
  figure.sort === 'count' ? '' : k('of', { n: figure.numerator, d: figure.denominator })

/** The figures that are judged, then what is shown beside them. */
export const judgedFirst = (figures: readonly Figure[]): Figure[] =>
  [...figures].sort((a, b) => Number(a.target === null) - Number(b.target === null))

export interface Course {
  figure: Figure
  /** From the oldest to the one that is shown. */
  points: readonly { period: PeriodOf; figure: Figure }[]
}

/** One figure through the periods; what a period lacks is no point. */
export function courseOf(kpi: Kpi, code: string, pace: PaceAnswer): Course | null {
  const now = kpi.figures.find((each) => each.code === code)
  if (!now) return null
  const earlier = [...pace.earlier].reverse().flatMap(({ period, figures }) => {
    const figure = figures.find((each) => each.code === code)
    return figure ? [{ period, figure }] : []
  })
  return { figure: now, points: [...earlier, { period: kpi.period, figure: now }] }
}

/** As a number to draw; null where there is no sample. A share is drawn in per cent. */
export function drawn(figure: Figure): number | null {
  if (figure.value === null) return null
  if (figure.sort === 'count') return figure.numerator
  if (figure.denominator === 0) return null
  return (figure.numerator / figure.denominator) * (figure.sort === 'share' ? 100 : 1)
}

export function lockWords(lock: Lock, moment: (at: string) => string): string {
  if (lock.state === 'open') return lock.due_at ? k('lock_open', { time: moment(lock.due_at) }) : k('lock_open_plain')
  return k(`lock_${lock.state}`, { n: lock.version ?? 1 })
}

export const formulaOf = (kpi: Kpi): string => said({ zh: kpi.formula_zh, en: kpi.formula_en })
