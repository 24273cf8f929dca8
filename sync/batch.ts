// How many operations travel in one push: at most 500 and at most 1 MiB of them. The twin of batch.py.

export const MAX_OPERATIONS = 500
export const MAX_BYTES = 1024 * 1024
// Quotes, comma and a little escaping, so that the body stays under what the server takes.
const PER_OPERATION = 8

/** How many of the waiting operations go first, given each one's size in bytes. At least one goes, however large. */
export function firstBatch(sizes: readonly number[], limit: number = MAX_OPERATIONS): number {
  const most = Math.min(sizes.length, limit, MAX_OPERATIONS)
  let total = 0
  for (let count = 0; count < most; count += 1) {
    total += sizes[count]! + PER_OPERATION
    if (total > MAX_BYTES && count > 0) return count
  }
  return most
}

/** The next, smaller batch after the server could not take `count` at once (413, 500). */
export function halved(count: number): number {
  return Math.max(1, Math.floor(count / 2))
}
