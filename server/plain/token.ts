import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto'
import type { Comfort } from '../../client/screens/comfort.tsx'
import type { Run } from '../../shared/run.ts'
import { MAX_TEXT, type Question, type Survey } from '../../shared/survey/survey.ts'

/** One person's way through the plain form: the run, and how they see best. */
export interface PlainRun {
  readonly run: Run
  readonly comfort: Comfort
  /** The withdrawal code that the person will see: made with the run, so that Versturen twice shows the same one. */
  readonly code: string
  /** Marks of texts with a name in them that the person lets stand (plain/careful.ts). */
  readonly approved: readonly string[]
}

/** Seals what travels in the hidden field of a plain form, so that neither the browser's files nor the person between
 *  can read or change it. */
export interface PlainTokens {
  /** As long for one survey, whatever was answered. */
  readonly seal: (plain: PlainRun, survey: Survey) => string
  /** What was sealed for that collector, and whether it is too old to go on with; null for anything else. */
  readonly open: (token: string, collector: string) => (PlainRun & { readonly stale: boolean }) | null
}

const CIPHER = 'aes-256-gcm'
/** Part of what is proven: another shape of what is inside gets another number, and old tokens are then unreadable. */
const PURPOSE = 'ervaringwijzer plain form 2'
const IV_BYTES = 12
const TAG_BYTES = 16
/** A token goes on for a day from the last page on. */
const LIFE_MS = 24 * 3_600_000
/** Bytes for everything but answers, and for a closed answer with its quotes. */
const BASE_BYTES = 640
const ANSWER_BYTES = 48

/** Tokens under a key of their own, derived from the data folder's secret (HKDF, RFC 5869). */
export function createPlainTokens(parts: {
  readonly secret: Uint8Array
  readonly now: () => number
  readonly randomBytes: (length: number) => Uint8Array
}): PlainTokens {
  const key = Buffer.from(hkdfSync('sha256', parts.secret, '', PURPOSE, 32))
  const boundTo = (collector: string) => Buffer.from(`${PURPOSE}\n${collector}`)
  return {
    seal(plain, survey) {
      const iv = parts.randomBytes(IV_BYTES)
      const cipher = createCipheriv(CIPHER, key, iv).setAAD(boundTo(plain.run.collector))
      const text = padded(JSON.stringify({ ...plain, until: parts.now() + LIFE_MS }), roomOf(survey))
      return Buffer.concat([iv, cipher.update(text), cipher.final(), cipher.getAuthTag()]).toString('base64url')
    },
    open(token, collector) {
      const bytes = Buffer.from(token, 'base64url')
      if (bytes.length <= IV_BYTES + TAG_BYTES) return null
      const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV_BYTES))
      decipher.setAAD(boundTo(collector)).setAuthTag(bytes.subarray(-TAG_BYTES))
      try {
        const text = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()])
        // Proven to be our own: only `seal` writes it.
        const { until, ...plain } = JSON.parse(text.toString()) as PlainRun & { until: number }
        return { ...plain, stale: parts.now() > until }
      } catch {
        return null
      }
    },
  }
}

function padded(json: string, room: number): Buffer {
  const bytes = Buffer.from(json)
  let size = room
  // Only a text of control characters is longer than its room.
  while (size < bytes.length) size *= 2
  return Buffer.concat([bytes], size).fill(' ', bytes.length)
}

/** Bytes that any run of this survey fits in: its length then tells nothing. */
function roomOf(survey: Survey): number {
  const bytes = survey.questions.reduce((sum, question) => sum + question.id.length + answerBytes(question), BASE_BYTES)
  return Math.ceil(bytes / 256) * 256
}

function answerBytes({ kind, options }: Question): number {
  // A character takes at most four bytes in UTF-8.
  if (kind === 'text') return 2 * ANSWER_BYTES + 4 * MAX_TEXT
  const values = (options ?? []).map((option) => String(option.value).length + 3)
  return ANSWER_BYTES + (kind === 'choices' ? values.reduce((sum, each) => sum + each, 0) : Math.max(0, ...values))
}
