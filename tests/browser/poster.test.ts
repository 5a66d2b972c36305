import AxeBuilder from '@axe-core/playwright'
import jsQR from 'jsqr'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AXE } from '../support/accessibility-report.ts'
import { openBrowser } from '../support/browser.ts'
import { command } from '../support/command.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

const ORIGIN = 'https://ervaring.utrecht.example'
const CODE = 'PAPER22'
/** Millimetres of the sheet. */
const SIZES = { a4: [210, 297], a5: [148, 210] } as const
const PER_MM = 96 / 25.4

let server: InProcess
let browser: Browser

beforeAll(async () => {
  server = await startInProcess({ publicUrl: ORIGIN })
  const { store, surveys } = server.house.deps
  const [some] = store.collectors()
  const [location] = store.locations()
  if (!some || !location) throw new Error('no collector')
  store.saveCollector({
    ...some,
    code: CODE,
    channel: 'own-device',
    provider: location.provider,
    location: location.id,
    surveys: [...surveys.keys()],
  })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

async function print(query: string, size: keyof typeof SIZES): Promise<Page> {
  const [width, height] = SIZES[size].map((mm) => Math.round(mm * PER_MM)) as [number, number]
  const context = await browser.newContext({ viewport: { width, height } })
  const page = await context.newPage()
  await page.emulateMedia({ media: 'print' })
  await page.goto(`${server.origin}/poster/${CODE}?maat=${size}${query}`)
  return page
}

/** What a camera reads in the picture of the page, when it is that many times smaller than on paper. */
async function scanned(page: Page, smaller: number): Promise<string | undefined> {
  const png = (await page.screenshot()).toString('base64')
  const { data, width, height } = await page.evaluate(
    async ([source, scale]) => {
      // The policy of the page lets no data in; a bitmap of bytes is no request.
      const bytes = Uint8Array.from(atob(String(source)), (letter) => letter.charCodeAt(0))
      const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
      const canvas = document.createElement('canvas')
      canvas.width = bitmap.width / Number(scale)
      canvas.height = bitmap.height / Number(scale)
      const context = canvas.getContext('2d')
      context?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
      const pixels = context?.getImageData(0, 0, canvas.width, canvas.height)
      return { data: [...(pixels?.data ?? [])], width: canvas.width, height: canvas.height }
    },
    [png, smaller] as const,
  )
  return jsQR(new Uint8ClampedArray(data), width, height)?.data
}

/** Texts that stick out of the sheet or over each other's ends. */
function faultsOn(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const sheet = document.querySelector('main')?.getBoundingClientRect()
    if (!sheet) return ['no sheet']
    return [...document.querySelectorAll('h1, p, li, .code')].flatMap((element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect()
      const out = left < sheet.left - 1 || right > sheet.right + 1 || top < sheet.top - 1 || bottom > sheet.bottom + 1
      const next = element.closest('section, ul, footer')?.nextElementSibling?.getBoundingClientRect()
      const over = next !== undefined && bottom > next.bottom + 1
      return out || over ? [`${element.tagName} ${element.textContent?.slice(0, 40)}`] : []
    })
  })
}

describe('a poster', () => {
  test.each(['a4', 'a5'] as const)('on %s has a code that leads to the survey, also read from afar', async (size) => {
    const page = await print('', size)
    expect(await scanned(page, 1)).toBe(`${ORIGIN}/v/${CODE}`)
    // From two metres the code is a few pixels a module in a phone's camera.
    expect(await scanned(page, 2.5)).toBe(`${ORIGIN}/v/${CODE}`)
    expect(await page.getByText(`ervaring.utrecht.example/v/${CODE}`).count()).toBe(1)
    const { violations } = await new AxeBuilder({ page }).withTags(AXE).setLegacyMode().analyze()
    expect(violations.map(({ id }) => id)).toEqual([])
    await page.context().close()
  })

  test.each(['nl', 'en', 'ar', 'ary', 'tr', 'pl', 'uk', 'ti', 'so', 'fa', 'es', 'fr'])(
    'in %s fits on one sheet',
    async (language) => {
      for (const size of ['a4', 'a5'] as const) {
        const page = await print(`&taal=${language}`, size)
        expect(await page.getAttribute('html', 'lang')).toBe(language)
        expect(await faultsOn(page)).toEqual([])
        const pdf = await page.pdf({ preferCSSPageSize: true })
        expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1)
        const [width = 0, height = 0] = (/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)/.exec(pdf.toString('latin1')) ?? [])
          .slice(1)
          .map(Number)
        expect([(width / 72) * 25.4, (height / 72) * 25.4].map(Math.round)).toEqual([...SIZES[size]])
        await page.context().close()
      }
    },
  )

  test('is refused for a collector that is closed, unknown or not for phones', async () => {
    const { store } = server.house.deps
    const some = store.collector(CODE)
    if (!some) throw new Error('no collector')
    store.saveCollector({ ...some, code: 'SHUTBBB', closed: true })
    store.saveCollector({ ...some, code: 'KNDKBBB', channel: 'kiosk' })
    const status = async (code: string) => (await fetch(`${server.origin}/poster/${code}`)).status
    expect([await status('SHUTBBB'), await status('KNDKBBB'), await status('NNNNNNN')]).toEqual([410, 404, 404])
    const { dataDir } = server.house.deps.config
    const made = async (...argv: readonly string[]) => (await command(dataDir, ['poster', ...argv, '--json'])).json()
    expect(await made('--collector', 'SHUTBBB', '--out', '/nowhere/x.html')).toMatchObject({
      problem: { code: 'closed-collector' },
    })
    expect(await made('--collector', 'KNDKBBB', '--out', '/nowhere/x.html')).toMatchObject({
      problem: { code: 'no-link' },
    })
    expect(await made('--collector', CODE, '--size', 'a3', '--out', '/nowhere/x.html')).toMatchObject({
      problem: { code: 'usage' },
    })
  })
})
