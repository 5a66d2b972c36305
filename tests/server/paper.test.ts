import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { say } from '../../shared/survey/text.ts'
import { command } from '../support/command.ts'
import { codeFor } from '../support/respondent.ts'
import { type InProcess, startInProcess, temporaryFolder } from '../support/server.ts'

let server: InProcess
let code = ''
const folder = temporaryFolder()

beforeAll(async () => {
  server = await startInProcess({ dataDir: join(folder, 'data') })
  code = codeFor(server, 'regiotaxi')
})
afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

const get = (path: string) => fetch(`${server.origin}${path}`)
const htmlOf = async (path: string) => (await get(path)).text()

describe('GET /formulier/CODE', () => {
  test('holds every question of the survey with its answers, and no script', async () => {
    const html = await htmlOf(`/formulier/${code}`)
    const survey = server.house.deps.surveys.get('regiotaxi')
    for (const question of survey?.questions ?? []) {
      expect(html).toContain(say(question.text, 'nl'))
      for (const { label } of question.options ?? []) expect(html).toContain(say(label, 'nl'))
    }
    expect(html).toContain('Alleen als u bij vraag 5 dit koos:')
    expect(html).toContain(`regiotaxi ${survey?.version} nl`)
    expect(html).not.toMatch(/<script|style=|\son\w+=/)
  })

  test.each([
    { taal: 'ar', lang: 'ar', dir: 'rtl' },
    { taal: 'en', lang: 'en', dir: 'ltr' },
    { taal: 'xx', lang: 'nl', dir: 'ltr' },
  ])('in $taal gives the form in $lang, from $dir', async ({ taal, lang, dir }) => {
    expect(await htmlOf(`/formulier/${code}?taal=${taal}`)).toContain(`<html lang="${lang}" dir="${dir}">`)
  })

  test('gives the first survey of the collector where another is asked for', async () => {
    expect(await htmlOf(`/formulier/${code}?vragenlijst=nergens`)).toContain('regiotaxi 1 nl')
  })

  test('is 404 for an unknown code and 410 for a closed one, as a page', async () => {
    const unknown = await get('/formulier/2222222')
    expect([unknown.status, unknown.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8'])
    const { store } = server.house.deps
    const [some] = store.collectors()
    if (!some) throw new Error('no collector')
    store.saveCollector({ ...some, code: 'DCHT222', closed: true })
    expect((await get('/formulier/DCHT222')).status).toBe(410)
  })

  test('shows the road to a phone only where a phone answers', async () => {
    const { store } = server.house.deps
    const [some] = store.collectors()
    if (!some) throw new Error('no collector')
    store.saveCollector({ ...some, code: 'PAP2222', channel: 'paper' })
    expect(await htmlOf('/formulier/PAP2222')).not.toContain('paper-foot__qr')
    expect(await htmlOf(`/formulier/${code}`)).toContain('paper-foot__qr')
  })
})

describe('cli paper', () => {
  const make = (...more: readonly string[]) => command(join(folder, 'data'), ['paper', '--collector', code, ...more])

  test('writes a file that stands alone', async () => {
    const out = join(folder, 'formulier.html')
    expect((await make('--language', 'tr', '--out', out)).code).toBe(0)
    const html = readFileSync(out, 'utf8')
    expect(html).toContain('<html lang="tr"')
    expect(html).toContain('@page')
    expect(html).not.toMatch(/<link|<a |src="\//)
  })

  test('prints it where there is a browser', async () => {
    const out = join(folder, 'formulier.pdf')
    const ran = await command(join(folder, 'data'), ['paper', '--collector', code, '--out', out], {
      env: { DATA_DIR: join(folder, 'data'), CHROMIUM: process.env.CHROMIUM },
    })
    expect(ran.err).toEqual([])
    const pdf = readFileSync(out).toString('latin1')
    expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(2)
    expect(pdf).toContain('/StructTreeRoot')
  })

  test.each([
    { given: ['--language', 'xx'], why: 'unknown-language' },
    { given: ['--survey', 'nergens'], why: 'unknown-survey' },
    { given: ['--out', '/nergens/formulier.html'], why: 'not-written' },
  ])('says why not: $why', async ({ given, why }) => {
    const out = join(folder, 'nooit.html')
    const ran = await make('--out', out, ...given, '--json')
    expect(ran.code).not.toBe(0)
    expect([...ran.out, ...ran.err].join('')).toContain(why)
    expect(existsSync(out)).toBe(false)
  })
})
