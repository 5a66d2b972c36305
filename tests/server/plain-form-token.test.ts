import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openPlain, type PlainPage, sendPlain } from '../support/plain-form.ts'
import { type InProcess, startInProcess, temporaryFolder } from '../support/server.ts'

const clientDir = temporaryFolder()
const NOW = Date.UTC(2026, 10, 26)
const DAY_MS = 86_400_000
const STALE = 'Deze pagina werkt niet meer.'
let server: InProcess
let time = NOW
let url: string
let other: string
/** The page of the second question, with an answer to the first. */
let second: PlainPage

beforeAll(async () => {
  mkdirSync(join(clientDir, 'respond'))
  writeFileSync(join(clientDir, 'respond/index.html'), '<html lang="nl"><title>x</title><div id="app"></div></html>')
  server = await startInProcess({ clientDir, now: () => time })
  const linkOf = (survey: string) =>
    `${server.origin}/v/${server.house.deps.store.collectors().find(({ surveys }) => surveys.includes(survey))?.code}`
  url = linkOf('individuele-begeleiding')
  other = linkOf('regiotaxi')
})
beforeEach(async () => {
  time = NOW
  second = await sendPlain(url, await openPlain(url), 'next', { answer: '3' })
})
afterAll(async () => {
  await server.stop()
  rmSync(clientDir, { recursive: true, force: true })
})

const token = () => second.hidden.run ?? ''
const withToken = (run: string) => ({ hidden: { ...second.hidden, run } })

describe('the sealed run', () => {
  test('can be read by nobody on the way and is as long whatever was answered', async () => {
    const bytes = Buffer.from(token(), 'base64url').toString('latin1')
    expect(bytes).not.toMatch(/answers|individuele|komen/)
    const lengths = new Set<number>()
    for (const answer of [[], ['1'], ['3'], ['dont-know']]) {
      lengths.add((await sendPlain(url, await openPlain(url), 'next', { answer })).hidden.run?.length ?? 0)
    }
    let page = second
    while (page.values.length > 0) page = await sendPlain(url, page, 'next', { answer: page.values.slice(0, 1) })
    for (const answer of ['', 'Goed.', 'é'.repeat(500), '😀'.repeat(500)]) {
      lengths.add((await sendPlain(url, page, 'stay', { answer })).hidden.run?.length ?? 0)
    }
    expect([...lengths]).toEqual([token().length])
  })

  test('differs each time, for the same answers too', async () => {
    const again = await sendPlain(url, second, 'stay')
    expect(again.hidden.run).not.toBe(token())
  })

  test.each([
    ['one letter changed', (run: string) => `${run.slice(0, 40)}${run[40] === 'A' ? 'B' : 'A'}${run.slice(41)}`],
    ['cut off', (run: string) => run.slice(0, 100)],
    ['a letter more in front', (run: string) => `AAAA${run}`],
    ['something else', () => 'x'],
    ['a long something else', () => 'A'.repeat(20_000)],
  ])('%s: a page that says what to do, and nothing of the answers', async (_, change) => {
    const page = await sendPlain(url, withToken(change(token())), 'next', { answer: '1' })
    expect([page.status, page.heading, page.hidden]).toEqual([200, STALE, {}])
    expect(page.html).toMatch(/href="\/v\/[A-Z0-9]{7}\?taal=nl"/)
  })

  test('of another collector is not taken', async () => {
    expect((await sendPlain(other, second, 'next')).heading).toBe(STALE)
  })

  test('of another server is not taken', async () => {
    const elsewhere = await startInProcess({ clientDir })
    const { store } = elsewhere.house.deps
    const collector = server.house.deps.store.collector(url.split('/').at(-1) ?? '')
    if (collector) store.saveCollector({ ...collector, location: '' })
    const page = await sendPlain(url.replace(server.origin, elsewhere.origin), second, 'next')
    await elsewhere.stop()
    expect(page.heading).toBe(STALE)
  })

  test('lives for a day from the last page on', async () => {
    time = NOW + DAY_MS - 1000
    const third = await sendPlain(url, second, 'next', { answer: '1' })
    time = NOW + DAY_MS + 1000
    expect((await sendPlain(url, second, 'next', { answer: '1' })).heading).toBe(STALE)
    expect((await sendPlain(url, third, 'back')).hidden.shown).toBe(second.hidden.shown)
  })
})

