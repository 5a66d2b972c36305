import type { NextFunction, Request, RequestHandler, Response } from 'express'
import helmet from 'helmet'
import { problem } from './problem.ts'

/** Only the page's own files, no inline script or style; one page says the hash of a style (pages/style-inside.ts). A service worker's address is a Trusted Types sink in
 *  Chromium, so that the pages need one named policy. No host, no `unsafe-*`. */
const CONTENT_SECURITY_POLICY = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'"],
  'font-src': ["'self'"],
  'media-src': ["'self'"],
  'connect-src': ["'self'"],
  'manifest-src': ["'self'"],
  'worker-src': ["'self'"],
  'form-action': ["'self'"],
  'base-uri': ["'none'"],
  'frame-ancestors': ["'none'"],
  'require-trusted-types-for': ["'script'"],
  'trusted-types': ['ervaringwijzer'],
}

/** Security headers for every response, errors included; HSTS only where people come by https. */
export function guard(publicUrl: string): RequestHandler[] {
  const headers = helmet({
    contentSecurityPolicy: { useDefaults: false, directives: CONTENT_SECURITY_POLICY },
    strictTransportSecurity: publicUrl.startsWith('https:') ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  })
  return [headers, permissions, noTrace]
}

function permissions(_req: Request, res: Response, next: NextFunction): void {
  res.setHeader('Permissions-Policy', 'camera=(), microphone=(), geolocation=()')
  next()
}

function noTrace(req: Request, res: Response, next: NextFunction): void {
  if (req.method === 'TRACE' || req.method === 'TRACK') {
    res.setHeader('Allow', 'GET, HEAD, POST')
    next(problem('method-not-allowed', `${req.method} is not for this server`))
  } else next()
}

/** For the API: nothing is kept by a browser or a proxy, nothing is found by a search engine. */
export function notKept(_req: Request, res: Response, next: NextFunction): void {
  res.setHeader('Cache-Control', 'no-store')
  res.setHeader('X-Robots-Tag', 'noindex')
  next()
}
