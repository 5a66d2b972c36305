/** Crockford's base32: no I, L, O and U, so that what is written by hand is read back as it was meant.
 *  Source: Douglas Crockford, "Base 32", crockford.com/base32.html. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Bytes of chance in a code: 120 bits, so that a fast hash of it cannot be guessed back (OWASP ASVS 5.0, 6.5.2). */
export const CODE_BYTES = 15

const LENGTH = 24

/** The withdrawal code ("intrekcode") made of 15 bytes of chance: 24 letters and digits. Throws RangeError on another
 *  number of bytes. */
export function withdrawalCode(chance: Uint8Array): string {
  if (chance.length !== CODE_BYTES) throw new RangeError(`a code is made of ${CODE_BYTES} bytes, not ${chance.length}`)
  let code = ''
  let bits = 0
  let held = 0
  for (const byte of chance) {
    held = (held << 8) | byte
    for (bits += 8; bits >= 5; bits -= 5) code += LETTERS[(held >> (bits - 5)) & 31]
    held &= 31
  }
  return code
}

/** The code as a person reads and writes it: in groups of four. */
export function inGroups(code: string): string {
  return code.match(/.{1,4}/g)?.join(' ') ?? ''
}

/** The code in what a person typed: any case, with spaces or hyphens, O for 0 and I or L for 1; null when it is none. */
export function readWithdrawalCode(typed: string): string | null {
  const code = typed
    .replace(/[\s\p{Pd}.]/gu, '')
    .toUpperCase()
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  return code.length === LENGTH && [...code].every((letter) => LETTERS.includes(letter)) ? code : null
}
