import { chmodSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CannotStart } from '../../server/cannot-start.ts'
import { AES_128_GCM, hpkeOpener } from '../../server/hpke.ts'
import { addKey, type Keys, openKeys } from '../../server/keys.ts'
import { SEAL_INFO } from '../../shared/sealing.ts'
import type { ServerKey } from '../../shared/wire.ts'

const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() })
const id = 'b2b0f8a1-5a4e-4c57-9a3e-3d1a0f6c9e42'

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'keys-'))
}

async function seal(key: ServerKey, plaintext: Uint8Array, aad = id, info = SEAL_INFO): Promise<Buffer> {
  const recipientPublicKey = await suite.kem.deserializePublicKey(Buffer.from(key.publicKey, 'base64url'))
  const sender = await suite.createSenderContext({ recipientPublicKey, info: Buffer.from(info) })
  const ciphertext = await sender.seal(plaintext, Buffer.from(aad))
  return Buffer.concat([new Uint8Array(sender.enc), new Uint8Array(ciphertext)])
}

function open(keys: Keys, sealed: Uint8Array, kid = keys.current.kid) {
  return keys.openSeal({ id, kid, sealed })
}

const unreadable = { fault: 'unreadable-seal' }

test('what another library seals is opened, whatever its size', async () => {
  const keys = openKeys(newFolder())
  const anySize = fc.oneof(fc.constantFrom(0, 1, 1024, 2048, 4096, 8192, 16384), fc.integer({ min: 0, max: 3000 }))
  const anyPlaintext = anySize.chain((size) => fc.uint8Array({ minLength: size, maxLength: size }))
  await fc.assert(
    fc.asyncProperty(anyPlaintext, fc.uuid({ version: 4 }), async (plaintext, someId) => {
      const sealed = await seal(keys.current, plaintext, someId)
      const opened = keys.openSeal({ id: someId, kid: keys.current.kid, sealed })
      expect(opened).toEqual({ plaintext: Buffer.from(plaintext) })
    }),
    { numRuns: 1000 },
  )
})

// RFC 9180 appendix A.3.1: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-128-GCM, base mode, sequence number 0.
test('the published vector for P-256 is opened', () => {
  const privateKey = 'f3ce7fdae57e1a310d87f1ebbde6f328be0a99cdbcadf4d6589cf29de4b8ffd2'
  const enc =
    '04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac98536d7b61a1af4b78e5b7f951c0900be863c403ce65c9bfcb9382657222d18c4'
  const ciphertext = '5ad590bb8baa577f8619db35a36311226a896e7342a6d836d8b7bcd2f20b6c7f9076ac232e3ab2523f39513434'
  const opener = hpkeOpener(Buffer.from(privateKey, 'hex'), 'Ode on a Grecian Urn', AES_128_GCM)
  const opened = opener(Buffer.from(enc, 'hex'), Buffer.from(ciphertext, 'hex'), Buffer.from('Count-0'))
  expect(opened?.toString()).toBe('Beauty is truth, truth beauty')
})

test('a seal for another id, another use or another key is unreadable', async () => {
  const keys = openKeys(newFolder())
  const other = openKeys(newFolder())
  const text = Buffer.from('{"a": 1}')
  expect(open(keys, await seal(keys.current, text, 'b2b0f8a1-5a4e-4c57-9a3e-3d1a0f6c9e43'))).toEqual(unreadable)
  expect(open(keys, await seal(keys.current, text, id, 'ervaringwijzer response 2'))).toEqual(unreadable)
  expect(open(keys, await seal(other.current, text))).toEqual(unreadable)
  expect(open(keys, await seal(other.current, text), other.current.kid)).toEqual({ fault: 'unknown-key' })
})

test('a seal cut off at any length is unreadable', async () => {
  const keys = openKeys(newFolder())
  const sealed = await seal(keys.current, Buffer.alloc(64, 'a'))
  for (let length = 0; length < sealed.length; length++) {
    expect(open(keys, sealed.subarray(0, length)), `cut off at ${length}`).toEqual(unreadable)
  }
})

