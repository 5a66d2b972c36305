import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkLanguageOf } from '../../server/language-files.ts'
import type { Fault } from '../../shared/survey/fault.ts'
import type { Finding } from '../../shared/survey/language/finding.ts'
import { command } from '../support/command.ts'
import { temporaryFolder } from '../support/server.ts'

let folder = ''
const surveys = () => join(folder, 'surveys', 'utrecht')

beforeEach(() => {
  folder = temporaryFolder()
  cpSync(resolve('surveys'), join(folder, 'surveys'), { recursive: true })
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function replace(file: string, from: string, to: string): void {
  const path = join(folder, 'surveys', file)
  const old = readFileSync(path, 'utf8')
  if (!old.includes(from)) throw new Error(`${file} has no ${from}`)
  writeFileSync(path, old.replace(from, to))
}

/** The line, from 1, on which that word stands. */
function lineOf(file: string, word: string): number {
  const lines = readFileSync(join(folder, 'surveys', file), 'utf8').split('\n')
  return lines.findIndex((line) => line.includes(word)) + 1
}

async function run(...argv: string[]) {
  const ran = await command(join(folder, 'data'), [...argv, '--json'])
  const said = ran.json() as {
    ok: boolean
    faults?: readonly Fault[]
    language: { checked: boolean; findings: readonly Finding[] }
    problem?: { code: string; message: string }
  }
  const errors = said.language.findings.filter(({ severity }) => severity === 'error')
  return { code: ran.code, ...said, errors }
}

test('our own Dutch, in surveys, pictures, screens and pages, has no errors', () => {
  const { checked, findings, faults } = checkLanguageOf(resolve('surveys/utrecht'))
  expect(checked).toBe(true)
  expect(faults).toEqual([])
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
})

test('every kind of text is looked at', () => {
  replace('utrecht/taalles/nl.json', 'Hoe vindt u de taalles?', 'Hoe vindt u de participatie?')
  replace('utrecht/municipality.json', 'Gemeente Utrecht', 'Uw participatie')
  replace('scales/nl.json', 'Gaat wel', 'Participatie')
  replace('pictures/index.json', 'De een praat. De ander luistert goed.', 'De participatie.')
  cpSync(resolve('client/text'), join(folder, 'client/text'), { recursive: true })
  cpSync(resolve('server/pages'), join(folder, 'server/pages'), { recursive: true })
  replace('../client/text/nl.json', 'Even wachten', 'Participatie')
  replace('../client/text/portal.nl.json', 'Kies wat u ziet', 'Kies uw participatie')
  replace('../server/pages/start.html', 'Typ de code', 'Participatie')
  const files = checkLanguageOf(surveys()).findings.filter(({ quote }) => /participatie/iu.test(quote))
  expect([...new Set(files.map(({ file, path }) => `${file} ${path}`))]).toEqual([
    'utrecht/municipality.json help[2].name.nl',
    'utrecht/taalles/nl.json title',
    'scales/nl.json faces3.2',
    'pictures/index.json pictures[5].alt.nl',
    'client/text/nl.json wait',
    'client/text/portal.nl.json choose',
    'server/pages/start.html ',
  ])
})

describe('survey check', () => {
  test('fails on hard language as on a fault, and says where and what instead', async () => {
    replace('utrecht/regiotaxi/nl.json', 'Hoe gaat het bestellen van de taxi?', 'Hoe is de bejegening in de taxi?')
    const { code, errors, faults, problem } = await run('survey', 'check', surveys())
    expect(code).toBe(1)
    expect(faults).toEqual([])
    expect(problem).toEqual({ code: 'hard-language', message: 'De Taalcheck vindt 1 fout.' })
    expect(errors).toMatchObject([
      {
        rule: 'T2',
        quote: 'bejegening',
        file: 'utrecht/regiotaxi/nl.json',
        path: 'questions.bestellen.text',
        line: lineOf('utrecht/regiotaxi/nl.json', 'bejegening'),
        mend: expect.stringContaining('hoe iemand met u praat'),
      },
    ])
  })

  test('lets warnings and tips pass', async () => {
    replace(
      'utrecht/regiotaxi/nl.json',
      'Hoe gaat het bestellen van de taxi?',
      'Hoe wordt u geholpen in de organisatie?',
    )
    const { code, ok, language } = await run('survey', 'check', surveys())
    expect([code, ok]).toEqual([0, true])
    const rules = language.findings.filter(({ path }) => path === 'questions.bestellen.text').map(({ rule }) => rule)
    expect(rules).toEqual(['T3', 'T8'])
  })

  test('of one survey tells of that one only', async () => {
    replace('utrecht/regiotaxi/nl.json', 'Hoe gaat het bestellen van de taxi?', 'Hoe is de bejegening in de taxi?')
    expect((await run('survey', 'check', join(surveys(), 'taalles'))).code).toBe(0)
    expect((await run('survey', 'check', join(surveys(), 'regiotaxi'))).code).toBe(1)
  })

  test('prints the sentence, the rule and a simpler word, and tips only when asked', async () => {
    replace(
      'utrecht/regiotaxi/nl.json',
      'Hoe gaat het bestellen van de taxi?',
      'Hoe is de bejegening in de organisatie?',
    )
    const print = async (...more: string[]) =>
      (await command(join(folder, 'data'), ['survey', 'language', surveys(), ...more])).out.join('\n')
    const [short, long] = [await print(), await print('--tips')]
    expect(short).toMatch(/^Taalcheck: 1 fout, /u)
    expect(short).toMatch(
      /"Hoe is de bejegening in de organisatie\?"\n +T2 fout: "bejegening" .*\n +Zo maakt u het goed: schrijf liever:/u,
    )
    expect(short).not.toContain('T8')
    expect(long).toMatch(/T8 tip: "organisatie"/u)
  })

  test('without the lists says that nothing was checked', async () => {
    rmSync(join(folder, 'surveys', 'language'), { recursive: true })
    expect(await run('survey', 'check', surveys())).toMatchObject({
      code: 0,
      language: { checked: false, findings: [] },
    })
    const ran = await command(join(folder, 'data'), ['survey', 'language', surveys()])
    expect(ran.out.join('\n')).toMatch(/Geen Taalcheck/u)
  })

  test('with a broken list tells what is wrong with it', async () => {
    writeFileSync(join(folder, 'surveys', 'language', 'jargon.nl.json'), '{')
    const { code, faults } = await run('survey', 'check', surveys())
    expect(code).toBe(1)
    expect(faults?.map(({ file }) => file)).toEqual(['language/jargon.nl.json'])
  })

  test('of a municipality that does not exist lists those that do', async () => {
    const { code, faults } = await run('survey', 'language', join(folder, 'surveys', 'utrech'))
    expect(code).toBe(1)
    expect(faults?.[0]?.mend).toMatch(/bedoelt u "utrecht"/u)
  })
})
