import { randomBytes } from 'node:crypto'
import * as argon2 from '@node-rs/argon2'
import { describe, expect, test } from 'vitest'
import { COST, createPasswords, type Hasher, passwordFault } from '../../server/passwords.ts'
import { newPassword } from '../../server/random-text.ts'

const CONTEXT = ['anna.devries@dock.example', 'Ervaringwijzer', 'Utrecht']

/** A hasher whose work ends when the test says so. */
function slowHasher() {
  const open: (() => void)[] = []
  const counted = { verified: 0, hashed: 0 }
  const hasher: Hasher = {
    hash: async () => {
      counted.hashed += 1
      return 'hash'
    },
    verify: (_hash, _password) => {
      counted.verified += 1
      return new Promise((resolve) => open.push(() => resolve(false)))
    },
  }
  return { hasher, open, counted }
}

describe('a new password', () => {
  const refused: readonly [string, string][] = [
    ['too short', 'k7#mQ2!xW9a'],
    ['empty', ''],
    ['too long', 'x9Kq'.repeat(33)],
    ['one character', 'aaaaaaaaaaaaaaaa'],
    ['four characters over and over', 'abababcdcdcdabab'],
    ['a common word with a year', 'Welkom2026!!'],
    ['a common word twice', 'wachtwoordwachtwoord'],
    ['in leet', 'W3lk0m-W3lk0m'],
    ['a run over the keyboard', 'qwertyuiop12'],
    ['digits in a row', '123456789012'],
    ['the name of the product', 'Ervaringwijzer1!'],
    ['the municipality', 'Utrecht-Utrecht-1'],
    ['the login', 'anna-devries-2026'],
    ['season and year', 'Herfst-2026-Herfst'],
  ]
  test.each(refused)('%s is refused with what to do', (_, password) => {
    expect(passwordFault(password, CONTEXT)).toMatch(/wachtwoord/i)
  })

  const taken: readonly [string, string][] = [
    ['twelve characters', 'k7#mQ2!xW9aZ'],
    ['a sentence in small letters', 'mijn fiets staat nog bij de brug'],
    ['a common word among others', 'welkom bij de gele olifant'],
    ['other scripts', 'наша зима тиха'],
    ['128 characters', `${'x9Kqp'.repeat(25)}abc`],
  ]
  test.each(taken)('%s will do: there are no rules about kinds of characters', (_, password) => {
    expect(passwordFault(password, CONTEXT)).toBeNull()
  })

  test('made by the program always keeps its own rules', () => {
    const made = Array.from({ length: 300 }, () => newPassword(randomBytes))
    expect(made.filter((password) => passwordFault(password, CONTEXT) !== null)).toEqual([])
    expect(new Set(made).size).toBe(300)
    expect(made[0]).toMatch(/^([2-9a-hjkmnp-z]{4}-){4}[2-9a-hjkmnp-z]{4}$/)
  })
})

describe('hashing', () => {
  test('is argon2id at 64 MiB and three passes, with the parameters in the hash', async () => {
    const passwords = createPasswords()
    const hash = await passwords.hash('mijn fiets staat bij de brug')
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/)
    expect(await passwords.verify(hash, 'mijn fiets staat bij de brug')).toEqual({ fits: true, weaker: false })
    expect(await passwords.verify(hash, 'mijn fiets staat bij de brug ')).toEqual({ fits: false, weaker: false })
  })

  test('reads letters typed on another keyboard as the same password', async () => {
    const passwords = createPasswords()
    const hash = await passwords.hash('één café en een gele fiets'.normalize('NFC'))
    expect((await passwords.verify(hash, 'één café en een gele fiets'.normalize('NFD'))).fits).toBe(true)
  })

  test('tells a hash that is weaker than today asks, only to who knows the password', async () => {
    const passwords = createPasswords()
    const old = await argon2.hash('oud wachtwoord van vroeger', { ...COST, memoryCost: 8192 })
    expect(await passwords.verify(old, 'oud wachtwoord van vroeger')).toEqual({ fits: true, weaker: true })
    expect(await passwords.verify(old, 'een ander wachtwoord')).toEqual({ fits: false, weaker: false })
  })

  test('nobody by that login costs one real hash at the same cost, and never fits', async () => {
    const seen: string[] = []
    const passwords = createPasswords({
      hash: argon2.hash,
      verify: async (hash, password) => {
        seen.push(hash)
        return argon2.verify(hash, password)
      },
    })
    expect(await passwords.verify(null, 'wat dan ook')).toEqual({ fits: false, weaker: false })
    expect(seen.map((hash) => argon2.parseOptions(hash))).toEqual([
      expect.objectContaining({
        memoryCost: COST.memoryCost,
        timeCost: COST.timeCost,
        parallelism: COST.parallelism,
        outputLen: 32,
      }),
    ])
  })

  test('runs two at a time, lets twenty wait, and sends the rest away', async () => {
    const { hasher, open, counted } = slowHasher()
    const passwords = createPasswords(hasher)
    const tries = Array.from({ length: 22 }, () => passwords.verify('hash', 'x'))
    await expect(passwords.verify('hash', 'x')).rejects.toMatchObject({ code: 'too-many-tries', retryAfter: 5 })
    expect(counted.verified).toBe(2)
    for (let done = 0; done < 22; done += 1) {
      open[done]?.()
      await tries[done]
      expect(counted.verified).toBeLessThanOrEqual(done + 3)
    }
    expect(counted.verified).toBe(22)
    await expect(Promise.all([passwords.hash('x'), passwords.hash('y')])).resolves.toHaveLength(2)
  })

  test('a hash that fails gives its turn to the next', async () => {
    let calls = 0
    const failing: Hasher = {
      hash: async () => 'hash',
      verify: async () => {
        calls += 1
        throw new Error('no memory')
      },
    }
    const passwords = createPasswords(failing)
    const tries = await Promise.allSettled(Array.from({ length: 10 }, () => passwords.verify('hash', 'x')))
    expect(tries.every((one) => one.status === 'rejected')).toBe(true)
    expect(calls).toBe(10)
  })
})
