// What a device's label says: the id of its record, under a word of ours so that no other code is taken for one.
const LABEL = /^LOBBYBOOK:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i

export function labelText(recordId: string): string {
  // Upper case fits the denser alphabet of QR codes: a smaller code on the same label.
  return `LOBBYBOOK:${recordId}`.toUpperCase()
}

/** The id of the record; null for any other code. */
export function recordOfLabel(text: string): string | null {
  return LABEL.exec(text.trim())?.[1]?.toLowerCase() ?? null
}
