import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Deps } from '../../server/deps.ts'
import { toResponse } from '../../shared/response.ts'
import { newRun, type Run, step } from '../../shared/run.ts'
import type { Answer } from '../../shared/survey/answer.ts'
import { shownQuestions } from '../../shared/survey/route.ts'
import type { Question, Survey } from '../../shared/survey/survey.ts'
import type { Envelope } from '../../shared/wire.ts'
import { openPlain, type PlainPage, sendPlain } from '../support/plain-form.ts'
import { type InProcess, startInProcess, temporaryFolder } from '../support/server.ts'

const clientDir = temporaryFolder()
const NOW = Date.UTC(2026, 10, 26)
let server: InProcess
let time = NOW
let broken = false
/** Ids of what the plain form gave to the ingest. */
let sentIds: string[] = []

beforeAll(async () => {
  mkdirSync(join(clientDir, 'respond'))
  const built =
    '<!doctype html><html lang="nl"><head><title>x</title><script type="module" src="/a.js"></script></head><body><div id="app"></div></body></html>'
  writeFileSync(join(clientDir, 'respond/index.html'), built)
  const change = (deps: Deps): Deps => ({
    ...deps,
    ingest: async (request) => {
      sentIds.push(...(request.envelopes as readonly Envelope[]).map(({ id }) => id))
      return broken
        ? { protocol: 1, epoch: '', results: [{ id: '', hash: '', verdict: 'later', retryAfter: 1 }] }
        : deps.ingest(request)
    },
  })
  server = await startInProcess({ clientDir, now: () => time, change })
})
beforeEach(() => {
  time = NOW
  broken = false
  sentIds = []
})
afterAll(async () => {
  await server.stop()
  rmSync(clientDir, { recursive: true, force: true })
})

const store = () => server.house.deps.store
const rows = () => store().verify().responses

function linkOf(survey: string): string {
  const collector = store()
    .collectors()
    .find(({ surveys }) => surveys.includes(survey))
  return `${server.origin}/v/${collector?.code}`
}

/** What a person sends for a question: the first answer, or that text. */
const choose = ({ values }: PlainPage): readonly string[] =>
  values[0] === undefined ? ['Het ging\r\ngoed.'] : [values[0]]

/** Opens the link and answers every question with its first answer, up to the overview. */
async function toOverview(url: string): Promise<PlainPage> {
  let page = await openPlain(url)
  for (let steps = 0; page.hidden.shown !== undefined; steps++) {
    if (steps > 25) throw new Error(`no end at ${page.heading}`)
    page = await sendPlain(url, page, 'next', { answer: choose(page) })
  }
  return page
}

/** The same run in the app: the same answers, moved by the same rules. */
function inApp(survey: Survey, answerTo: (question: Question) => Answer): Run {
  let run = step(survey, newRun('', '', survey, 'nl'), { type: 'begin' })
  while (run.place.at === 'question') {
    const id = run.place.question
    const question = shownQuestions(survey, run.answers).find((each) => each.id === id)
    if (!question) throw new Error('a question that is not shown')
    run = step(survey, step(survey, run, { type: 'answer', question: id, answer: answerTo(question) }), {
      type: 'next',
    })
  }
  return run
}

function firstAnswer({ kind, options = [] }: Question): Answer {
  const value = options[0]?.value ?? ''
  return kind === 'text' ? 'Het ging\ngoed.' : kind === 'choices' ? [String(value)] : value
}

const SURVEYS = ['buurtteam-sociaal', 'jeugdhulp-ouders', 'wmo-landelijk', 'dagbegeleiding']

test.each(SURVEYS)('%s: what is stored is what the app would have sent', async (id) => {
  const url = linkOf(id)
  const before = rows()
  const overview = await toOverview(url)
  expect([overview.heading, rows(), sentIds]).toEqual([expect.stringMatching(/antwoorden\?$/), before, []])
  const thanks = await sendPlain(url, overview, 'send')
  expect(thanks.html).toContain('Bewaard. Verstuurd.')
  expect(rows()).toBe(before + 1)
  const survey = server.house.deps.surveys.get(id)
  if (!survey) throw new Error('no survey')
  const expected = toResponse(survey, inApp(survey, firstAnswer), { month: '2026-11', channel: 'own-device' })
  const stored = store().response(sentIds[0] ?? '')
  expect(stored).toMatchObject({ ...expected, id: sentIds[0], collector: url.split('/').at(-1) })
  expect(store().verify().differences).toEqual([])
})

