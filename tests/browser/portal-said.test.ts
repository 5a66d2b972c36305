import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { readPdf } from '../support/pdf.ts'
import { accountOn, cliOf, DESK, expectAccessible, openPortal, PHONE } from '../support/portal.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

const TALK = '/resultaten/gesprek?provider=willemsen-de-koning&survey=regiotaxi&quarter=2019-Q4'

let server: InProcess
let browser: Browser
const people: Record<string, { readonly login: string; readonly password: string }> = {}
const who = (login: string) => people[login] ?? { login, password: '' }

beforeAll(async () => {
  server = await startInProcess({ now: () => Date.parse('2026-11-20T12:00:00Z') })
  browser = await openBrowser()
  await cliOf(server, 'demo', 'load')
  const roles = {
    joke: ['--role', 'account-manager', '--portfolio', 'willemsen-de-koning'],
    taxi: ['--role', 'provider', '--provider', 'willemsen-de-koning'],
  }
  for (const [login, options] of Object.entries(roles))
    people[login] = { login, password: await accountOn(server, login, ...options) }
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

describe('what people make of the figures', () => {
  test('is written by the provider, kept when the connection is back, and stands in the report', async () => {
    const { page, close } = await openPortal(browser, server, '/resultaten', who('taxi'))
    await page.getByRole('link', { name: 'Schrijf op wat u van de cijfers vindt' }).click()
    await page.getByLabel('Wat zien we?').fill('De taxi komt vaker op tijd.\nDat is fijn.')
    await page.getByLabel('Wat gaan we doen?').fill('Wij bellen als het later wordt.')
    await page.context().setOffline(true)
    await page.getByRole('button', { name: 'Bewaar' }).click()
    await page.getByText('Uw tekst staat er nog.').waitFor()
    await page.context().setOffline(false)
    await page.getByRole('button', { name: 'Bewaar' }).click()
    await page.getByText('Bewaard. Het staat nu in het rapport.').waitFor()
    await page.reload()
    await page.getByText('Het laatst bewaard: de aanbieder, 20 november 2026.').waitFor()
    expect(await page.getByLabel('Wat zien we?').inputValue()).toBe('De taxi komt vaker op tijd.\nDat is fijn.')
    const href = await page.getByRole('link', { name: /^Rapport van het 4e kwartaal 2019/ }).getAttribute('href')
    const file = await page.request.get(`${server.origin}${href}`)
    const { pages } = await readPdf(await file.body())
    expect(pages).toHaveLength(3)
    expect(pages[2]).toContain('De aanbieder, 20 november 2026')
    expect(pages[2]).toContain('Wij bellen als het later wordt.')
    expect(pages.slice(0, 2).join(' ')).not.toContain('Wij bellen')
    await close()
  })

  test.each([
    ['360', PHONE],
    ['1280', DESK],
  ] as const)('is read by the account manager, who writes beside it, at %s wide', async (width, settings) => {
    const { page, complaints, close } = await openPortal(
      browser,
      server,
      '/resultaten/portfolio',
      who('joke'),
      settings,
    )
    await page.getByRole('link', { name: /^Schrijf op wat u vindt van de cijfers/ }).click()
    await page.getByText('Wij bellen als het later wordt.').waitFor()
    await page.getByLabel('Wat betekent het?').fill(`Dat zie ik ook op ${width}.`)
    await page.getByRole('button', { name: 'Bewaar' }).click()
    await page.getByText('Bewaard. Het staat nu in het rapport.').waitFor()
    await expectAccessible(page)
    await page.getByLabel('Kwartaal').selectOption({ label: '3e kwartaal 2019' })
    await page.getByRole('button', { name: 'Toon' }).click()
    await page.getByText('De ander schreef nog niets.').waitFor()
    expect(await page.getByLabel('Wat betekent het?').inputValue()).toBe('')
    expect(complaints).toEqual([])
    await page.goto(server.origin + TALK)
    await expect.poll(() => page.getByLabel('Wat betekent het?').inputValue()).toBe(`Dat zie ik ook op ${width}.`)
    await close()
  })

  test.each([
    ['360', PHONE, '2019-Q2'],
    ['1280', DESK, '2019-Q1'],
  ] as const)(
    'of two colleagues stands beside one another, and nothing is written over unseen, at %s wide',
    async (_, settings, quarter) => {
      const path = TALK.replace('2019-Q4', quarter)
      const { page, close } = await openPortal(browser, server, path, who('taxi'), settings)
      await page.getByLabel('Wat zien we?').fill('Wat ik zie.')
      const texts = { sight: 'Wat mijn collega ziet.', meaning: '', striking: '', action: 'Wij bellen.' }
      const key = { survey: 'regiotaxi', provider: 'willemsen-de-koning', careType: 'regiotaxi', quarter }
      const { store } = server.house.deps
      store.saveInterpretation(key, { side: 'provider', role: 'provider', day: '2026-11-19', texts })
      await page.getByRole('button', { name: 'Bewaar' }).click()
      await page.getByText('Een collega veranderde dit ook.').waitFor()
      await page.locator('#theirs-sight').getByText('Wat mijn collega ziet.').waitFor()
      expect(store.interpretations(key)[0]?.texts).toEqual(texts)
      expect(await page.getByLabel('Wat zien we?').inputValue()).toBe('Wat ik zie.')
      expect(await page.getByLabel('Wat gaan we doen?').inputValue()).toBe('Wij bellen.')
      await expectAccessible(page)
      await page.getByLabel('Wat zien we?').fill('Wat wij zien.')
      await page.getByRole('button', { name: 'Bewaar' }).click()
      await page.getByText('Bewaard. Het staat nu in het rapport.').waitFor()
      expect(store.interpretations(key)[0]?.texts).toEqual({ ...texts, sight: 'Wat wij zien.' })
      // Twice in a row is no change of somebody else.
      await page.getByLabel('Wat valt op?').fill('Niets.')
      await page.getByRole('button', { name: 'Bewaar' }).click()
      await expect.poll(() => store.interpretations(key)[0]?.texts.striking).toBe('Niets.')
      await close()
    },
  )
})
