// A trace of the tablet outside its databases: by it a tablet whose data the browser has thrown away is told from a new one.
import type { Enrolled } from './identity'

const NAME = 'lobbybook.tablet'

export interface Marker {
  device: Pick<Enrolled, 'device_id' | 'device_no' | 'branch_id' | 'branch_name'>
  waiting: number
  lastContact: string | null
}

export function readMarker(): Marker | null {
  const written = localStorage.getItem(NAME)
  return written === null ? null : (JSON.parse(written) as Marker)
}

export function writeMarker(
  { device_id, device_no, branch_id, branch_name }: Enrolled,
  rest: Omit<Marker, 'device'>,
): void {
  localStorage.setItem(NAME, JSON.stringify({ device: { device_id, device_no, branch_id, branch_name }, ...rest }))
}

/** So long changes are gathered that only tell of a later contact: writing holds up the page. */
const GATHERED = 300

/** Keeps the marker in step with commits that follow each other. How much waits is told at once, behind the work at hand: what
 * a browser throws away is counted by it. */
export class Marking {
  #timer: ReturnType<typeof setTimeout> | undefined
  #write: () => void = () => undefined
  #waiting: number | null = null

  note(enrolled: Enrolled, rest: Omit<Marker, 'device'>): void {
    this.#write = () => writeMarker(enrolled, rest)
    if (rest.waiting !== this.#waiting) {
      clearTimeout(this.#timer)
      this.#timer = setTimeout(() => this.end())
    }
    this.#waiting = rest.waiting
    this.#timer ??= setTimeout(() => this.end(), GATHERED)
  }

  end(): void {
    if (this.#timer === undefined) return
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#write()
  }
}

const BY_PIN = 'lobbybook.opens_by_pin'

/** Whether a PIN opened this tablet last: then the keypad is shown before the database has said so. No more than a guess. */
export function opensByPin(): boolean {
  return readMarker() !== null && localStorage.getItem(BY_PIN) !== null
}

export function noteOpensByPin(yes: boolean): void {
  if (yes) localStorage.setItem(BY_PIN, 'yes')
  else localStorage.removeItem(BY_PIN)
}