describe('the way', () => {
  const url = () => linkOf('buurtteam-sociaal')

  test('a question without an answer is asked about, and skipped only then', async () => {
    const first = await openPlain(url())
    const ask = await sendPlain(url(), first, 'next')
    expect(ask.heading).toBe('Wilt u deze vraag overslaan?')
    const back = await sendPlain(url(), ask, 'stay')
    expect(back.hidden.shown).toBe(first.hidden.shown)
    const second = await sendPlain(url(), ask, 'skip')
    expect(second.hidden.shown).not.toBe(first.hidden.shown)
    const again = await sendPlain(url(), second, 'back')
    expect([again.hidden.shown, again.checked]).toEqual([first.hidden.shown, []])
  })

  test('what was chosen stays on Terug, Verander, Taal and a larger text', async () => {
    const first = await openPlain(url())
    const second = await sendPlain(url(), first, 'next', { answer: '2' })
    const back = await sendPlain(url(), second, 'back', { answer: '3' })
    expect([back.hidden.shown, back.checked]).toEqual([first.hidden.shown, ['2']])
    const forth = await sendPlain(url(), back, 'next', { answer: '2' })
    expect(forth.checked).toEqual(['3'])
    const larger = await sendPlain(url(), forth, 'size:150:nu', { answer: '1' })
    expect([larger.checked, larger.html.includes('data-text-size="150"')]).toEqual([['1'], true])
    const languages = await sendPlain(url(), larger, 'language', { answer: '1' })
    const arabic = await sendPlain(url(), languages, 'speak', { language: 'ar' })
    expect(arabic.html).toMatch(/<html lang="ar" dir="rtl" data-text-size="150">/)
    expect([arabic.hidden.shown, arabic.checked]).toEqual([forth.hidden.shown, ['1']])
  })

  test('contrast and answer style hold until the end, and what was chosen stays', async () => {
    const first = await openPlain(url())
    const thumbs = await sendPlain(url(), first, 'style:thumbs:vraag', { answer: '3' })
    expect([thumbs.hidden.shown, thumbs.checked, thumbs.html.includes('ew-thumb')]).toEqual([
      first.hidden.shown,
      ['3'],
      true,
    ])
    const high = await sendPlain(url(), thumbs, 'contrast:high:nu')
    expect(high.html).toContain('<html lang="nl" dir="ltr" data-contrast="high">')
    let page = high
    while (page.hidden.shown) {
      const [asked = ''] = page.html.split('ew-step--hulp-nu')
      expect(asked.match(/ew-face__eye/g)).toBeNull()
      page = await sendPlain(url(), page, 'next', { answer: choose(page) })
    }
    const normal = await sendPlain(url(), page, 'contrast:normal:nu')
    expect(normal.html).toContain('data-contrast="normal"')
    const words = await sendPlain(url(), normal, 'style:words:nu')
    expect([words.deeds.includes('send'), words.html.includes('ew-overview__face')]).toEqual([true, false])
    const thanks = await sendPlain(url(), words, 'send')
    expect(thanks.html).toContain('data-contrast="normal"')
  })

  test('before the first question too, and then the intro comes', async () => {
    const intro = await sendPlain(url(), await openPlain(url()), 'contrast:high:begin')
    expect([intro.html.includes('data-contrast="high"'), intro.deeds.includes('begin')]).toEqual([true, true])
  })

  test('every page that holds answers says not to close it, the last one no more', async () => {
    const warning = 'Laat deze pagina open. Anders zijn uw antwoorden weg.'
    const first = await openPlain(url())
    expect(first.html).toContain(`<noscript><p class="ew-plain-note">${warning}`)
    const overview = await toOverview(url())
    for (const deed of ['stop', 'language', 'back']) {
      expect((await sendPlain(url(), overview, deed)).html, deed).toContain(warning)
    }
    expect(overview.html).toContain(warning)
    expect((await sendPlain(url(), overview, 'send')).html).not.toContain(warning)
  })

  test('a changed answer hides the question that hung on it, with its answer', async () => {
    const survey = server.house.deps.surveys.get('buurtteam-sociaal')
    const hidden = survey?.questions.find(({ showIf }) => showIf)
    const on = hidden?.showIf?.question ?? ''
    const values = survey?.questions.find(({ id }) => id === on)?.options?.map(({ value }) => value) ?? []
    const away = values.find((value) => !hidden?.showIf?.in.includes(value))
    let page = await openPlain(url())
    while (page.hidden.shown) {
      const answer = page.hidden.shown === on ? [String(hidden?.showIf?.in[0])] : choose(page)
      page = await sendPlain(url(), page, 'next', { answer })
    }
    expect(page.deeds).toContain(`change:${hidden?.id}`)
    const changing = await sendPlain(url(), page, `change:${on}`)
    const overview = await sendPlain(url(), changing, 'next', { answer: String(away) })
    expect(overview.deeds).toContain(`change:${on}`)
    expect(overview.deeds).not.toContain(`change:${hidden?.id}`)
    await sendPlain(url(), overview, 'send')
    expect(store().response(sentIds[0] ?? '')?.answers).not.toHaveProperty(hidden?.id ?? '')
  })

  test('Stoppen and Ja keep the answers so far; Nee keeps nothing, and no page of it goes on', async () => {
    const before = rows()
    const second = await sendPlain(url(), await openPlain(url()), 'next', { answer: '3' })
    const stop = await sendPlain(url(), second, 'stop', { answer: '1' })
    expect(stop.html).toContain('U gaf 2 antwoorden.')
    const gone = await sendPlain(url(), stop, 'discard')
    expect([gone.heading, rows()]).toEqual(['Uw antwoorden zijn weg.', before])
    for (const [page, deed] of [
      [second, 'next'],
      [stop, 'send'],
      [stop, 'stay'],
    ] as const) {
      expect((await sendPlain(url(), page, deed)).heading).toBe('Uw antwoorden zijn weg.')
    }
    const other = await sendPlain(url(), await openPlain(url()), 'stop', { answer: '3' })
    expect((await sendPlain(url(), other, 'send')).html).toContain('Bewaard. Verstuurd.')
    expect(rows()).toBe(before + 1)
  })

  test('Snel weg ends on another site, and no page of it goes on', async () => {
    const second = await sendPlain(url(), await openPlain(url()), 'next', { answer: '3' })
    for (const page of [await openPlain(url()), second]) {
      const left = await sendPlain(url(), page, 'leave')
      expect([left.status, left.headers.get('location')]).toEqual([303, server.house.deps.municipality.quickExit])
      expect(left.headers.get('clear-site-data')).toBe('"cache"')
      expect(left.headers.get('content-security-policy')).toContain(`form-action 'self' https://`)
    }
    expect((await sendPlain(url(), second, 'next', { answer: '3' })).heading).toBe('Uw antwoorden zijn weg.')
  })

  test('a text in which somebody is named is shown before it goes on, and once', async () => {
    let page = await openPlain(url())
    while (page.values.length > 0) page = await sendPlain(url(), page, 'next', { answer: choose(page) })
    const text = 'Bel mij op 06 12345678.'
    const warned = await sendPlain(url(), page, 'next', { answer: text })
    expect(warned.html).toContain('<mark')
    const changed = await sendPlain(url(), warned, 'stay')
    expect(changed.html).toContain(text)
    const overview = await sendPlain(url(), warned, 'keep:next')
    expect(overview.deeds).toContain('send')
    expect((await sendPlain(url(), overview, 'send')).html).toContain('Bewaard. Verstuurd.')
  })
})

