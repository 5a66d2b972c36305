import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express'
import { LIMITS } from '../../shared/wire.ts'
import { problem } from './problem.ts'

/** Reads a JSON body of at most `limit` bytes into `req.body` (unknown to the handler; never undefined). Throws
 *  `unsupported-media-type` for anything but application/json in UTF-8 uncompressed, `body-too-large`, `bad-request`. */
export function readJson(limit: number = LIMITS.body): RequestHandler[] {
  const json = express.json({ limit, inflate: false, strict: false, type: 'application/json', verify: keepBytes })
  return [jsonOnly, json, bodyThere]
}

const bytes = new WeakMap<object, Uint8Array>()

function keepBytes(req: object, _res: object, body: Uint8Array): void {
  bytes.set(req, body)
}

/** The body exactly as it came, for a signature over it; empty where `readJson` read none. */
export function bodyOf(req: Request): Uint8Array {
  return bytes.get(req) ?? new Uint8Array()
}

function jsonOnly(req: Request, _res: Response, next: NextFunction): void {
  const [type, ...parameters] = (req.headers['content-type'] ?? '').toLowerCase().split(';')
  const plain = parameters.every((parameter) => /^\s*(charset="?utf-8"?)?\s*$/.test(parameter))
  if (type?.trim() === 'application/json' && plain) next()
  else next(problem('unsupported-media-type', 'Send the body as application/json in UTF-8'))
}

function bodyThere(req: Request, _res: Response, next: NextFunction): void {
  // An empty body is read as {} by the reader: it is no body.
  if (req.body === undefined || req.headers['content-length'] === '0')
    next(problem('bad-request', 'The body is missing'))
  else next()
}
