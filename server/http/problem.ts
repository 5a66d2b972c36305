/** Every error that a whole request can meet: code → status. Closed: a new code starts here and in server/README.md. */
export const STATUS = {
  'bad-request': 400,
  'unknown-filter': 400,
  'unsupported-cut': 400,
  'not-signed-in': 401,
  'wrong-credentials': 401,
  'second-step-needed': 401,
  'wrong-code': 401,
  'bad-signature': 401,
  'unknown-device': 401,
  forbidden: 403,
  'foreign-origin': 403,
  'unknown-collector': 404,
  'not-found': 404,
  'method-not-allowed': 405,
  'changed-meanwhile': 409,
  'changed-results': 409,
  'paused-collector': 409,
  'closed-collector': 410,
  'expired-link': 410,
  'body-too-large': 413,
  'unsupported-media-type': 415,
  'unsatisfiable-range': 416,
  'too-many-tries': 429,
  internal: 500,
  unavailable: 503,
} as const

export type ProblemCode = keyof typeof STATUS

/** A whole request that cannot be answered; the one handler in http/endpoint.ts turns it into the reply. */
export class ProblemError extends Error {
  readonly code: ProblemCode
  readonly status: number
  /** Seconds; becomes the Retry-After header. */
  readonly retryAfter: number | undefined

  constructor(code: ProblemCode, message: string, retryAfter?: number) {
    super(message)
    this.code = code
    this.status = STATUS[code]
    this.retryAfter = retryAfter
  }
}

/** The error to throw; the message is for the person who must mend it and holds no answer, name or address. */
export function problem(code: ProblemCode, message: string, retryAfter?: number): ProblemError {
  return new ProblemError(code, message, retryAfter)
}
