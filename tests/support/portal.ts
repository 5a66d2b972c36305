import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import { AXE } from './accessibility-report.ts'
import { command } from './command.ts'
import type { InProcess } from './server.ts'

export const DESK = { viewport: { width: 1280, height: 800 }, locale: 'nl-NL' } as const
export const PHONE = { viewport: { width: 360, height: 640 }, locale: 'nl-NL' } as const

/** Runs a command on the data folder of that server; throws unless it works. */
export async function cliOf(server: InProcess, ...argv: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  const { dataDir, municipality, surveysDir } = server.house.deps.config
  const where = { DATA_DIR: dataDir, SURVEYS_DIR: surveysDir, MUNICIPALITY: municipality }
  const env = { ...where, PUBLIC_URL: 'https://ervaring.example' }
  const { code, err, json } = await command(dataDir, [...argv, '--json'], { env })
  expect([code, err]).toEqual([0, []])
  return json()
}

/** Makes an account with these options of `user add` and gives its password. */
export async function accountOn(server: InProcess, login: string, ...options: readonly string[]): Promise<string> {
  return String((await cliOf(server, 'user', 'add', '--login', login, ...options)).password)
}

export interface SignsIn {
  readonly login: string
  readonly password: string
}

/** Opens a page of the portal in a context of its own and signs in there. What the console complains of comes in
 *  `complaints`. */
export async function openPortal(
  browser: Browser,
  server: InProcess,
  path: string,
  { login, password }: SignsIn,
  settings: Parameters<Browser['newContext']>[0] = DESK,
): Promise<{ readonly page: Page; readonly complaints: readonly string[]; readonly close: () => Promise<void> }> {
  const context = await browser.newContext(settings)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.goto(server.origin + path)
  await page.getByLabel('Gebruikersnaam').fill(login)
  await page.getByLabel('Wachtwoord').fill(password)
  await page.getByRole('button', { name: 'Log in' }).click()
  await page.locator('.ew-portal-head__who').waitFor()
  return { page, complaints, close: () => context.close() }
}

/** Goes to a page by an administrator's menu: presses the name that it stands under, then its own. */
export async function pressMenu(page: Page, group: string, name: string): Promise<void> {
  const menu = page.getByRole('navigation', { name: 'Pagina’s' })
  await menu.getByRole('button', { name: group }).click()
  await menu.getByRole('link', { name, exact: true }).click()
}

/** Nothing that axe knows of is wrong, and nothing is to be scrolled sideways. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(AXE).setLegacyMode().analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([])
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
  expect(wide).toBe(false)
}
