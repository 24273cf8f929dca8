// The device as the screens have it: the facade over everything, and the two parts whose work is timed by itself.
import { Board } from '../../../pwa/src/device/state.ts'
import { DeviceTablet } from '../../../pwa/src/device/device_tablet.ts'
import { makePicturesInWorker } from '../../../pwa/src/pictures/photo_worker.ts'
import { Machine } from '../../../pwa/src/device/machine.ts'
import { hashPin } from '../../../pwa/src/device/pin_hash.ts'
import { SearchLines } from '../../../pwa/src/device/search_lines.ts'
import { Updates } from '../../../pwa/src/device/updates.ts'
import type { BenchRow, Setup } from './measured.ts'
import { timed } from './measured.ts'

const PIN = '258036' // as in measure_app.py
const FOUND = 30
const board = new Board()
const machine = new Machine(board)
const tablet = new DeviceTablet(board, new Updates(() => undefined), machine)

function must(outcome: { ok: boolean }): void {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome))
}

function becomes(reached: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!reached()) return
      leave()
      resolve()
    }
    const leave = board.subscribe(look)
    look()
  })
}

const bench = {
  /** Enrols, signs in and takes everything the server has. */
  async begin({ code, username, password }: Setup): Promise<void> {
    await machine.start()
    must(await tablet.enrol(code, '测试平板'))
    must(await tablet.signIn(username, password))
    must(await tablet.setPin(PIN))
    await tablet.syncNow()
    const isThere = () => board.state.bootstrap === null && tablet.reference().set('topics').length > 0
    await becomes(() => board.state.lastContact !== null && isThere())
  },
  /** Milliseconds until a capture is on disk, for each. */
  async save(rows: BenchRow[]): Promise<number[]> {
    const passed: number[] = []
    for (const { kind, payload } of rows) {
      passed.push(await timed(async () => must(await tablet.capture(kind, payload))))
    }
    return passed
  },
  /** Everything that waits is sent and has its verdict. */
  async drain(): Promise<void> {
    await tablet.syncNow()
    await becomes(() => board.state.counts.waiting === 0)
  },
  async unlock(): Promise<number> {
    tablet.lock()
    await becomes(() => board.state.phase === 'locked')
    return timed(async () => must(await tablet.unlock(PIN)))
  },
  /** The part of it that a slow processor makes slow, here on the page's own thread. */
  hash: () => timed(() => hashPin(PIN, new Uint8Array(16))),
  /** A search through everything on the tablet with the rows of what is found. */
  search: (query: string) => timed(() => tablet.search(query, FOUND)),
  /** What a search finds: it grows until every row is known to it. */
  found: async (query: string) => (await tablet.search(query, FOUND)).length,
}

/** As large as a tablet's camera makes them, and as restless. */
async function takePhoto(): Promise<Blob> {
  const canvas = new OffscreenCanvas(4000, 3000)
  const pen = canvas.getContext('2d', { alpha: false })!
  for (let spot = 0; spot < 20_000; spot += 1) {
    pen.fillStyle = `hsl(${(spot * 137) % 360} 60% ${20 + ((spot * 71) % 60)}%)`
    pen.fillRect((spot * 733) % 4000, (spot * 419) % 3000, 90, 60)
  }
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.92 })
}

const photos = {
  /** Milliseconds until a fresh photo is small, and the longest wait for a frame meanwhile. */
  async make(): Promise<[number, number]> {
    const photo = await takePhoto()
    let [longest, last, isOver] = [0, performance.now(), false]
    const look = (now: number) => {
      longest = Math.max(longest, now - last)
      last = now
      if (!isOver) requestAnimationFrame(look)
    }
    await new Promise<void>((resolve) => requestAnimationFrame((now) => resolve(look(now))))
    longest = 0
    const passed = await timed(() => makePicturesInWorker(photo))
    isOver = true
    return [passed, longest]
  },
}

const lines = new SearchLines()
const scanning = {
  put(rows: BenchRow[]): void {
    const text = ({ payload }: BenchRow) => [payload.question, payload.solution, payload.customer_name].join('\n')
    lines.put(rows.map((row) => ({ id: row.id, at: row.occurred_at, text: text(row) })))
    lines.find('', 1)
  },
  find: (query: string) => timed(async () => lines.find(query, FOUND)),
}

Object.assign(window, { bench, photos, scanning })
