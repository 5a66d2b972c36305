import type { BrowserContext, Page } from 'playwright-core'
import type { Deps } from '../../server/deps.ts'
import { surveyHash } from '../../server/survey-hash.ts'
import type { DeviceKind } from '../../shared/device-wire.ts'
import type { DeviceServer } from '../browser/device-server.ts'
import type { InProcess } from './server.ts'
import { SURVEY } from './sim-pool.ts'

/** Adds the simulator's survey to a server that is being made. */
export function withSimulator(deps: Deps): Deps {
  if (!deps.store.surveys().some(({ survey }) => survey.id === SURVEY.id))
    deps.store.publishSurvey(SURVEY, surveyHash(SURVEY), '2026-11-01')
  return { ...deps, surveys: new Map([...deps.surveys, [SURVEY.id, SURVEY]]) }
}

/** A tab beside the app of a paired device, at the same address and with the same database, in which a test keeps many
 *  answers to the simulator's survey in little time, with the app's own code. */
export async function openDeviceTab(
  context: BrowserContext,
  { origin }: InProcess,
  scripts: DeviceServer,
  kind: DeviceKind,
): Promise<Page> {
  await context.route(
    ({ pathname }) => pathname === '/device-tab' || /^\/(device-page|[\w-]+-[\w-]{8})\.js$/.test(pathname),
    async (route) => {
      const { pathname } = new URL(route.request().url())
      const reply = await fetch(scripts.origin + (pathname === '/device-tab' ? '/' : pathname))
      await route.fulfill({ body: await reply.text(), contentType: reply.headers.get('content-type') ?? '' })
    },
  )
  const tab = await context.newPage()
  await tab.goto(`${origin}/device-tab`)
  await tab.waitForFunction(() => 'devicePage' in window)
  await tab.evaluate((mine) => window.devicePage.share(mine), kind)
  return tab
}

/** Keeps answers with these ids, one after another; throws when one is not kept. */
export async function keepAll(tab: Page, ids: readonly string[], code: string): Promise<void> {
  const states = await tab.evaluate(
    async ([collector, names]) => {
      const all: string[] = []
      for (const name of names) all.push((await window.devicePage.keep(collector, name)).state)
      return all
    },
    [code, ids] as const,
  )
  const wrong = states.filter((state) => state !== 'kept')
  if (wrong.length > 0) throw new Error(`not kept: ${wrong.join()}`)
}
