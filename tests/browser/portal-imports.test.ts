import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { IMPORT_LIMITS } from '../../shared/imports.ts'
import { openBrowser } from '../support/browser.ts'
import { accountOn, expectAccessible, openPortal, PHONE } from '../support/portal.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

let server: InProcess
let browser: Browser
const admin = { login: 'beheer', password: '' }
beforeAll(async () => {
  server = await startInProcess()
  browser = await openBrowser()
  admin.password = await accountOn(server, admin.login, '--role', 'admin')
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

const HEADING = 'Wie;Wanneer;Serieus'
const lineOf = (at: number) => `Stichting L;5-10-2023;${['helemaal eens', 'wisselend'][at % 2]}`
const fileOf = (lines: readonly string[]) => [HEADING, ...lines, ''].join('\r\n')
const GOOD = Array.from({ length: 6000 }, (_, at) => lineOf(at))
const store = () => server.house.deps.store

async function choose(page: Page, content: string | Buffer, name = 'oud.csv'): Promise<void> {
  const buffer = Buffer.from(content as string)
  await page.getByLabel('Bestand met antwoorden').setInputFiles({ name, mimeType: 'text/csv', buffer })
}

test('a file is chosen, its columns are told, it is looked at, brought in, and taken out again', async () => {
  const { page, complaints, close } = await openPortal(browser, server, '/resultaten/inlezen', admin)
  await choose(page, fileOf([...GOOD, 'Stichting L;ooit;geheim']))
  await page.getByLabel('Naam', { exact: true }).fill('onderzoek-2023')
  await page.getByLabel('Wat betekenen de kolommen?').selectOption({ label: 'Dat geef ik hier aan' })
  await page.getByLabel('Van wie is het onderzoek').fill('Onderzoek van 2023')
  await page.getByLabel('Bij welke vragenlijst').selectOption('wmo-landelijk')
  await page.getByLabel('Aanbieder', { exact: true }).selectOption('column Wie')
  await page.getByLabel('Wat betekent Stichting L?').selectOption('lister')
  await page.getByLabel('Zorgvorm').selectOption('value individuele-begeleiding')
  await page.getByLabel('Maand', { exact: true }).selectOption('column Wanneer')
  const questions = server.house.deps.surveys.get('wmo-landelijk')?.questions ?? []
  const question = questions.find(({ id }) => id === 'serieus')
  await page.getByLabel(question?.text.nl ?? '').selectOption('column Serieus')
  // Words that are those of the answers need no telling.
  expect(await page.getByLabel('Wat betekent helemaal eens?').inputValue()).toBe('5')
  await page.getByLabel('Wat betekent wisselend?').selectOption('3')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Kijk het bestand na' }).click()
  await page.getByText('6001 regels. Goed: 6000. Niet goed: 1. Er is nog niets bewaard.').waitFor()
  await page.getByText('Regel 6002: kolom "Wanneer": dit is geen maand').waitFor()
  await expectAccessible(page)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Bewaar alle regels die niet goed zijn' }).click(),
  ])
  const report = readFileSync(await download.path(), 'utf8')
  expect(report).toContain('6002;')
  expect(report).not.toMatch(/ooit|geheim/)
  expect(store().verify().responses).toBe(0)

  // What was looked at is not what stands here now.
  await page.getByLabel('Van wie is het onderzoek').fill('Onderzoek van Lister')
  expect(await page.getByRole('button', { name: /goede regels in/ }).count()).toBe(0)
  await page.getByRole('button', { name: 'Kijk het bestand na' }).click()
  await page.getByRole('button', { name: 'Lees alleen de 6000 goede regels in' }).click()
  await page.getByText('6000 antwoorden zijn ingelezen.').waitFor()
  await page.getByText('Onderzoek van Lister').waitFor()
  expect(store().verify()).toMatchObject({ responses: 6000, differences: [] })

  await choose(page, fileOf(GOOD.slice(0, 12)))
  await page.getByLabel('Naam', { exact: true }).fill('onderzoek-2024')
  await page.getByLabel('Wat betekenen de kolommen?').selectOption({ label: 'Net als bij onderzoek-2023' })
  await page.getByRole('button', { name: 'Kijk het bestand na' }).click()
  await page.getByRole('button', { name: 'Lees 12 antwoorden in' }).waitFor()

  await page.setViewportSize(PHONE.viewport)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Haal onderzoek-2023 weg' }).click()
  await page.getByRole('button', { name: 'Ja, haal weg' }).click()
  await page.getByText('onderzoek-2023 is weg, met 6000 antwoorden.').waitFor()
  expect([store().verify().responses, store().imports().length]).toEqual([0, 0])
  expect(complaints).toEqual([])
  await close()
})

test('a file that cannot be brought in is told plainly, and nothing is kept', async () => {
  const { page, close } = await openPortal(browser, server, '/resultaten/inlezen', admin)
  await choose(page, '')
  await page.getByText('Dit bestand is leeg.').waitFor()
  await choose(page, Buffer.alloc(IMPORT_LIMITS.bytes + 1, 'a'))
  await page.getByText('Dit bestand is te groot voor deze pagina.').waitFor()
  await choose(page, fileOf(Array.from({ length: 200_000 }, (_, at) => lineOf(at))))
  await page.getByText('Het bestand heeft meer dan 20000 regels.').waitFor()
  await choose(page, `${fileOf(GOOD.slice(0, 5))}"half`)
  await page.getByText('Het bestand is geen heel CSV-bestand').waitFor()

  await choose(page, Buffer.from(fileOf(['é;5-10-2023;3']), 'latin1'))
  await page.getByLabel('Naam', { exact: true }).fill('oud')
  await page.getByLabel('Wat betekenen de kolommen?').selectOption({ label: 'Dat staat in een bestand' })
  const mapping = {
    source: 'Oud',
    survey: 'wmo-landelijk',
    provider: { value: 'lister' },
    careType: { value: 'individuele-begeleiding' },
    month: { column: 'Wanneer' },
    answers: { serieus: { column: 'Serieus' } },
  }
  const chooseMapping = (json: unknown) =>
    page.getByLabel('Bestand met de koppeling').setInputFiles({
      name: 'koppeling.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(json)),
    })
  await chooseMapping({ ...mapping, kolom: 1 })
  await page.getByRole('button', { name: 'Kijk het bestand na' }).click()
  await page.getByText('kolom: dit hoort hier niet').waitFor()
  await chooseMapping(mapping)
  await page.getByRole('button', { name: 'Kijk het bestand na' }).click()
  await page.getByText('dit bestand is geen UTF-8').waitFor()
  expect([store().verify().responses, store().imports().length]).toEqual([0, 0])
  await close()
})