describe('what is not a form of ours', () => {
  const code = () => url.split('/').at(-1) ?? ''

  test('from another site is refused, from a browser that says nothing it is taken', async () => {
    const first = await openPlain(url)
    const from = async (headers: Record<string, string>) =>
      (await sendPlain(url, first, 'next', { answer: '1' }, headers)).status
    expect(await from({ origin: 'https://elders.example' })).toBe(403)
    expect(await from({ 'sec-fetch-site': 'cross-site' })).toBe(403)
    expect(await from({ origin: 'null', 'sec-fetch-site': 'cross-site' })).toBe(403)
    expect(await from({ origin: server.origin })).toBe(200)
    expect(await from({ origin: 'null' })).toBe(200)
    expect(await from({})).toBe(200)
  })

  test('a body too large, in another form or of an unknown collector gets a page', async () => {
    const post = (path: string, body: string, type = 'application/x-www-form-urlencoded') =>
      fetch(server.origin + path, { method: 'POST', body, headers: { 'content-type': type } })
    const large = await post(`/v/${code()}`, `answer=${'a'.repeat(200_000)}`)
    expect([large.status, await large.text()]).toEqual([413, expect.stringContaining(STALE)])
    const many = await post(`/v/${code()}`, 'answer=1&'.repeat(1000))
    expect(many.status).toBe(413)
    const json = await post(`/v/${code()}`, '{"do":"next"}', 'application/json')
    expect([json.status, await json.text()]).toEqual([200, expect.stringContaining('Begin')])
    const unknown = await post('/v/ZZZZZZZ', 'do=next')
    expect([unknown.status, await unknown.text()]).toEqual([404, expect.stringContaining('Deze code kennen we niet.')])
    const put = await fetch(`${server.origin}/v/${code()}`, { method: 'PUT' })
    expect([put.status, put.headers.get('allow')]).toEqual([405, 'HEAD, GET, POST'])
  })

  test('whatever comes, the server answers with a page and stores nothing', async () => {
    const before = server.house.deps.store.verify().responses
    const word = fc.oneof(
      fc.constantFrom(
        'next',
        'back',
        'skip',
        'stop',
        'stay',
        'language',
        'speak',
        'begin',
        'choose:regiotaxi',
        'size:9',
      ),
      fc.constantFrom(
        'change:',
        'change:__proto__',
        'keep:next',
        'keep:',
        'constructor',
        ':',
        'size:150:vraag',
        'style:x',
        'contrast:',
      ),
      fc.string({ unit: 'binary', maxLength: 30 }),
    )
    const value = fc.oneof(fc.constantFrom('1', 'nl', 'ar', 'komen', '__proto__'), fc.string({ unit: 'binary' }))
    const names = fc.constantFrom('run', 'shown', 'answer', 'language', 'survey', 'do', '__proto__', 'toString', 'x')
    const extra = fc.array(fc.tuple(names, value), { maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(word, extra, fc.boolean(), async (deed, fields, ours) => {
        const body = new URLSearchParams([...(ours ? Object.entries(second.hidden) : []), ...fields, ['do', deed]])
        const reply = await fetch(url, { method: 'POST', body, redirect: 'manual' })
        expect(reply.status).toBeLessThan(500)
        expect(await reply.text()).toContain('<h1')
      }),
      { numRuns: 400 },
    )
    expect(server.house.deps.store.verify().responses).toBe(before)
  })
})

test('no cookie, no answer in an address, no store and no log', async () => {
  const pages = [await openPlain(url), second, await sendPlain(url, second, 'stop', { answer: '1' })]
  for (const { headers, html } of pages) {
    expect(headers.get('set-cookie')).toBeNull()
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-robots-tag')).toBe('noindex')
    expect(headers.get('referrer-policy')).toBe('same-origin')
    for (const [, link = ''] of html.matchAll(/(?:href|action)="([^"]*)"/g)) {
      expect(link).toMatch(
        /^(#|tel:|https:|\/v\/[A-Z0-9]{7}(\?taal=[a-z]+|#hulp-nu)?$|\/intrekken\?taal=[a-z]+$|\/(assets|icons|manifest))/,
      )
    }
  }
  expect(second.html).not.toContain('<script')
  expect(server.logged).toEqual([])
})

test('an address in a language begins with the intro in it; one that is not there is passed over', async () => {
  const arabic = await openPlain(`${url}?taal=ar`)
  expect(arabic.html).toContain('<html lang="ar" dir="rtl"')
  expect(arabic.html.indexOf('ew-step--begin')).toBeLessThan(arabic.html.indexOf('ew-step--taal'))
  expect((await sendPlain(url, arabic, 'next', { answer: '3' })).html).toContain('<html lang="ar" dir="rtl"')
  const dutch = await openPlain(`${url}?taal=xx`)
  expect(dutch.html).toContain('<html lang="nl" dir="ltr"')
  expect(dutch.html.indexOf('ew-step--taal')).toBeLessThan(dutch.html.indexOf('ew-step--begin'))
  const turkish = await openPlain(url, { 'accept-language': 'tr-TR,tr;q=0.9' })
  expect(turkish.html.indexOf('>Türkçe<')).toBeLessThan(turkish.html.indexOf('>English<'))
})
