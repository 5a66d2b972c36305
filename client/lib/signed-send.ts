import { type FlushRequest, PATHS } from '../../shared/wire.ts'
import { type Outcome, postResponses } from './api.ts'
import type { DeviceKey } from './db.ts'
import { signHeaders } from './device-key.ts'
import { enrol, isUnknownDevice } from './enrol.ts'

/** Sends sealed responses, signed by this device. A server that does not know it (it was put back to an older state) is
 *  told the key; what came back decides nothing, and the next flush goes on. */
export async function sendSigned(key: DeviceKey, body: FlushRequest): Promise<Outcome> {
  const outcome = await postResponses(body, await signHeaders(key, 'POST', PATHS.responses, JSON.stringify(body)))
  if (isUnknownDevice(outcome)) await enrol(key)
  return outcome
}
