import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clipName } from '../../server/speech/clip-name.ts'
import { voiceOf } from '../../server/speech/voices.ts'
import type { SpeechReply } from '../../shared/wire.ts'
import { codeFor } from '../support/respondent.ts'
import { type InProcess, startInProcess, temporaryFolder } from '../support/server.ts'

const folder = temporaryFolder()
const clipsDir = join(folder, 'audio')
const CONTENT = Buffer.from(Array.from({ length: 1000 }, (_, index) => index % 256))
let server: InProcess
let code: string

beforeAll(async () => {
  mkdirSync(join(clipsDir, 'nl'), { recursive: true })
  server = await startInProcess({ clipsDir })
  code = codeFor(server, 'individuele-begeleiding')
})
afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** A clip as the engine would have made it, but for its content. */
function put(text: string): string {
  const voice = voiceOf('nl')
  if (!voice) throw new Error('no voice')
  writeFileSync(join(clipsDir, 'nl', clipName(voice, text)), CONTENT)
  return `/audio/nl/${clipName(voice, text)}`
}

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${server.origin}${path}`, { headers })

async function list(language: string): Promise<SpeechReply> {
  const reply = await get(`/api/v1/collectors/${code}/speech/${language}`)
  expect(reply.status).toBe(200)
  expect(reply.headers.get('cache-control')).toBe('no-store')
  return (await reply.json()) as SpeechReply
}

test('what can be heard grows while the server runs', async () => {
  expect(await list('nl')).toEqual({ language: 'nl', clips: [] })
  const url = put('Weet ik niet')
  expect(await list('nl')).toEqual({
    language: 'nl',
    clips: [{ text: 'Weet ik niet', url, bytes: 1000, synthetic: true }],
  })
})

test('a code that is unknown and a language that is not there are problems of the table', async () => {
  for (const [path, problem] of [
    [`/api/v1/collectors/2222222/speech/nl`, 'unknown-collector'],
    [`/api/v1/collectors/${code}/speech/xx`, 'not-found'],
    [`/api/v1/collectors/${code}/speech/..%2Fnl`, 'not-found'],
  ] as const) {
    const reply = await get(path)
    expect(reply.status, path).toBe(404)
    expect(await reply.json()).toMatchObject({ problem: { code: problem } })
  }
})

test('a clip is served whole and in parts, never compressed, and kept by the browser for ever', async () => {
  const url = put('Ja')
  const whole = await get(url, { 'accept-encoding': 'gzip' })
  expect(whole.status).toBe(200)
  expect(Buffer.from(await whole.arrayBuffer())).toEqual(CONTENT)
  expect(Object.fromEntries(whole.headers)).toMatchObject({
    'content-type': 'audio/mpeg',
    'content-length': '1000',
    'accept-ranges': 'bytes',
    'cache-control': 'public, max-age=31536000, immutable',
  })
  expect(whole.headers.get('content-encoding')).toBeNull()
  const part = await get(url, { range: 'bytes=990-' })
  expect(part.status).toBe(206)
  expect(part.headers.get('content-range')).toBe('bytes 990-999/1000')
  expect(Buffer.from(await part.arrayBuffer())).toEqual(CONTENT.subarray(990))
  expect((await get(url, { range: 'bytes=2000-' })).status).toBe(416)
})

test('no address leads out of the folder of clips', async () => {
  writeFileSync(join(folder, 'secret.mp3'), 'secret')
  const name = `${'a'.repeat(32)}.mp3`
  for (const path of [
    '/audio/nl/..%2F..%2Fsecret.mp3',
    '/audio/..%2F/secret.mp3',
    '/audio/nl%2F..%2F..%2F/secret.mp3',
    `/audio/%2e%2e/${name}`,
    `/audio/nl/${name}`,
    '/audio/nl/secret.mp3%00',
  ]) {
    const reply = await get(path)
    expect(reply.status, path).toBeGreaterThanOrEqual(400)
    expect(reply.status, path).toBeLessThan(500)
    expect(await reply.text()).not.toContain('secret')
  }
  expect((await fetch(`${server.origin}/audio/nl/${name}`, { method: 'DELETE' })).status).toBe(405)
})

test('the page may play sound of its own server and no other', async () => {
  const policy = (await get(`/v/${code}`)).headers.get('content-security-policy')
  expect(policy).toContain("media-src 'self'")
})
