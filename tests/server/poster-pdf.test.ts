import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import jsQR from 'jsqr'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { command } from '../support/command.ts'
import { readPdf } from '../support/pdf.ts'
import { type InProcess, startInProcess, temporaryFolder } from '../support/server.ts'

const ORIGIN = 'https://ervaring.utrecht.example'
const CODE = 'PAPER22'
/** Points of the sheet. */
const SIZES = { a4: [595, 842], a5: [420, 595] } as const

let server: InProcess
let folder: string

beforeAll(async () => {
  server = await startInProcess({ publicUrl: ORIGIN })
  folder = temporaryFolder()
  const { store, surveys } = server.house.deps
  const [some] = store.collectors()
  if (!some) throw new Error('no collector')
  store.saveCollector({ ...some, code: CODE, channel: 'own-device', surveys: [...surveys.keys()] })
})
afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

const ask = (code: string, query = '') => fetch(`${server.origin}/poster/${code}.pdf${query}`)

async function posterIn(language: string, size: keyof typeof SIZES): Promise<Uint8Array> {
  const reply = await ask(CODE, `?taal=${language}&maat=${size}`)
  expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'application/pdf'])
  return new Uint8Array(await reply.arrayBuffer())
}

/** What a camera reads in the printed sheet, with that many pixels an inch. */
function scanned(pdf: Uint8Array, perInch: number): string | undefined {
  const [file, picture] = [join(folder, 'poster.pdf'), join(folder, 'poster')]
  writeFileSync(file, pdf)
  execFileSync('pdftoppm', ['-r', String(perInch), '-singlefile', file, picture])
  const ppm = readFileSync(`${picture}.ppm`)
  const [head = '', across = '', down = ''] =
    /^P6\n(\d+) (\d+)\n255\n/.exec(ppm.subarray(0, 40).toString('latin1')) ?? []
  const [width, height] = [Number(across), Number(down)]
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255)
  for (let at = 0; at < width * height; at += 1)
    for (const colour of [0, 1, 2]) pixels[at * 4 + colour] = ppm[head.length + at * 3 + colour] ?? 0
  return jsQR(pixels, width, height)?.data
}

describe('a poster as PDF', () => {
  test('is drawn one at a time, and others go first in between', async () => {
    const ended: string[] = []
    const noted = (name: string, reply: Promise<Response>) =>
      reply.then(({ status }) => ended.push(`${name} ${status}`))
    const posters = Array.from({ length: 12 }, () => noted('poster', ask(CODE)))
    await posters[0]
    await Promise.all([...posters, noted('health', fetch(`${server.origin}/health`))])
    expect(ended.indexOf('health 200')).toBeGreaterThan(0)
    expect(ended.indexOf('health 200')).toBeLessThan(11)
    expect(ended.filter((one) => one === 'poster 200')).toHaveLength(12)
  })

  test.each(['a4', 'a5'] as const)('on %s has a code that leads to the survey, also read from afar', async (size) => {
    const pdf = await posterIn('nl', size)
    expect(scanned(pdf, 150)).toBe(`${ORIGIN}/v/${CODE}`)
    // A photograph of 4000 pixels over the 2.5 metres that a phone sees at two metres has 40 of them an inch, so A4 is
    // read from there, and A5 from a metre and a half.
    expect(scanned(pdf, size === 'a4' ? 38 : 54)).toBe(`${ORIGIN}/v/${CODE}`)
    const { pages, tagged, tags, alts, foreignFonts } = await readPdf(pdf)
    expect(pages).toHaveLength(1)
    expect(pages[0]).toContain(`ervaring.utrecht.example/v/${CODE}`)
    expect([tagged, tags.includes('H1'), alts, foreignFonts]).toEqual([true, true, [`QR: ${ORIGIN}/v/${CODE}`], []])
    const box = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)/.exec(Buffer.from(pdf).toString('latin1')) ?? []
    expect(box.slice(1).map((points) => Math.round(Number(points)))).toEqual([...SIZES[size]])
  })

  test.each(['nl', 'en', 'tr', 'pl', 'so', 'es', 'fr'])('is there in %s, in its own words', async (language) => {
    const read = await readPdf(await posterIn(language, 'a4'))
    expect([read.language, read.pages.length]).toEqual([language, 1])
    const file = new URL(`../../client/text/paper.${language}.json`, import.meta.url)
    const words = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, string>>
    expect(read.pages[0]).toContain(words['poster.step2']?.replace(/[\u00a0\u202f]/g, ' '))
  })

  test.each(['ar', 'ary', 'fa', 'uk', 'ti'])(
    'is not there in %s, and the page that is there is named',
    async (language) => {
      const reply = await ask(CODE, `?taal=${language}&maat=a5`)
      expect(reply.status).toBe(404)
      const [, page = ''] = /href="(\/poster\/[^"]*)"/.exec(await reply.text()) ?? []
      expect((await fetch(`${server.origin}${page.replace(/&#38;/g, '&')}`)).status).toBe(200)
    },
  )

  test('is refused plainly for a collector that is closed, unknown or not for phones', async () => {
    const { store } = server.house.deps
    const some = store.collector(CODE)
    if (!some) throw new Error('no collector')
    store.saveCollector({ ...some, code: 'SHUTBBB', closed: true })
    store.saveCollector({ ...some, code: 'KNDKBBB', channel: 'kiosk' })
    const closed = await ask('SHUTBBB')
    expect([closed.status, await closed.text()]).toEqual([410, expect.stringContaining('Deze vragenlijst is gesloten')])
    expect([(await ask('KNDKBBB')).status, (await ask('NNNNNNN')).status]).toEqual([404, 404])
  })

  test('is made by the command too, without a browser', async () => {
    const out = join(folder, 'opdracht.pdf')
    const ran = await command(server.house.deps.config.dataDir, [
      'poster',
      '--collector',
      CODE,
      '--size',
      'a5',
      '--out',
      out,
    ])
    expect(ran.code).toBe(0)
    expect(scanned(readFileSync(out), 150)).toContain(`/v/${CODE}`)
  })
})
