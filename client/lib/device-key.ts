import { DEVICE_HEADERS, type DeviceKind, signedText } from '../../shared/device-wire.ts'
import type { Database, DeviceKey } from './db.ts'
import { sha256 } from './withdrawal.ts'

const ECDSA = { name: 'ECDSA', namedCurve: 'P-256' } as const

/** The key of this device; null where none was made. Rejects when the storage cannot be read. */
export function readDeviceKey({ read }: Database): Promise<DeviceKey | null> {
  return read(['device'], async (tx) => {
    const key = await tx.objectStore('device').get('key')
    // Only this file and enrolment.ts write under that name.
    return (key as DeviceKey | undefined) ?? null
  })
}

/** A new key pair; no script can copy out its private half. */
export async function makeDeviceKey(kind: DeviceKind): Promise<DeviceKey> {
  const { privateKey, publicKey } = await crypto.subtle.generateKey(ECDSA, false, ['sign'])
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', publicKey))
  return { privateKey, publicKey: toBase64Url(point), kind, device: null, paired: false }
}

/** The headers that say who sends this; without the name of a device that has none yet. `body` is exactly what is sent. */
export async function signHeaders(
  { privateKey, device }: Pick<DeviceKey, 'privateKey' | 'device'>,
  method: string,
  path: string,
  body: string,
): Promise<Record<string, string>> {
  const text = new TextEncoder().encode(signedText(method, path, await sha256(body)))
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, text)
  return {
    ...(device === null ? {} : { [DEVICE_HEADERS.device]: device }),
    [DEVICE_HEADERS.signature]: toBase64Url(new Uint8Array(signature)),
  }
}

function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
