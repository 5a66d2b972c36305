import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import names from '../../client/text/languages.json'
import { publicOutcomes } from '../../server/outcomes.ts'
import { command } from '../support/command.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

const NOW = Date.parse('2026-11-27T15:00:00Z')
const message = { picture: 'ask-help', day: '2026-11-20', state: 'published' } as const

let server: InProcess
beforeAll(async () => {
  server = await startInProcess({ now: () => NOW })
  const { store } = server.house.deps
  store.saveFeedback({ ...message, id: 'a', provider: '', text: 'De stad heeft meer taxi’s.', day: '2026-10-01' })
  store.saveFeedback({ ...message, id: 'b', provider: 'dock', text: 'Wij bellen <sneller> terug.' })
  store.saveFeedback({ ...message, id: 'c', provider: 'dock', text: 'Een concept.', state: 'draft', day: '' })
  store.saveFeedback({ ...message, id: 'd', provider: 'lister', text: 'Weer weg.', state: 'taken-back' })
  expect((await command(server.house.deps.config.dataDir, ['demo', 'load'])).code).toBe(0)
})
afterAll(() => server.stop())

async function page(path: string): Promise<{ readonly status: number; readonly html: string }> {
  const reply = await fetch(server.origin + path)
  return { status: reply.status, html: await reply.text() }
}

describe('what was done', () => {
  test('is on the page of the provider with that of the city, the newest first, and nothing that is not published', async () => {
    const { html } = await page('/gedaan/dock')
    expect(html).not.toMatch(/concept|Weer weg|<script|style=|undefined/)
    expect(html.indexOf('Wij bellen &lt;sneller')).toBeGreaterThan(0)
    expect(html.indexOf('De stad heeft')).toBeGreaterThan(html.indexOf('Wij bellen'))
    expect(html).toContain('20 november 2026')
    expect((await page('/gedaan')).html).not.toContain('Wij bellen')
    expect((await page('/gedaan/lister')).html).toContain('De stad heeft')
  })

  test.each(Object.keys(names))(
    'has its words in %s, the message in Dutch, and a picture that is there',
    async (language) => {
      const { html } = await page(`/gedaan/dock?taal=${language}`)
      expect(html).toContain(`<html lang="${language}"`)
      expect(html).toContain('<p lang="nl" dir="ltr">')
      if (language !== 'nl') expect(html).not.toContain('Wat doen we met')
      const picture = await fetch(`${server.origin}/plaatjes/ask-help.svg`)
      expect([picture.status, picture.headers.get('content-type')]).toEqual([200, expect.stringContaining('svg')])
    },
  )

  test.each(['/gedaan/bestaat-niet', '/uitkomsten/bestaat-niet', '/plaatjes/geheim.svg', '/plaatjes/..%2Findex.svg'])(
    '%s is not there',
    async (path) => {
      expect((await page(path)).status).toBe(404)
    },
  )
})

describe('what people said', () => {
  test('is shown as people out of ten, from full figures of a whole year that is over', async () => {
    const { store } = server.house.deps
    const [span] = store.releasedSpans(null)
    const [{ careType, year, demo, outcomes } = { outcomes: [] }] = publicOutcomes(
      server.house.deps,
      span?.provider ?? '',
    )
    expect(outcomes.length).toBeGreaterThan(0)
    expect([demo, Number(year) < 2026]).toEqual([true, true])
    const { html } = await page(`/uitkomsten/${span?.provider}`)
    expect(html).toContain(careType)
    expect(html).toContain('Dit zijn voorbeelden.')
    expect(html).toMatch(/\d van de 10 mensen:/)
    expect(html).not.toMatch(/<script|style=|undefined|%|\d,\d/)
    expect((html.match(/<circle r="17"/g) ?? []).length).toBe(10 * (html.match(/van de 10 mensen/g) ?? []).length)
  })

  test('is not shown of the year that is not over, nor of the Jeugdwet', () => {
    const { deps } = server.house
    const [span] = deps.store.releasedSpans(null)
    const then = { ...deps, now: () => Date.parse(`${span?.from.slice(0, 4)}-12-31T00:00:00Z`) }
    expect(publicOutcomes(then, span?.provider ?? '')).toEqual([])
    const careTypes = deps.municipality.careTypes.map((one) => ({ ...one, track: 'jeugd' as const }))
    const youth = { ...deps, municipality: { ...deps.municipality, careTypes } }
    expect(publicOutcomes(youth, span?.provider ?? '')).toEqual([])
  })

  test('of too few is said to be of too few', async () => {
    const { store } = server.house.deps
    const told = new Set(store.releasedSpans(null).map(({ provider }) => provider))
    const silent = store.providers().find(({ id }) => !told.has(id))
    expect((await page(`/uitkomsten/${silent?.id}`)).html).toContain('Er zijn nog te weinig antwoorden.')
  })
})
