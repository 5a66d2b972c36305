import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { browserPath, newProfile } from '../support/browser.ts'
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

interface Killable {
  readonly browser: Browser
  readonly kill: () => Promise<void>
}

/** A browser of our own making, in a process group that can be killed whole. */
async function start(starts = 3): Promise<Killable> {
  // What a killed browser leaves behind so that no second one starts.
  for (const name of ['SingletonLock', 'SingletonSocket', 'SingletonCookie']) {
    rmSync(join(profile.folder, name), { force: true })
  }
  const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking']
  const child = spawn(
    browserPath(),
    [
      ...flags,
      '--disable-component-update',
      '--disable-sync',
      `--user-data-dir=${profile.folder}`,
      '--remote-debugging-port=0',
    ],
    { detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const kill = async () => {
    const gone = once(child, 'exit')
    process.kill(-(child.pid ?? 0), 'SIGKILL')
    await gone
  }
  try {
    return { browser: await chromium.connectOverCDP(await debuggerOf(child), { timeout: 20_000 }), kill }
  } catch (error) {
    await kill()
    // On a busy machine a browser now and then starts deaf; one more kill must not hurt what is kept.
    if (starts === 1) throw error
    return start(starts - 1)
  }
}

/** Reads on for as long as the browser lives: one whose stderr is closed hangs. */
function debuggerOf({ stderr }: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    if (!stderr) return failed(new Error('the browser has no stderr'))
    createInterface(stderr)
      .on('line', (line) => {
        const address = /DevTools listening on (ws:\S+)/.exec(line)?.[1]
        if (address) found(address)
      })
      .on('close', () => failed(new Error('the browser ended')))
  })
}

test(`what was called kept is there after each of ${KILLS} kills of the whole browser`, async () => {
  const kept: string[] = []
  for (let round = 0; round <= KILLS; round++) {
    const { browser, kill } = await start()
    try {
      const context = browser.contexts()[0]
      if (!context) throw new Error('no context')
      const page = await openPage(await context.newPage(), server)
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
