import { CODE_BYTES, withdrawalCode } from '../../shared/withdrawal-code.ts'

/** A withdrawal code, and the digest of it that travels. */
export interface MadeCode {
  readonly code: string
  readonly digest: string
}

/** Makes a code from that source of chance. It is for the person's eyes: nothing readable of it is ever stored. */
export async function makeCode(fill: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array): Promise<MadeCode> {
  const code = withdrawalCode(fill(new Uint8Array(CODE_BYTES)))
  return { code, digest: await sha256(code) }
}

/** The mark by which this device knows which of its envelopes a digest belongs to. A digest can withdraw and a mark
 *  cannot, so that a stolen phone withdraws nothing. */
export function markOf(digest: string): Promise<string> {
  return sha256(`on this device ${digest}`)
}

/** SHA-256 of the text, lower-case hex. */
export async function sha256(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