test('a seal with any bit turned is unreadable', async () => {
  const keys = openKeys(newFolder())
  const sealed = await seal(keys.current, Buffer.alloc(64, 'a'))
  for (let bit = 0; bit < sealed.length * 8; bit++) {
    const turned = Buffer.from(sealed)
    turned[bit >> 3] = (turned[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    expect(open(keys, turned), `bit ${bit}`).toEqual(unreadable)
  }
})

test('bytes that are no seal are unreadable and nothing throws', async () => {
  const keys = openKeys(newFolder())
  const point = Buffer.from(keys.current.publicKey, 'base64url')
  const rest = Buffer.alloc(32)
  const compressed = Buffer.concat([Buffer.from([2]), point.subarray(1, 33), Buffer.alloc(32)])
  const hybrid = Buffer.concat([Buffer.from([6 + ((point[64] ?? 0) & 1)]), point.subarray(1)])
  for (const enc of [
    Buffer.alloc(65),
    Buffer.alloc(65, 255),
    Buffer.concat([Buffer.from([4]), Buffer.alloc(64)]),
    compressed,
    hybrid,
    point,
  ]) {
    expect(open(keys, Buffer.concat([enc, rest]))).toEqual(unreadable)
  }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(open(keys, bytes)).toEqual(unreadable)
    }),
  )
})

test('a name of a key that is no name reads no file', () => {
  const folder = newFolder()
  const keys = openKeys(folder)
  for (const kid of ['', '../secret', 'DEADBEEF', `${keys.current.kid}.json`, '__proto__', '00000000']) {
    expect(open(keys, Buffer.alloc(200), kid)).toEqual({ fault: 'unknown-key' })
  }
})

test('the first start makes a key that only its owner can read, and later starts find it', () => {
  const folder = join(newFolder(), 'keys')
  const first = openKeys(folder)
  expect(openKeys(folder).current).toEqual(first.current)
  expect(readdirSync(folder)).toEqual([`${first.current.kid}.json`])
  expect(statSync(folder).mode & 0o777).toBe(0o700)
  expect(statSync(join(folder, `${first.current.kid}.json`)).mode & 0o777).toBe(0o600)
  expect(Buffer.from(first.current.publicKey, 'base64url')).toHaveLength(65)
})

test('after a new key the newest is offered and the older ones still open', async () => {
  const folder = newFolder()
  const old = openKeys(folder)
  const text = Buffer.from('an answer that was under way')
  const sealed = await seal(old.current, text)
  const added = Array.from({ length: 20 }, () => addKey(folder))
  const now = openKeys(folder)
  expect(now.current).toEqual(added.at(-1))
  expect(open(now, sealed, old.current.kid)).toEqual({ plaintext: text })
})

test('a server that runs opens what is sealed for a key that was added beside it', async () => {
  const folder = newFolder()
  const running = openKeys(folder)
  const added = addKey(folder)
  const text = Buffer.from('sealed for the new key')
  expect(open(running, await seal(added, text), added.kid)).toEqual({ plaintext: text })
})

test('a database without its keys is not served with a new key', () => {
  const folder = newFolder()
  expect(() => openKeys(folder, { mayCreate: false })).toThrow(CannotStart)
  expect(() => openKeys(folder, { mayCreate: false })).toThrow('de sleutels ontbreken')
  expect(readdirSync(folder)).toEqual([])
})

test.each([
  ['empty', () => ''],
  ['no JSON', () => '{"sequence": 1'],
  ['without a key', () => '{"sequence": 1}'],
  ['without a sequence', (text: string) => JSON.stringify({ ...JSON.parse(text), sequence: 'first' })],
  ['with a key of zeros', () => JSON.stringify({ sequence: 1, privateKey: Buffer.alloc(32).toString('base64url') })],
  [
    'with the key of another file',
    () => JSON.stringify({ sequence: 1, privateKey: Buffer.alloc(32, 7).toString('base64url') }),
  ],
])('a key file that is %s stops the start and is named', (_, damage) => {
  const folder = newFolder()
  const { kid } = openKeys(folder).current
  const path = join(folder, `${kid}.json`)
  chmodSync(path, 0o600)
  writeFileSync(path, damage(readFileSync(path, 'utf8')))
  expect(() => openKeys(folder)).toThrow(CannotStart)
  expect(() => openKeys(folder)).toThrow(path)
})
