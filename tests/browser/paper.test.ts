import AxeBuilder from '@axe-core/playwright'
import jsQR from 'jsqr'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { AXE, recordChecked } from '../support/accessibility-report.ts'
import { openBrowser } from '../support/browser.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

/** A collector with every survey. */
const CODE = 'PAPER22'
let server: InProcess
let browser: Browser

beforeAll(async () => {
  server = await startInProcess({ publicUrl: 'https://ervaring.utrecht.example' })
  const { store, surveys } = server.house.deps
  const [some] = store.collectors()
  if (!some) throw new Error('no collector')
  store.saveCollector({ ...some, code: CODE, channel: 'own-device', surveys: [...surveys.keys()] })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

const addressOf = (survey: string, language = 'nl') =>
  `${server.origin}/formulier/${CODE}?vragenlijst=${survey}&taal=${language}`

async function onPaper(survey: string, language: string, page: Page): Promise<void> {
  await page.emulateMedia({ media: 'print' })
  await page.goto(addressOf(survey, language))
}

/** Pages of a PDF as Chromium writes it. */
const pagesIn = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0

/** What sticks out of a sheet of A4, or is too small to cross or to read. */
function faultsOnPaper(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const mm = 96 / 25.4
    const faults: string[] = []
    for (const [index, sheet] of [...document.querySelectorAll('.paper-sheet')].entries()) {
      const box = sheet.getBoundingClientRect()
      if (box.height > 297 * mm) faults.push(`sheet ${index + 1} is ${Math.round(box.height / mm)} mm high`)
      for (const part of sheet.querySelectorAll('*')) {
        const { left, right } = part.getBoundingClientRect()
        if (left < box.left + 5 * mm || right > box.right - 5 * mm)
          faults.push(`sheet ${index + 1}: ${part.outerHTML.slice(0, 80)} sticks out`)
        if (part.textContent && Number.parseFloat(getComputedStyle(part).fontSize) < 16)
          faults.push(`small: ${part.outerHTML.slice(0, 80)}`)
      }
      for (const label of sheet.querySelectorAll('.paper-box__label'))
        if (label.scrollWidth > label.clientWidth) faults.push(`too wide: ${label.textContent}`)
    }
    for (const square of document.querySelectorAll('.paper-box__square')) {
      const { width, height } = square.getBoundingClientRect()
      if (Math.min(width, height) < 8 * mm) faults.push(`a box of ${width / mm} mm`)
    }
    return faults
  })
}

/** Of different shapes; between them every kind of question. */
const SHAPES = ['regiotaxi', 'taalles', 'jeugdhulp-ouders', 'nachtopvang', 'wmo-landelijk']

test('every survey fits its sheets of A4 in Dutch, and every shape in every language; eight questions on two', async () => {
  const page = await browser.newPage()
  const faults: string[] = []
  for (const survey of server.house.deps.surveys.values()) {
    for (const language of SHAPES.includes(survey.id) ? survey.languages : ['nl']) {
      await onPaper(survey.id, language, page)
      faults.push(...(await faultsOnPaper(page)).map((fault) => `${survey.id} ${language}: ${fault}`))
      const sheets = await page.locator('.paper-sheet').count()
      const asked = survey.questions.filter(({ context, kind }) => !context && kind !== 'text')
      if (sheets > (asked.length > 8 ? 3 : 2)) faults.push(`${survey.id} ${language}: ${sheets} sheets`)
    }
  }
  await page.close()
  expect(faults).toEqual([])
})

test.each([
  { survey: 'regiotaxi', language: 'nl', pages: 2 },
  { survey: 'jeugdhulp-ouders', language: 'ar', pages: 2 },
  { survey: 'wmo-landelijk', language: 'ti', pages: 3 },
])('$survey in $language prints on $pages pages', async ({ survey, language, pages }) => {
  const page = await browser.newPage()
  await page.goto(addressOf(survey, language))
  expect(pagesIn(await page.pdf({ preferCSSPageSize: true }))).toBe(pages)
  await page.close()
})

test('the code at the foot leads a phone to the same collector', async () => {
  const page = await browser.newPage({ deviceScaleFactor: 2 })
  await onPaper('regiotaxi', 'nl', page)
  const png = (await page.locator('.paper-foot__qr').first().screenshot()).toString('base64')
  const { data, width, height } = await page.evaluate(async (source) => {
    // The page's policy allows no picture from a data: address.
    const image = await createImageBitmap(new Blob([Uint8Array.from(atob(source), (byte) => byte.charCodeAt(0))]))
    const canvas = new OffscreenCanvas(image.width, image.height)
    const context = canvas.getContext('2d')
    context?.drawImage(image, 0, 0)
    const pixels = context?.getImageData(0, 0, image.width, image.height)
    return { data: [...(pixels?.data ?? [])], width: image.width, height: image.height }
  }, png)
  expect(jsQR(new Uint8ClampedArray(data), width, height)?.data).toBe(`https://ervaring.utrecht.example/v/${CODE}`)
  await page.close()
})

test.each(['nl', 'ar'])('on the screen the form has no fault that axe knows, in %s', async (language) => {
  const context = await browser.newContext({ viewport: { width: 360, height: 640 } })
  const page = await context.newPage()
  await page.goto(addressOf('jeugdhulp-ouders', language))
  const { violations } = await new AxeBuilder({ page }).withTags(AXE).setLegacyMode().analyze()
  recordChecked(page, { part: 'paper', screen: 'form', language }, violations)
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
  await context.close()
})
