import type { Browser, Page } from 'playwright-core'
import type { DeviceServer } from './device-server.ts'

/** Ids of made-up answers: one, two, three … */
export const id = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`

/** A fresh phone on the page; `before` runs in it before our own code does. */
export async function newPhone(browser: Browser, server: DeviceServer, before?: () => void): Promise<Page> {
  const context = await browser.newContext()
  if (before) await context.addInitScript(before)
  return openPage(await context.newPage(), server)
}

/** Opens the page, or opens it again as a new visit; the query stands for the release of the app. */
export async function openPage(page: Page, server: DeviceServer, query = ''): Promise<Page> {
  await page.goto(`${server.origin}/${query}`)
  await page.waitForFunction(() => 'devicePage' in window)
  return page
}
