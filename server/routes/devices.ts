import type { Router } from 'express'
import { DEVICE_LIMITS, DEVICE_PATHS } from '../../shared/device-wire.ts'
import type { DeviceProblem, Devices } from '../devices.ts'
import { readJson } from '../http/body.ts'
import { apiRouter, resource } from '../http/endpoint.ts'
import { problem } from '../http/problem.ts'
import { mustBeSigned } from '../http/signed.ts'

/** POST /api/v1/devices: a kiosk or tablet asks for a pairing code. POST /api/v1/devices/beat: it tells how it is, and
 *  hears what it is bound to. Both signed; neither reads or sets a cookie. */
export function deviceRoutes(devices: Devices): Router {
  const router = apiRouter()
  const read = readJson(DEVICE_LIMITS.body)
  resource(
    router,
    DEVICE_PATHS.enrol,
    { POST: (req, res) => void res.status(201).json(orThrow(devices.enrol(req.body, mustBeSigned(req)))) },
    ...read,
  )
  resource(
    router,
    DEVICE_PATHS.beat,
    { POST: (req, res) => void res.json(orThrow(devices.beat(req.body, mustBeSigned(req)))) },
    ...read,
  )
  return router
}

/** What was asked for; throws the problem that stands in its way. */
export function orThrow<T extends object>(result: T | DeviceProblem): T {
  if (!('problem' in result)) return result
  const { problem: code, message, wait } = result as DeviceProblem
  throw problem(code, message, wait)
}
