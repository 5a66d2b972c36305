import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { seal } from '../../client/lib/seal.ts'
import { openKeys } from '../../server/keys.ts'
import type { Response } from '../../shared/response.ts'

const folder = mkdtempSync(join(tmpdir(), 'seal-keys-'))
const keys = openKeys(folder)
afterAll(() => rmSync(folder, { recursive: true }))

const ID = '00000000-0000-4000-8000-000000000001'
const FIXED = 65 + 16

function response(text: string): Response {
  const answers = { more: text }
  const survey = { id: 's', version: 1 }
  return {
    id: ID,
    collector: 'ABC2345',
    survey,
    month: '2026-11',
    channel: 'kiosk',
    language: 'nl',
    answeredBy: 'self',
    answers,
  }
}

/** The response of exactly that many bytes as JSON. */
function ofBytes(bytes: number): Response {
  return response('x'.repeat(bytes - Buffer.byteLength(JSON.stringify(response('')))))
}

test('the server opens what a device seals, and reads the same response', async () => {
  const sealed = await seal(response('zó — ja ☺'), keys.current)
  const bytes = Buffer.from(sealed.sealed, 'base64url')
  const opened = keys.openSeal({ id: sealed.id, kid: sealed.kid, sealed: bytes })
  expect('plaintext' in opened && JSON.parse(opened.plaintext.toString())).toEqual(response('zó — ja ☺'))
  expect(sealed).toMatchObject({
    id: ID,
    kid: keys.current.kid,
    hash: createHash('sha256').update(bytes).digest('hex'),
  })
  expect(sealed.sealed).toMatch(/^[\w-]+$/)
})

test('a seal opens under no other id', async () => {
  const { kid, sealed } = await seal(response('x'), keys.current)
  const other = { id: ID.replace(/1$/, '2'), kid, sealed: Buffer.from(sealed, 'base64url') }
  expect(keys.openSeal(other)).toEqual({ fault: 'unreadable-seal' })
})

test.each([
  { bytes: 400, padded: 1024 },
  { bytes: 1024, padded: 1024 },
  { bytes: 1025, padded: 2048 },
  { bytes: 4097, padded: 8192 },
  { bytes: 16384, padded: 16384 },
])('a response of $bytes bytes has the length of $padded when sealed', async ({ bytes, padded }) => {
  const { sealed } = await seal(ofBytes(bytes), keys.current)
  expect(Buffer.from(sealed, 'base64url')).toHaveLength(padded + FIXED)
})

test('a response larger than 16 kB is no envelope', async () => {
  await expect(seal(ofBytes(16385), keys.current)).rejects.toThrow(RangeError)
})

test('the same response sealed twice shows nothing of being the same', async () => {
  const [one, two] = [await seal(response('x'), keys.current), await seal(response('x'), keys.current)]
  expect(one.hash).not.toBe(two.hash)
})
