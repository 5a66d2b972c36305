import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { draftOf } from '../support/draft.ts'
import { accountOn, DESK, expectAccessible, openPortal, PHONE } from '../support/portal.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

const LIST = '/resultaten/vragenlijsten'

let server: InProcess
let browser: Browser
const passwords: Record<string, string> = {}

beforeAll(async () => {
  server = await startInProcess()
  browser = await openBrowser()
  const { dataDir } = server.house.deps.config
  draftOf(dataDir, 'regiotaxi', (text, file) =>
    file === 'nl.json' ? text.replace('Hoe goed komt de taxi op tijd?', 'Komt de taxi op tijd?') : text,
  )
  draftOf(dataDir, 'taalles', (text) => text.replace('"kind"', '"knd"'))
  for (const role of ['admin', 'panel']) passwords[role] = await accountOn(server, role, '--role', role)
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

const open = (login: string, path: string, settings: object = DESK) =>
  openPortal(browser, server, path, { login, password: passwords[login] ?? '' }, settings)

const phone = (page: Page) => page.frameLocator('iframe')

describe('the page of surveys', () => {
  test('is all that the panel sees, and where it begins: drafts first, and which have faults', async () => {
    const { page, complaints, close } = await open('panel', '/resultaten')
    await page.getByRole('heading', { name: 'Concepten' }).waitFor()
    expect(await page.locator('table').first().locator('tbody tr').allInnerTexts()).toEqual([
      expect.stringMatching(/^Hoe gaat het met de taxi\?\s+2/),
      expect.stringMatching(/^taalles\s*\d+ fout/),
    ])
    expect(await page.getByRole('link', { name: 'Resultaten' }).count()).toBe(0)
    await expectAccessible(page)
    await page.getByRole('link', { name: 'taalles', exact: true }).click()
    await page.getByText('Dit concept heeft nog fouten').waitFor()
    expect(await page.locator('iframe').count()).toBe(0)
    expect(complaints).toEqual([])
    await close()
  })

  test.each([
    ['360', PHONE],
    ['1280', DESK],
  ])('shows a draft as people see it, in every language, at %s wide', async (_, settings) => {
    const { page, complaints, close } = await open('panel', `${LIST}/concept/regiotaxi`, settings)
    await phone(page).getByRole('button', { name: 'Begin', exact: true }).click()
    await phone(page).getByText('Vraag 1 van').waitFor()
    await page.getByRole('button', { name: 'Toon vraag 2 op de telefoon' }).click()
    await phone(page).getByRole('heading', { name: 'Komt de taxi op tijd?' }).waitFor()
    await expectAccessible(page)
    await page.getByLabel('Taal van het voorbeeld').selectOption('ar')
    await expect.poll(() => phone(page).locator('html').getAttribute('dir')).toBe('rtl')
    await expectAccessible(page)
    expect(complaints).toEqual([])
    await close()
  })

  test('keeps and sends nothing of what somebody answers there', async () => {
    const { page, close } = await open('panel', `${LIST}/concept/regiotaxi`)
    await phone(page).getByRole('button', { name: 'Begin', exact: true }).click()
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await phone(page).getByRole('radio', { name: 'Goed', exact: true }).check()
    const last = await page.getByRole('button', { name: /^Toon vraag/ }).count()
    await page.getByRole('button', { name: `Toon vraag ${last} op de telefoon` }).click()
    await phone(page).getByRole('textbox').fill('Ik wacht te lang.')
    await phone(page).getByRole('button', { name: 'Verder' }).click()
    await phone(page).getByRole('button', { name: 'Versturen' }).click()
    await phone(page).getByRole('heading', { name: 'Dit was een proef' }).waitFor()
    expect(asked).toEqual([])
    const kept = await page.evaluate(async () => [
      (await indexedDB.databases()).length,
      localStorage.length,
      sessionStorage.length,
    ])
    expect(kept).toEqual([0, 0, 0])
    expect(server.house.deps.store.verify().responses).toBe(0)
    await close()
  })

  test('takes what the panel thinks of a question, and shows it without a name', async () => {
    const { page, complaints, close } = await open('panel', `${LIST}/concept/regiotaxi`)
    const third = page.locator('.ew-surveys__question').nth(2)
    await third.getByText('Zeg wat u ervan vindt').click()
    await third.getByRole('button', { name: 'Stuur' }).click()
    await third.getByText('Kies eerst wat u ervan vindt.').waitFor()
    await third.getByLabel('Moeilijk woord').check()
    await third.getByRole('textbox').fill('Zeg liever aardig.')
    await third.getByRole('button', { name: 'Stuur' }).click()
    await third.getByText('Dank u.').waitFor()
    await expect
      .poll(() => third.getByRole('listitem').innerText())
      .toMatch(/^Moeilijk woord: Zeg liever aardig. .panel, /)
    await expectAccessible(page)
    expect(complaints).toEqual([])
    await close()
  })
})
