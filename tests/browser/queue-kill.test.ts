import { afterAll, beforeAll, expect, test } from 'vitest'
import { newProfile } from '../support/browser.ts'
import { startKillable } from '../support/killable.ts'
import { COLLECTOR } from '../support/sim-pool.ts'
import { id, openPage } from './device-phone.ts'
import { type DeviceServer, send, startDeviceServer } from './device-server.ts'

const KILLS = 20

let server: DeviceServer
const profile = newProfile()

beforeAll(async () => {
  server = await startDeviceServer()
  server.meddler = (reply) => send(reply, 503, '', 'text/html', { 'retry-after': '3600' })
})
afterAll(async () => {
  await server?.close()
  profile.forget()
})

test(`what was called kept is there after each of ${KILLS} kills of the whole browser`, async () => {
  const kept: string[] = []
  for (let round = 0; round <= KILLS; round++) {
    const { page: tab, kill } = await startKillable(profile.folder)
    try {
      const page = await openPage(await tab(), server)
      expect((await page.evaluate(() => window.devicePage.waiting())).toSorted()).toEqual(kept)
      const state = await page.evaluate(([code, name]) => window.devicePage.keep(code, name), [
        COLLECTOR,
        id(round),
      ] as const)
      expect(state).toEqual({ state: 'kept' })
      kept.push(id(round))
    } finally {
      await kill()
    }
  }
  expect(kept).toHaveLength(KILLS + 1)
})
