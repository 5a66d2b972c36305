import type { Request } from 'express'
import { DEVICE_HEADERS } from '../../shared/device-wire.ts'
import type { SignedRequest } from '../device-signature.ts'
import { bodyOf } from './body.ts'

/** What the request says of the device that it comes from; null when it says nothing, as a phone's. */
export function signedOf(req: Request): SignedRequest | null {
  const device = req.get(DEVICE_HEADERS.device) ?? null
  const signature = req.get(DEVICE_HEADERS.signature) ?? null
  if (device === null && signature === null) return null
  return { method: req.method, path: req.path, body: bodyOf(req), device, signature }
}

/** The same, where it must say so. */
export function mustBeSigned(req: Request): SignedRequest {
  return signedOf(req) ?? { method: req.method, path: req.path, body: bodyOf(req), device: null, signature: null }
}
