// The process that hosts every tablet of a simulation. One message a line comes in; out goes one line of all that followed.
// It answers only when nothing can go on by itself, so the scheduler in Python alone decides the order of things.
import { createInterface } from 'node:readline'
import { SimulatedTablet } from './tablet.ts'
import type { Happening, Message } from './messages.ts'

const tablets = new Map<string, SimulatedTablet>()
let happenings: Happening[] = []
const tell = (happening: Happening): void => void happenings.push(happening)

function take(message: Message): void {
  if (message.do === 'forget') return tablets.clear()
  if (message.do === 'enrol') {
    tablets.set(message.tablet, new SimulatedTablet(message, tell))
    return
  }
  const tablet = tablets.get(message.tablet)
  if (tablet === undefined) throw new Error(`no tablet ${message.tablet}`)
  tablet.take(message)
}

/** Everything in the engine waits on promises only, and those run out before the next turn of the event loop. */
const quiet = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)))

const broken = (error: unknown): void => tell({ what: 'broken', why: String((error as Error)?.stack ?? error) })
process.on('unhandledRejection', broken)

for await (const line of createInterface({ input: process.stdin })) {
  try {
    take(JSON.parse(line) as Message)
  } catch (error) {
    broken(error)
  }
  await quiet()
  process.stdout.write(`${JSON.stringify(happenings)}\n`)
  happenings = []
}
