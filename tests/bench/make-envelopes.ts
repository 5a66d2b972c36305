import { createHash, randomUUID } from 'node:crypto'
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core'
import type { Response } from '../../shared/response.ts'
import { SEAL_INFO } from '../../shared/sealing.ts'
import type { Answer } from '../../shared/survey/answer.ts'
import { shownQuestions } from '../../shared/survey/route.ts'
import { type Question, type Survey, scaleValues } from '../../shared/survey/survey.ts'
import type { CollectorReply, Envelope } from '../../shared/wire.ts'

const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() })
const utf8 = new TextEncoder()

/** That many valid sealed responses for this collector, made side by side. */
export async function makeEnvelopes(reply: CollectorReply, count: number, month: string): Promise<Envelope[]> {
  const key = await suite.kem.deserializePublicKey(Buffer.from(reply.key.publicKey, 'base64url'))
  const envelopes: Envelope[] = []
  for (let at = 0; at < count; at += 200) {
    const part = Array.from({ length: Math.min(200, count - at) }, () => seal(reply, key, month))
    envelopes.push(...(await Promise.all(part)))
  }
  return envelopes
}

async function seal(reply: CollectorReply, recipientPublicKey: CryptoKey, month: string): Promise<Envelope> {
  const id = randomUUID()
  const survey = reply.surveys[0]
  if (!survey) throw new Error('the collector offers no survey')
  const text = JSON.stringify(makeResponse(id, reply.collector.code, survey, month))
  const padded = utf8.encode(text.padEnd(text.length <= 1024 ? 1024 : 2048))
  const sender = await suite.createSenderContext({ recipientPublicKey, info: utf8.encode(SEAL_INFO) })
  const sealed = Buffer.concat([Buffer.from(sender.enc), Buffer.from(await sender.seal(padded, utf8.encode(id)))])
  return {
    id,
    hash: createHash('sha256').update(sealed).digest('hex'),
    kid: reply.key.kid,
    sealed: sealed.toString('base64url'),
  }
}

/** A response with an answer to every shown question, values by chance. */
export function makeResponse(id: string, collector: string, survey: Survey, month: string): Response {
  const answers: Record<string, Answer> = {}
  for (const question of survey.questions) {
    if (shownQuestions(survey, answers).includes(question)) answers[question.id] = anyAnswer(question)
  }
  const phase = answers.fase
  return {
    id,
    collector,
    survey: { id: survey.id, version: survey.version },
    month,
    channel: 'own-device',
    language: 'nl',
    answeredBy: answers.wie === 'together' ? 'together' : answers.wie === 'on-behalf' ? 'on-behalf' : 'self',
    ...(phase === 'finished' || phase === 'ongoing' || phase === 'not-started' ? { phase } : {}),
    answers,
  }
}

function anyAnswer(question: Question): Answer {
  if (question.kind === 'text') return { missing: 'skipped' }
  const values = scaleValues(question.kind) ?? (question.options ?? []).map((option) => option.value)
  const value = values[Math.floor(Math.random() * values.length)] ?? 0
  return question.kind === 'choices' ? [String(value)] : value
}
