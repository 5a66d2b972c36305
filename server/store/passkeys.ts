/** The public half of a key with which somebody signs in; the other half stays on that person's device. */
export interface Passkey {
  readonly id: string
  readonly user: string
  /** By which the device names the key, base64url. */
  readonly credential: string
  /** By which the device names the account, base64url. */
  readonly handle: string
  /** As its owner calls it. */
  readonly name: string
  /** COSE. */
  readonly publicKey: Uint8Array
  /** What the device last counted; 0 where it does not count. */
  readonly counter: number
  /** Days, `2026-11-27`; null for one that was never used. */
  readonly made: string
  readonly used: string | null
}

/** What a store keeps of passkeys. */
export interface Passkeys {
  /** Throws when there is one with this id or credential. */
  savePasskey(passkey: Passkey): void
  /** The oldest first. */
  passkeysOf(user: string): readonly Passkey[]
  passkey(credential: string): Passkey | null
  /** Notes a use; false when there is no such key, or its device has not counted on: then nothing changes. */
  usePasskey(id: string, counter: number, day: string): boolean
  /** False when that user has none with this id. */
  dropPasskey(user: string, id: string): boolean
  dropPasskeysOf(user: string): void
}
