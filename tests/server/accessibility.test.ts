import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accessibilityPage, accessibilityReportSchema } from '../../server/pages/accessibility.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

let server: InProcess
const file = join(import.meta.dirname, '../../server/pages/accessibility-report.json')
const report = v.parse(accessibilityReportSchema, JSON.parse(readFileSync(file, 'utf8')))

beforeAll(async () => {
  server = await startInProcess()
})
afterAll(() => server.stop())

describe('GET /toegankelijkheid', () => {
  test('says what the report in the repository says, with every place filled and no script', async () => {
    const reply = await fetch(`${server.origin}/toegankelijkheid`)
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    const html = await reply.text()
    const { survey, paper, portal, pages } = report.parts
    expect(html).toContain(`datetime="${report.date}"`)
    expect(html).toContain(`axe ${report.axe}, in Chromium ${report.chromium}`)
    expect(html).toContain(`versie ${report.version}`)
    expect(html).toContain(`De vragenlijst: ${survey.screens} schermen.`)
    for (const { checks } of [paper, portal, pages]) expect(html).toContain(`Aantal tests: ${checks}.`)
    const violations = survey.violations + paper.violations + portal.violations + pages.violations
    expect(html).toContain(`Fouten die de computer vond: ${violations}.`)
    expect(html).toContain('Nog niet volledig onderzocht.')
    expect(html).not.toMatch(/\{\{|<script|style=|\son\w+=/)
  })

  test('gives the help lines of the municipality, and says which number is an example', async () => {
    const html = await (await fetch(`${server.origin}/toegankelijkheid`)).text()
    for (const { kind, phone, placeholder } of server.house.deps.municipality.help) {
      if (kind !== 'help' && kind !== 'complaint') continue
      const item = html.split('<li>').find((one) => one.includes(phone ?? ''))
      expect(item).toMatch(placeholder ? /Dit nummer is een voorbeeld/ : /^(?!.*voorbeeld)/s)
    }
  })

  test('is linked from the start page', async () => {
    expect(await (await fetch(server.origin)).text()).toContain('href="/toegankelijkheid"')
  })
})

describe('the statement', () => {
  const municipality = { productName: '<b>', name: 'A & B', help: [] }

  test('without a report says plainly that there is none', () => {
    const html = accessibilityPage(null, municipality)
    expect(html).toContain('Dat weten wij nu niet.')
    expect(html).not.toMatch(/\{\{|Chromium \d|Fouten die/)
  })

  test('names languages in Dutch', () => {
    const survey = { ...report.parts.survey, languages: ['ar', 'nl'] }
    const html = accessibilityPage({ ...report, parts: { ...report.parts, survey } }, municipality)
    expect(html).toContain('Talen: Arabisch en Nederlands.')
  })

  test('names the rules that were broken', () => {
    const survey = { ...report.parts.survey, violations: 3, rules: ['color-contrast', 'label'] }
    const html = accessibilityPage({ ...report, parts: { ...report.parts, survey } }, municipality)
    expect(html).toContain('(color-contrast en label)')
    expect(html).not.toContain('vond: 0')
  })

  test('keeps a name from being read as HTML', () => {
    expect(accessibilityPage(report, municipality)).toContain('A &#38; B')
    expect(accessibilityPage(report, municipality)).not.toContain('<b>')
  })
})
