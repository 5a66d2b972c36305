/** Letters and digits that nobody confuses when reading, saying or typing them: no 0, O, 1, I and L. */
const CLEAR_CHARACTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** A text of that many clear characters, each equally likely (4.95 bits). */
export function clearText(length: number, randomBytes: (length: number) => Uint8Array): string {
  let text = ''
  while (text.length < length) {
    for (const byte of randomBytes(length)) {
      // Five bits, and a draw of 31 is drawn again: the alphabet has 31 characters.
      if (text.length < length) text += CLEAR_CHARACTERS[byte & 31] ?? ''
    }
  }
  return text
}

/** A new password to show once: five groups of four, 99 bits of chance. */
export function newPassword(randomBytes: (length: number) => Uint8Array): string {
  return (clearText(20, randomBytes).toLowerCase().match(/.{4}/g) ?? []).join('-')
}
