import type { MunicipalityCard } from './municipality.ts'
import type { Access, Channel } from './response.ts'
import type { Explanations } from './survey/explanations.ts'
import type { Picture, Survey } from './survey/survey.ts'

/** Version of the wire contract between a device and the server. */
export const PROTOCOL = 1

export const LIMITS = {
  /** Envelopes in one request. */
  batch: 50,
  /** Bytes of a request body. */
  body: 256_000,
  /** Withdrawals in one request. */
  withdrawals: 20,
} as const

export const PATHS = {
  health: '/health',
  /** With languages (`nl,tr`) the reply has words in these and in each survey's first one only; with `&pictures=none`
   *  behind them it has no drawings. */
  collector: (code: string, languages = '') =>
    `/api/v1/collectors/${encodeURIComponent(code)}${languages && `?languages=${languages}`}`,
  responses: '/api/v1/responses',
  withdrawals: '/api/v1/withdrawals',
} as const

/** A response sealed for the server; the only form in which it lies in a device's queue or travels. */
export interface Envelope {
  /** The response's id, UUID v4 in lower case. */
  readonly id: string
  /** SHA-256 of the sealed bytes, lower-case hex. */
  readonly hash: string
  /** Name of the server key it is sealed for. */
  readonly kid: string
  /** base64url without padding of `enc ‖ ciphertext`. */
  readonly sealed: string
  /** On a paired device: 1, 2, 3 … in the order kept. The server notes which numbers of the device that signed the batch
   *  have arrived, never beside a response. */
  readonly seq?: number
}

export interface FlushRequest {
  readonly protocol: 1
  readonly envelopes: readonly Envelope[]
}

/** stored, duplicate and withdrawn are receipts; conflict and refused go to quarantine; later means try again. */
export type VerdictWord = 'stored' | 'duplicate' | 'conflict' | 'withdrawn' | 'refused' | 'later'

/** Why an envelope is refused; permanent. A closed table, documented in server/README.md. */
export type RefusalReason =
  | 'malformed-envelope'
  | 'hash-mismatch'
  | 'unknown-key'
  | 'unreadable-seal'
  | 'invalid-response'
  | 'unknown-collector'
  | 'unknown-survey-version'
  | 'expired-survey-version'
  | 'invalid-answer'
  | 'answer-to-hidden-question'
  | 'unknown-device'
  | 'unknown-invitation'
  | 'used-invitation'

export interface Verdict {
  readonly id: string
  readonly hash: string
  readonly verdict: VerdictWord
  readonly reason?: RefusalReason
  /** Seconds, with `later`. */
  readonly retryAfter?: number
}

export interface FlushReply {
  readonly protocol: 1
  /** Random name of this database's life; a restore from backup changes it. */
  readonly epoch: string
  /** One per envelope, in the order sent. */
  readonly results: readonly Verdict[]
}

/** An addition to version 1: a response may carry `withdrawal`, the digest (SHA-256, lower-case hex) of a code that its
 *  person was shown once. Whoever has the code can take the response back, before or after it arrived. */
export interface WithdrawRequest {
  readonly protocol: 1
  /** 1 to `LIMITS.withdrawals` digests. */
  readonly withdrawals: readonly string[]
}

/** Says the same whether a digest was known or not. Only a result with exactly that digest is a receipt. */
export interface WithdrawReply {
  readonly protocol: 1
  readonly epoch: string
  /** One per digest, in the order sent. */
  readonly results: readonly { readonly withdrawal: string; readonly verdict: 'withdrawn' }[]
}

export interface ServerKey {
  readonly kid: string
  /** base64url of the uncompressed P-256 point, 65 bytes. */
  readonly publicKey: string
}

export interface CollectorReply {
  readonly collector: {
    readonly code: string
    readonly channel: Channel
    readonly access: Access
    readonly provider: { readonly id: string; readonly name: string }
    readonly careType: { readonly id: string; readonly name: string }
    readonly location?: { readonly id: string; readonly name: string }
    readonly languages: readonly string[]
    /** There where only paired devices may bring answers. */
    readonly paired?: true
  }
  readonly surveys: readonly Survey[]
  readonly key: ServerKey
  readonly epoch: string
  /** For interviewers only (channel assisted): the author's explanation of questions, by survey and question. */
  readonly explanations?: Readonly<Record<string, Explanations>>
  /** For kiosks only: the newest of what was done with answers, of this provider or of the whole city. */
  readonly news?: News
  /** The municipality's name for the product and where people get help; shown offline too. */
  readonly municipality: MunicipalityCard
}

/** One thing that was done with answers; in Dutch. */
export interface News {
  readonly text: string
  /** `2026-11-28` */
  readonly day: string
  readonly picture: Picture
}

/** A sentence of a screen as sound. */
export interface Clip {
  /** As it stands on the screen, with single spaces. */
  readonly text: string
  /** An MP3; its content never changes. */
  readonly url: string
  readonly bytes: number
  /** True for a voice of the computer, false for a person's. */
  readonly synthetic: boolean
  /** The language that the voice speaks, where that is not the one it reads. */
  readonly speaks?: string
}

/** All that can be heard of a collector's surveys in one language: `GET /api/v1/collectors/{code}/speech/{language}`. */
export interface SpeechReply {
  readonly language: string
  readonly clips: readonly Clip[]
}

/** Codes of whole-request errors; the table with statuses is server/http/problem.ts. */
export interface ProblemReply {
  readonly problem: { readonly code: string; readonly message: string }
}
