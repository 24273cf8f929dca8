// Tablets' clocks are wrong; captures are never refused for it. The twin of clock.py. Milliseconds since 1970, UTC.

export const TOLERANCE = 120_000

/** The tablet's clock error seen in one answer: the server's time against the middle of the round trip. */
export function offset(sentAt: number, serverAt: number, receivedAt: number): number {
  return serverAt - (sentAt + Math.floor((receivedAt - sentAt) / 2))
}

/** When it happened, and whether that is doubtful: outside the previous operation and the receipt, it is bounded by them. */
export function businessTime(
  occurredAt: number,
  clockOffset: number,
  previous: number | null,
  receivedAt: number,
): [number, boolean] {
  const believed = occurredAt + clockOffset
  const low = previous ?? believed
  if (believed > receivedAt + TOLERANCE) return [receivedAt, true]
  return believed < low - TOLERANCE ? [low, true] : [believed, false]
}

/** Whether the clock is so wrong that the person is told. */
export function skewed(clockOffset: number): boolean {
  return Math.abs(clockOffset) > TOLERANCE
}
