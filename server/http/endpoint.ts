import { randomBytes } from 'node:crypto'
import {
  type ErrorRequestHandler,
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
  Router,
} from 'express'
import type { ProblemReply } from '../../shared/wire.ts'
import { StoreUnavailable } from '../store/store.ts'
import { ProblemError, problem } from './problem.ts'

export type Handler = (req: Request, res: Response) => Promise<void> | void
/** Asked of a client when the database is busy or full. */
const RETRY_SECONDS = 30

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** A router on which `/API` is not `/api`: what is said of all addresses of the API would else not hold for the other. */
export function apiRouter(): Router {
  return Router({ caseSensitive: true })
}

/** An Express handler that passes every error, thrown or rejected, to `problemReply`. */
export function endpoint(handler: Handler): RequestHandler {
  return (req: Request, res: Response, next: NextFunction) => {
    try {
      Promise.resolve(handler(req, res)).catch(next)
    } catch (error) {
      next(error)
    }
  }
}

/** Puts these methods on that path; every other method there is 405 with `Allow`. HEAD comes with GET.
 *  `before` runs ahead of POST and PUT (such as `readJson()`, which wants a body). */
export function resource(
  router: Router,
  path: string,
  handlers: Partial<Record<Method, Handler>>,
  ...before: readonly RequestHandler[]
): void {
  const { GET, POST, PUT, DELETE } = handlers
  if (GET) router.get(path, endpoint(GET))
  if (POST) router.post(path, ...before, endpoint(POST))
  if (PUT) router.put(path, ...before, endpoint(PUT))
  if (DELETE) router.delete(path, endpoint(DELETE))
  const allowed = [...(GET ? ['HEAD'] : []), ...Object.keys(handlers)].join(', ')
  router.all(path, (_req, res) => {
    res.set('Allow', allowed)
    throw problem('method-not-allowed', `This address takes ${allowed} only`)
  })
}

/** The one handler that turns an error into the reply `{"problem": {code, message}}`. What is not in the table of
 *  problems becomes `internal` with an incident code; its stack goes to `log`, without the error's message, because
 *  a message may hold what a person sent. */
export function problemReply(log: (line: string) => void): ErrorRequestHandler {
  return (error: unknown, _req: Request, res: Response, _next: NextFunction) => {
    const known = problemOf(error, log)
    if (res.headersSent) {
      res.destroy()
      return
    }
    if (known.retryAfter !== undefined) res.set('Retry-After', String(known.retryAfter))
    const body: ProblemReply = { problem: { code: known.code, message: known.message } }
    res.status(known.status).set('Cache-Control', 'no-store').json(body)
  }
}

/** The problem that this error is; what is not in the table is an incident, and told to `log`. */
export function problemOf(error: unknown, log: (line: string) => void): ProblemError {
  return knownProblem(error) ?? incident(error, log)
}

/** Of our own, of the store, or of Express and its body reader, whose errors carry a status and a type. */
function knownProblem(error: unknown): ProblemError | null {
  if (error instanceof ProblemError) return error
  if (error instanceof StoreUnavailable) return problem('unavailable', 'The database cannot do this now', RETRY_SECONDS)
  if (!(error instanceof Error) || !('status' in error)) return null
  if (error.status === 413) return problem('body-too-large', 'The body is larger than this address takes')
  if (error.status === 415) return problem('unsupported-media-type', 'Send JSON in UTF-8, not compressed')
  if (error.status === 416) return problem('unsatisfiable-range', 'The file is shorter than that')
  if (error.status === 404) return problem('not-found', 'There is nothing here')
  if (typeof error.status === 'number' && error.status >= 400 && error.status < 500) {
    return problem(
      'bad-request',
      'type' in error && error.type === 'entity.parse.failed' ? 'The body is not JSON' : 'The request cannot be read',
    )
  }
  return null
}

function incident(error: unknown, log: (line: string) => void): ProblemError {
  const code = randomBytes(4).toString('hex')
  log(`incident ${code}: ${withoutMessage(error)}`)
  return problem('internal', `Something went wrong here. Incident ${code}`)
}

/** Name, machine code and place of an error; not its message. */
export function withoutMessage(error: unknown): string {
  if (!(error instanceof Error)) return `a thrown ${typeof error}`
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : ''
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return [`${error.name}${code}`, ...frames].join('\n')
}
