// A tablet joins a branch. It may be cut off anywhere and done again: the same code with the same key gives the same tablet.
import { databaseExists } from './database'
import type { Enrolled, Identity } from './identity'
import { readMarker, writeMarker } from './marker'
import { deviceDatabase } from './schema'
import { asked } from './session'
import type { Outcome } from './tablet'
import type { Wire } from './wire'

export type Standing = 'enrolled' | 'unenrolled' | 'wiped'

/** Whether this tablet is one, and whether the browser has thrown its data away. */
export async function standing(identity: Identity): Promise<Standing> {
  const { enrolled } = identity
  if (enrolled === null) return readMarker() === null ? 'unenrolled' : 'wiped'
  return (await databaseExists(deviceDatabase(enrolled.device_id))) ? 'enrolled' : 'wiped'
}

/** `prepared` makes the database before the enrolment is remembered: one without the other means that it was wiped. */
export async function enrol(
  identity: Identity,
  wire: Wire,
  code: string,
  name: string,
  prepared: (deviceId: string) => Promise<unknown>,
): Promise<Outcome<Enrolled>> {
  if ((await standing(identity)) === 'wiped') await identity.newKey()
  let answer = await ask(identity, wire, code, name)
  if (!answer.ok && answer.problem.code === 'key_already_enrolled') {
    await identity.newKey()
    answer = await ask(identity, wire, code, name)
  }
  if (!answer.ok) return answer
  await prepared(answer.value.device_id)
  await identity.becomes(answer.value)
  writeMarker(answer.value, { waiting: 0, lastContact: null })
  return answer
}

async function ask(identity: Identity, wire: Wire, code: string, name: string): Promise<Outcome<Enrolled>> {
  return asked<Enrolled>(wire, 'POST', '/api/devices/enrol', { code, name, public_key: await identity.publicKey() })
}
