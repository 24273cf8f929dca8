// A drawn signature as what was drawn: points in a frame, with their milliseconds. It is kept as this JSON and shown as a path.
export const STROKES_TYPE = 'application/vnd.lobbybook.strokes+json'

type Point = readonly [x: number, y: number, ms: number]

export interface Strokes {
  v: 1
  width: number
  height: number
  strokes: readonly (readonly Point[])[]
}

interface Drawn {
  points: readonly { x: number; y: number; time: number }[]
}

/** Whole pixels, and time counted from the first touch: when it was signed stands in the record. */
export function strokesOf(drawn: readonly Drawn[], width: number, height: number): Strokes {
  const began = drawn[0]?.points[0]?.time ?? 0
  const strokes = drawn.map(({ points }) =>
    points.map(({ x, y, time }): Point => [Math.round(x), Math.round(y), Math.round(time - began)]),
  )
  return { v: 1, width: Math.round(width), height: Math.round(height), strokes }
}

export function strokesBlob(strokes: Strokes): Blob {
  return new Blob([JSON.stringify(strokes)], { type: STROKES_TYPE })
}

/** Null for bytes that are no strokes. */
export function readStrokes(text: string): Strokes | null {
  try {
    const read = JSON.parse(text) as Strokes
    const isDrawn = read.v === 1 && read.width > 0 && read.height > 0 && Array.isArray(read.strokes)
    return isDrawn ? read : null
  } catch {
    return null
  }
}

/** An SVG path: a line through the points of each stroke; a single point is a dot. */
export function pathOf({ strokes }: Strokes): string {
  return strokes
    .filter((stroke) => stroke.length > 0)
    .map((stroke) => {
      const [first, ...rest] = stroke.map(([x, y]) => `${x} ${y}`)
      return `M${first}${rest.length === 0 ? 'h0.1' : rest.map((point) => `L${point}`).join('')}`
    })
    .join('')
}

const MARGIN = 12

/** The part of the frame that was drawn on, with a margin: an SVG view box. */
export function frameOf({ width, height, strokes }: Strokes): string {
  const points = strokes.flat()
  if (points.length === 0) return `0 0 ${width} ${height}`
  const left = Math.min(...points.map(([x]) => x)) - MARGIN
  const top = Math.min(...points.map(([, y]) => y)) - MARGIN
  const right = Math.max(...points.map(([x]) => x)) + MARGIN
  const bottom = Math.max(...points.map(([, y]) => y)) + MARGIN
  return `${left} ${top} ${right - left} ${bottom - top}`
}
