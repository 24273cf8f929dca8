// How large a photo of a record is: pure figures, so that what the worker does with them can be told without one.

/** Pixels of the longer side: legible on paper (D-documents print at most 17 cm), small enough for a poor network. */
export const LONGEST = 1600
export const PREVIEW_LONGEST = 256
/** The next one is tried when the picture is still too large. */
export const QUALITIES = [0.8, 0.6, 0.4] as const

export interface Size {
  width: number
  height: number
}

/** The same shape, no side longer than `longest`, never larger than it is. */
export function within({ width, height }: Size, longest: number): Size {
  const scale = Math.min(1, longest / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}
