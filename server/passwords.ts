import * as argon2 from '@node-rs/argon2'
import { COMMON_WORDS } from './common-passwords.ts'
import { createTurns } from './turns.ts'

/** Cost of one hash: 64 MiB, three passes, one lane. Source: OWASP Application Security Verification Standard 5.0,
 *  appendix C (argon2id, at least 12 MiB with three passes); about 70 ms here. */
export const COST = { memoryCost: 65_536, timeCost: 3, parallelism: 1 } as const

/** Code points of a password, both included. */
const PASSWORD_LENGTH = { min: 12, max: 128 } as const

/** How many hashes run at a time and how many more may wait for their turn. */
const AT_A_TIME = 2
const MAY_WAIT = 20

/** What a password must have left when the well-known words are taken out of it. */
const OWN_CHARACTERS = 8

/** A PHC string at today's cost that no password fits: an unknown login costs the same work as a wrong password. */
const NOBODY = `$argon2id$v=19$m=${COST.memoryCost},t=${COST.timeCost},p=${COST.parallelism}$ZXJ2YXJpbmd3aWp6ZXI$${'A'.repeat(43)}`

/** The hashing itself; tests count its calls. */
export interface Hasher {
  hash(password: string, cost: typeof COST): Promise<string>
  verify(passwordHash: string, password: string): Promise<boolean>
}

export interface Passwords {
  /** The hash to keep, with its parameters inside. Throws `too-many-tries` when the queue is full. */
  hash(password: string): Promise<string>
  /** Whether it fits; null (nobody by that login) takes as long and never fits. `weaker`: it was hashed at a lower cost
   *  than today's. Throws `too-many-tries` when the queue is full. */
  verify(passwordHash: string | null, password: string): Promise<{ readonly fits: boolean; readonly weaker: boolean }>
}

/** Password hashing with argon2id, two at a time, so that a storm of sign-ins cannot take the memory or the processor
 *  away from the answers that come in. */
export function createPasswords(hasher: Hasher = argon2): Passwords {
  const inTurn = createTurns(AT_A_TIME, MAY_WAIT)
  return {
    hash: (password) => inTurn(() => hasher.hash(normalised(password), COST)),
    async verify(passwordHash, password) {
      const fits = await inTurn(() => hasher.verify(passwordHash ?? NOBODY, normalised(password)))
      return { fits: fits && passwordHash !== null, weaker: fits && passwordHash !== null && isWeaker(passwordHash) }
    },
  }
}

/** One spelling for what looks the same on another keyboard. Source: NIST SP 800-63B, 5.1.1.2 (NFKC). */
function normalised(password: string): string {
  return password.normalize('NFKC')
}

function isWeaker(passwordHash: string): boolean {
  const used = argon2.parseOptions(passwordHash)
  return used.memoryCost < COST.memoryCost || used.timeCost < COST.timeCost || !passwordHash.startsWith('$argon2id$')
}

/** What is wrong with a new password, in plain Dutch; null when it will do. `context`: words that a guesser tries first,
 *  such as the login, the municipality and the product's name. No rules about kinds of characters.
 *  Source: NIST SP 800-63B, 5.1.1.2. */
export function passwordFault(password: string, context: readonly string[]): string | null {
  const length = [...normalised(password)].length
  if (length < PASSWORD_LENGTH.min)
    return `Het wachtwoord is te kort: neem er een van ${PASSWORD_LENGTH.min} tekens of meer.`
  if (length > PASSWORD_LENGTH.max)
    return `Het wachtwoord is te lang: neem er een van hooguit ${PASSWORD_LENGTH.max} tekens.`
  if (new Set(normalised(password)).size < 5) return 'Het wachtwoord heeft te weinig verschillende tekens.'
  return leftOver(password, context) < OWN_CHARACTERS
    ? 'Dit wachtwoord is makkelijk te raden: het is vooral een bekend woord, een naam of een rij van het toetsenbord.'
    : null
}

/** Letters and digits that are left without well-known words; the lower of the plain and the "p4ssw0rd" reading. */
function leftOver(password: string, context: readonly string[]): number {
  const plain = normalised(password).toLowerCase()
  const own = context.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u)).filter((word) => word.length >= 4)
  const words = [...COMMON_WORDS, ...own].sort((a, b) => b.length - a.length)
  const rest = (text: string) => words.reduce((left, word) => left.replaceAll(word, ' '), text)
  return Math.min(...[plain, unLeet(plain)].map((text) => rest(text).replaceAll(/[^\p{L}\p{N}]/gu, '').length))
}

const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '@': 'a',
  $: 's',
  '!': 'i',
}

function unLeet(text: string): string {
  return [...text].map((character) => LEET[character] ?? character).join('')
}
