import { DEVICE_PATHS, type EnrolReply, type EnrolRequest, type LostDevice } from '../../shared/device-wire.ts'
import { PROTOCOL } from '../../shared/wire.ts'
import { type Outcome, request } from './api.ts'
import { appRelease } from './app-release.ts'
import type { DeviceKey } from './db.ts'
import { signHeaders } from './device-key.ts'

/** Asks the server to know this device; the same key is the same device there. Null when it could not be asked, with how
 *  that went. Signed without a name: it proves that we have the key. */
export async function enrol(
  key: DeviceKey,
  lost: LostDevice | null = null,
): Promise<{ readonly reply: EnrolReply | null; readonly outcome: Outcome }> {
  const body: EnrolRequest = {
    protocol: PROTOCOL,
    kind: key.kind,
    publicKey: key.publicKey,
    version: appRelease(),
    ...(lost ? { lost } : {}),
  }
  const path = DEVICE_PATHS.enrol
  const headers = await signHeaders({ ...key, device: null }, 'POST', path, JSON.stringify(body))
  const outcome = await request(path, { method: 'POST', body, headers, credentials: 'omit' })
  const reply = 'failed' in outcome || outcome.status !== 201 ? null : (outcome.json as Partial<EnrolReply> | null)
  const whole = reply?.protocol === PROTOCOL && typeof reply.device === 'string' && typeof reply.code === 'string'
  return { reply: whole ? (reply as EnrolReply) : null, outcome }
}

/** True when the server says that it does not know the device that signed. */
export function isUnknownDevice(outcome: Outcome): boolean {
  if ('failed' in outcome || outcome.ok) return false
  return (outcome.json as { problem?: { code?: unknown } } | null)?.problem?.code === 'unknown-device'
}
