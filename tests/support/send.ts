import { createHash } from 'node:crypto'
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core'
import { type Response as Answered, toResponse } from '../../shared/response.ts'
import { newRun, type Run, step } from '../../shared/run.ts'
import { PADS, SEAL_INFO } from '../../shared/sealing.ts'
import type { Answer } from '../../shared/survey/answer.ts'
import { type Question, type Survey, scaleValues } from '../../shared/survey/survey.ts'
import { type CollectorReply, type Envelope, type FlushReply, PATHS, type ServerKey } from '../../shared/wire.ts'

/** Gives a number from 0 up to, but not including, 1. */
export type Chance = () => number

/** Chance that repeats itself for the same seed. Source: xorshift32, Marsaglia, "Xorshift RNGs", 2003. */
export function seededChance(seed: number): Chance {
  let state = (seed ^ 0x9e3779b9) >>> 0 || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state / 4_294_967_296
  }
}

/** A UUID v4 out of that chance, so that a failing run can be repeated. */
export function uuid(chance: Chance): string {
  const bytes = Array.from({ length: 16 }, () => Math.floor(chance() * 256))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** What a device gets for that code. */
export async function fetchCollector(origin: string, code: string): Promise<CollectorReply> {
  const reply = await fetch(origin + PATHS.collector(code))
  if (reply.status !== 200) throw new Error(`the collector ${code} gave ${reply.status}`)
  return (await reply.json()) as CollectorReply
}

/** A valid response of a person who answers at random, made by walking the survey as a phone does. */
export function randomResponse(from: CollectorReply, chance: Chance, month: string): Answered {
  const survey = pick(from.surveys, chance)
  let run: Run = newRun(uuid(chance), from.collector.code, survey, pick(survey.languages, chance))
  run = step(survey, run, { type: 'begin' })
  while (run.place.at === 'question') {
    const asked = run.place.question
    const answer = randomAnswer(questionOf(survey, asked), chance)
    if (answer !== null) run = step(survey, run, { type: 'answer', question: asked, answer })
    run = step(survey, run, { type: 'next' })
  }
  return toResponse(survey, run, { month, channel: from.collector.channel })
}

/** Null is: skips the question. */
function randomAnswer(question: Question, chance: Chance): Answer | null {
  if (chance() < 0.1) return null
  if (question.dontKnow && chance() < 0.1) return { missing: 'dont-know' }
  if (question.kind === 'text') return `Het gaat ${Math.floor(chance() * 1000)} keer goed.`
  const scale = scaleValues(question.kind)
  if (scale) return pick(scale, chance)
  const values = (question.options ?? []).map((option) => String(option.value))
  return question.kind === 'choice' ? pick(values, chance) : [pick(values, chance)]
}

function questionOf(survey: Survey, id: string): Question {
  const question = survey.questions.find((candidate) => candidate.id === id)
  if (!question) throw new Error(`the survey ${survey.id} has no question ${id}`)
  return question
}

function pick<T>(list: readonly T[], chance: Chance): T {
  const picked = list[Math.floor(chance() * list.length)]
  if (picked === undefined) throw new Error('nothing to pick from')
  return picked
}

const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() })

/** Seals as a device does, by an implementation of HPKE that the server does not use. */
export async function sealResponse(response: Answered, key: ServerKey): Promise<Envelope> {
  const text = new TextEncoder().encode(JSON.stringify(response))
  const size = PADS.find((pad) => pad >= text.length)
  if (size === undefined) throw new Error('the response is too large to seal')
  const padded = new Uint8Array(size).fill(0x20)
  padded.set(text)
  const publicKey = await suite.kem.deserializePublicKey(bufferOf(Buffer.from(key.publicKey, 'base64url')))
  const sender = await suite.createSenderContext({
    recipientPublicKey: publicKey,
    info: bufferOf(new TextEncoder().encode(SEAL_INFO)),
  })
  const sealed = await sender.seal(bufferOf(padded), bufferOf(new TextEncoder().encode(response.id)))
  const bytes = Buffer.concat([Buffer.from(sender.enc), Buffer.from(sealed)])
  return {
    id: response.id,
    hash: createHash('sha256').update(bytes).digest('hex'),
    kid: key.kid,
    sealed: bytes.toString('base64url'),
  }
}

function bufferOf(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer
}

/** Many random responses, sealed. */
export async function sealMany(
  from: CollectorReply,
  count: number,
  chance: Chance,
  month: string,
): Promise<readonly Envelope[]> {
  const envelopes: Envelope[] = []
  for (let made = 0; made < count; made += 1) {
    envelopes.push(await sealResponse(randomResponse(from, chance, month), from.key))
  }
  return envelopes
}

/** Sends; throws on anything but status 200 with JSON. */
export async function postEnvelopes(origin: string, envelopes: readonly Envelope[]): Promise<FlushReply> {
  const reply = await fetch(origin + PATHS.responses, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ protocol: 1, envelopes }),
  })
  if (reply.status !== 200) throw new Error(`the flush gave ${reply.status}`)
  return (await reply.json()) as FlushReply
}
