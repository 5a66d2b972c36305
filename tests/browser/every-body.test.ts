import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { faultsOf, PATIENCE_MS } from '../support/every-body.ts'
import { type InProcess, startInProcess } from '../support/server.ts'
import { walk } from '../support/walk.ts'

let server: InProcess
let browser: Browser

beforeAll(async () => {
  server = await startInProcess()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

/** Together they have every kind of question. */
const SURVEYS = ['buurtteam-jeugd-gezin-ouders', 'wmo-landelijk']

test.each(['nl', 'ar'])(
  'every screen suits every body: %s',
  async (language) => {
    const faults = new Set<string>()
    const known = new Set<string>()
    const look = async (page: Page, name: string) => {
      if (known.has(name)) return
      known.add(name)
      for (const fault of await faultsOf(page, name, language)) faults.add(`${name} at ${fault}`)
    }
    for (const survey of SURVEYS) await walk(browser, server, { survey, language }, look)
    expect([...faults]).toEqual([])
  },
  PATIENCE_MS,
)