describe('Versturen', () => {
  const url = () => linkOf('wmo-landelijk')

  test('twice at the same time, again after a reload, or from an older page stores one response', async () => {
    const before = rows()
    const overview = await toOverview(url())
    const pages = await Promise.all([1, 2, 3].map(() => sendPlain(url(), overview, 'send')))
    pages.push(await sendPlain(url(), overview, 'send'))
    const codes = pages.map(({ html }) =>
      [...html.matchAll(/ew-code__group">(\w{4})/g)].map(([, group]) => group).join(''),
    )
    expect(pages.every(({ html }) => html.includes('Bewaard. Verstuurd.'))).toBe(true)
    expect(codes[0]).toHaveLength(24)
    expect(new Set(codes).size).toBe(1)
    expect(rows()).toBe(before + 1)
  })

  test('after that no page of the run shows an answer, and another answer is not called kept', async () => {
    const overview = await toOverview(url())
    const changing = await sendPlain(url(), overview, 'change:wmo1')
    const question = await sendPlain(url(), overview, overview.deeds.find((deed) => deed.startsWith('change:')) ?? '')
    await sendPlain(url(), overview, 'send')
    for (const page of [overview, changing]) {
      const shown = await sendPlain(url(), page, 'stay')
      expect([shown.heading, shown.values, shown.html.includes('ew-code')]).toEqual([
        'Dank u wel. U bent klaar.',
        [],
        false,
      ])
    }
    const other = await sendPlain(url(), question, 'send', { answer: question.values.at(-1) ?? '' })
    expect(other.heading).toBe('U heeft al antwoorden verstuurd.')
  })

  test('answers taken back by their code are not called kept again', async () => {
    const overview = await toOverview(url())
    const { html } = await sendPlain(url(), overview, 'send')
    const code = [...html.matchAll(/ew-code__group">(\w{4})/g)].map(([, group]) => group).join('')
    await fetch(`${server.origin}/intrekken`, { method: 'POST', body: new URLSearchParams({ code }) })
    expect(store().response(sentIds[0] ?? '')).toBeNull()
    expect((await sendPlain(url(), overview, 'send')).html).not.toContain('Bewaard')
  })

  test('what cannot be stored now is not called kept, and the page still holds it', async () => {
    const before = rows()
    const overview = await toOverview(url())
    broken = true
    const held = await sendPlain(url(), overview, 'send')
    expect([held.status, held.heading, rows()]).toEqual([200, 'Bewaren lukt nog niet.', before])
    broken = false
    expect((await sendPlain(url(), held, 'send')).html).toContain('Bewaard. Verstuurd.')
    expect(rows()).toBe(before + 1)
  })

  test('a collector that was closed in the meantime still takes in what was begun; nothing new begins', async () => {
    const code = url().split('/').at(-1) ?? ''
    const first = await openPlain(url())
    const overview = await toOverview(url())
    const link = url()
    store().closeCollector(code)
    expect((await sendPlain(link, overview, 'send')).html).toContain('Bewaard. Verstuurd.')
    const closed = await openPlain(link)
    expect([closed.status, closed.heading]).toEqual([410, 'Deze vragenlijst is gesloten.'])
    expect((await sendPlain(link, first, 'next', { answer: '1' })).heading).toBe('Deze vragenlijst is gesloten.')
    const collector = store().collector(code)
    if (collector) store().saveCollector({ ...collector, closed: false })
  })

  test('a collector that is paused still takes in what was begun; nothing new begins until it is resumed', async () => {
    const first = await openPlain(url())
    const overview = await toOverview(url())
    const link = url()
    const collector = store().collector(link.split('/').at(-1) ?? '')
    if (!collector) throw new Error('no collector')
    store().saveCollector({ ...collector, paused: true })
    expect((await sendPlain(link, overview, 'send')).html).toContain('Bewaard. Verstuurd.')
    const paused = await openPlain(link)
    expect([paused.status, paused.heading]).toEqual([409, 'Deze vragenlijst heeft nu pauze.'])
    expect(paused.html).toContain('Wij weten nog niet wanneer het weer kan.')
    expect((await sendPlain(link, first, 'next', { answer: '1' })).heading).toBe('Deze vragenlijst heeft nu pauze.')
    store().saveCollector(collector)
    expect((await openPlain(link)).status).toBe(200)
  })
})
