// What the scheduler in Python and this process say to each other, one JSON line each way.
import type { Origin } from '../../sync/client/capture.ts'
import type { Choice } from '../../sync/client/intents.ts'
import type { Mishap } from './disk.ts'

export interface Person {
  id: string
  name: string
  role: string
  grant: string
}

interface About {
  tablet: string
  /** The tablet's own clock, in milliseconds since 1970. */
  now: number
}

type Values = Readonly<Record<string, unknown>>

export interface SentFile {
  name: string
  bytes: string
}

/** What somebody does. `lenient`: with laxer rules than the server's; `tab`: in which of the tablet's processes. */
/** `files`: attached before it is done; bytes in base64. */
export type Doing = { lenient?: boolean; online?: boolean; tab?: number; files?: readonly SentFile[] } & (
  | { call: 'capture'; kind: string; values: Values; origin?: Origin }
  | { call: 'correct'; record: string; changes: Values; reason: string }
  | { call: 'command'; record: string; verb: string; args: Values; reason: string | null }
  | { call: 'resolve'; conflict: string; choose: Choice }
  | { call: 'replace'; op_seq: number; values: Values; reason: string | null }
  | { call: 'let_go'; op_seq: number }
  | { call: 'sync' }
  | { call: 'upload' }
)

export type Run = About & { do: 'run'; task: number; doing: Doing; by: Person }

export type Enrol = About & { do: 'enrol'; device_id: string; seed: number }

export type Message =
  | { do: 'forget' }
  | Enrol
  | Run
  | (About & { do: 'start' })
  | (About & { do: 'crash' })
  | (About & { do: 'calm' })
  | (About & { do: 'snapshot' })
  | (About & { do: 'roll_back' })
  | (About & { do: 'dump' })
  | (About & { do: 'stale' })
  | (About & { do: 'answer'; request: number; status: number; body: unknown })
  | (About & { do: 'unreachable'; request: number })
  | (About & { do: 'file_answer'; request: number; status: number; headers: Record<string, string>; body: unknown })
  | (About & { do: 'file_unreachable'; request: number })
  | (About & { do: 'release'; commit: number; outcome: 'commit' | 'abort' })
  | (About & { do: 'plan'; nth: number; mishap: Mishap; lane?: boolean })

export type TabletMessage = Exclude<Message, { do: 'forget' } | Enrol>

export type Happening =
  | { what: 'request'; request: number; method: string; target: string; body?: string }
  | {
      what: 'file'
      request: number
      method: string
      target: string
      headers: Readonly<Record<string, string>>
      body: string
    }
  | { what: 'lane_died' }
  | { what: 'held'; commit: number }
  | { what: 'ended'; task: number; saved?: boolean; error?: string; why?: string }
  | { what: 'died' }
  | { what: 'dump'; disk: Record<string, unknown> }
  | { what: 'stale'; records: string[] }
  | { what: 'broken'; why: string }

export type Tell = (happening: Happening) => void
