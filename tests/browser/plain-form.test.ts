import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Deps } from '../../server/deps.ts'
import type { Envelope } from '../../shared/wire.ts'
import { recordChecked } from '../support/accessibility-report.ts'
import { openBrowser, PHONE } from '../support/browser.ts'
import { codeFor } from '../support/respondent.ts'
import { type InProcess, startInProcess } from '../support/server.ts'
import { type Scriptless, scriptlessOn, violationsOf, withoutScript } from '../support/without-script.ts'

/** Has a question that hangs on another, a grade, and one for own words. */
const SURVEY = 'buurtteam-sociaal'
const NAMED = 'Bel mij op 06 12345678.'

let server: InProcess
let browser: Browser
/** Where axe reads what stands on a page without script. */
let reader: BrowserContext
let url: string
let person: Scriptless
/** Ids of what came in. */
let sentIds: string[] = []

beforeAll(async () => {
  const change = (deps: Deps): Deps => ({
    ...deps,
    ingest(request) {
      sentIds.push(...(request.envelopes as readonly Envelope[]).map(({ id }) => id))
      return deps.ingest(request)
    },
  })
  server = await startInProcess({ change })
  browser = await openBrowser()
  reader = await browser.newContext(PHONE)
  url = `${server.origin}/v/${codeFor(server, SURVEY)}`
})
beforeEach(() => {
  sentIds = []
})
afterEach(() => person.page.context().close())
afterAll(async () => {
  await browser.close()
  await server.stop()
})

const rows = () => server.house.deps.store.verify().responses

/** The one response that came in. */
function stored() {
  expect(new Set(sentIds).size).toBe(1)
  return server.house.deps.store.response(sentIds[0] ?? '')
}

async function open(address = url): Promise<void> {
  person = await withoutScript(browser, address)
}

/** At the first question, past the language and the intro. */
async function atQuestion(): Promise<void> {
  await open(`${url}?taal=nl`)
  await person.seen('.ew-bar-button--next').click()
}

/** Answers every question from here on with what stands for it, and stops at the first screen that is none. */
async function answer(answers: Readonly<Record<string, string>>): Promise<void> {
  for (let question = await person.asked(); question !== null; question = await person.asked()) {
    const value = answers[question]
    if (value === undefined) return
    const field = person.seen('textarea')
    if ((await field.count()) > 0) await field.fill(value)
    else await person.choose(value)
    await person.send('next')
  }
}

/** Nothing of a run may lie in the browser's files: so it must ask the server again, and asks the person first. */
async function goBackByBrowser(): Promise<void> {
  const asked = person.page.waitForEvent('framenavigated')
  await expect(person.page.goBack()).rejects.toThrow('ERR_CACHE_MISS')
  await asked
}

/** Says yes to that. The browser may still be putting its question in the place of the page; a try before that does
 *  nothing. */
async function sendOnceMore(): Promise<void> {
  const tryIt = () =>
    person.page.reload().then(
      () => 'sent',
      (error: unknown) => String(error),
    )
  await expect.poll(tryIt, { timeout: 30_000 }).toBe('sent')
}

const codeOn = async () => (await person.seen('.ew-code__letters').innerText()).replace(/\s/g, '')

test.each(['nl', 'ar'])(
  'a whole survey without script, with changes of mind on the way, is stored once as it was chosen: %s',
  async (language) => {
    const before = rows()
    const faults: string[] = []
    const look = async (screen: string) => {
      const found = await violationsOf(reader, person)
      recordChecked(person.page, { part: 'survey', screen: `without script: ${screen}`, language }, found)
      faults.push(...found.map(({ id, nodes }) => `${screen}: ${id} ${nodes[0]?.html.slice(0, 120)}`))
      const spoken = await person.page.evaluate(() => [document.documentElement.lang, document.documentElement.dir])
      expect(spoken, screen).toEqual([language, language === 'ar' ? 'rtl' : 'ltr'])
    }
    await open()
    await person.seen(`a[lang="${language}"]`).click()
    await person.seen('.ew-intro').waitFor()
    await look('intro')
    await person.seen('a[href="#taal"]').click()
    await look('language')
    await person.seen('a[href="#begin"]').first().click()
    await person.seen('a[href="#vraag"]').click()
    await look('question')
    await person.seen('a[href="#hulp-vraag"]').click()
    await look('help')
    await person.seen('a[href="#vraag"]').click()

    // A question without an answer: no, I want to choose. The next one: yes, skip it.
    await person.send('next')
    await look('skip')
    await person.send('stay')
    await answer({ 'hulp-vinden': '3' })
    await person.send('next')
    await person.send('skip')
    expect(await person.asked()).toBe('omgaan')

    // Back, and another answer.
    await answer({ omgaan: '1' })
    await person.send('back')
    expect(await person.seen('input:checked').getAttribute('value')).toBe('1')
    await person.choose('2')
    await person.send('back')
    expect(await person.asked()).toBe('wachttijd')
    expect(await person.seen('input:checked').count()).toBe(0)
    await person.send('next')
    await person.send('skip')
    expect(await person.seen('input:checked').getAttribute('value')).toBe('2')

    // Through the question that is asked only after "finished".
    await answer({ omgaan: '2', 'samen-oplossing': '3', past: '1', 'beter-redden': 'dont-know', cijfer: '7' })
    await look('question with choices')
    await answer({ fase: 'finished', 'zelf-verder': '1', wie: 'together' })
    expect(await person.asked()).toBe('vertel')
    await look('question with room for words')
    await person.send('stop')
    await look('stop')
    await person.send('stay')
    await answer({ vertel: NAMED })
    expect(await person.seen('mark').innerText()).toContain('06 12345678')
    await look('a word on names')
    await person.send('stay')
    expect(await person.seen('textarea').inputValue()).toBe(NAMED)
    await answer({ vertel: 'Zie:\n"goed" & <b>snel</b>' })

    // Changed in the overview: what hung on the first answer is gone, and asked again when it comes back.
    await look('overview')
    await person.send('change:fase')
    await answer({ fase: 'ongoing' })
    expect(await person.deed('change:zelf-verder').count()).toBe(0)
    expect(await person.deed('send').count()).toBe(1)

    // The page that Back may bring up again from the browser's memory.
    const copy = await person.page.context().newPage()
    const markup = await person.page.content()
    await copy.route(url, (route) =>
      route.request().method() === 'GET' ? route.fulfill({ body: markup, contentType: 'text/html' }) : route.continue(),
    )
    await copy.goto(url)

    await Promise.all([person.page.waitForEvent('load'), person.deed('send').dblclick()])
    await person.seen('.ew-thanks').waitFor()
    await look('thanks')
    const code = await codeOn()
    expect(code).toHaveLength(24)
    expect(stored()).toMatchObject({ channel: 'own-device', language, answeredBy: 'together', phase: 'ongoing' })
    const chosen = { 'hulp-vinden': 3, omgaan: 2, 'samen-oplossing': 3, past: 1, cijfer: 7 }
    expect(stored()?.answers).toEqual({
      ...chosen,
      wachttijd: { missing: 'skipped' },
      'beter-redden': { missing: 'dont-know' },
      fase: 'ongoing',
      wie: 'together',
      vertel: 'Zie:\n"goed" & <b>snel</b>',
    })

    await scriptlessOn(copy).send('send')
    expect((await copy.locator('.ew-code__letters').innerText()).replace(/\s/g, '')).toBe(code)
    expect(rows()).toBe(before + 1)
    expect(server.house.deps.store.verify().differences).toEqual([])
    expect(faults).toEqual([])
  },
)

describe('on the way', () => {
  test('Back of the browser, and its question whether to send once more, lead to the page before', async () => {
    await atQuestion()
    await answer({ 'hulp-vinden': '3', wachttijd: '1' })
    expect(await person.asked()).toBe('omgaan')
    await goBackByBrowser()
    await sendOnceMore()
    expect(await person.asked()).toBe('wachttijd')
    await answer({ wachttijd: '2' })
    expect(await person.asked()).toBe('omgaan')
    await person.send('stop')
    await person.send('send')
    expect(stored()?.answers).toMatchObject({ 'hulp-vinden': 3, wachttijd: 2 })
  })

  test('after Versturen, Back and a second press find thanks and store nothing more', async () => {
    const before = rows()
    await atQuestion()
    await answer({ 'hulp-vinden': '3' })
    await person.send('stop')
    await person.send('send')
    expect(rows()).toBe(before + 1)
    await goBackByBrowser()
    await sendOnceMore()
    expect(await person.seen('.ew-thanks').count()).toBe(1)
    expect(await person.seen('.ew-code').count()).toBe(0)
    expect(rows()).toBe(before + 1)
  })

  test('Stoppen keeps what was answered, or throws it away', async () => {
    const before = rows()
    for (const kept of [true, false]) {
      await person?.page.context().close()
      await atQuestion()
      await answer({ 'hulp-vinden': '3' })
      await person.choose('2')
      await person.send('stop')
      expect(await person.seen('.ew-ask__text').innerText()).toContain('2 antwoorden')
      await person.send(kept ? 'send' : 'discard')
      expect(await person.heading()).toBe(kept ? 'Dank u wel. U bent klaar.' : 'Uw antwoorden zijn weg.')
    }
    expect(rows()).toBe(before + 1)
    expect(stored()?.answers).toMatchObject({ 'hulp-vinden': 3, wachttijd: 2 })
  })

  test('Snel weg ends elsewhere, and Back shows nothing of it', async () => {
    await atQuestion()
    const { page } = person
    await page.context().route('https://**', (route) => route.fulfill({ body: 'weather', contentType: 'text/html' }))
    await answer({ 'hulp-vinden': '3', wachttijd: '1' })
    await person.deed('leave').click()
    await page.waitForURL('https://**')
    await page.goBack()
    expect(await person.heading()).toBe('Uw antwoorden zijn weg.')
  })

  test('the keyboard alone: arrows choose, Enter goes on', async () => {
    await atQuestion()
    const { page } = person
    await person.seen('input[name="answer"]').first().focus()
    await page.keyboard.press('ArrowDown')
    await Promise.all([page.waitForEvent('domcontentloaded'), page.keyboard.press('Enter')])
    expect(await person.asked()).toBe('wachttijd')
    await person.send('back')
    expect(await person.seen('input:checked').getAttribute('value')).toBe('2')
  })

  test('what one sees best is chosen in the help, which stays open and says what is chosen', async () => {
    await atQuestion()
    await person.choose('3')
    await person.seen('a[href="#hulp-vraag"]').click()
    await person.send('style:thumbs:vraag')
    await person.send('contrast:high:nu')
    await person.send('size:125:nu')
    expect(await person.seen('.ew-help button[aria-pressed="true"]').allInnerTexts()).toEqual([
      expect.stringContaining('Groter'),
      'Duimen',
      'Meer contrast',
    ])
    await person.seen('a[href="#nu"]').click()
    expect(await person.seen('.ew-question .ew-thumb').count()).toBe(3)
    const { ground, size } = await person.page.evaluate(() => ({
      ground: getComputedStyle(document.body).backgroundColor,
      size: getComputedStyle(document.documentElement).fontSize,
    }))
    expect([ground, size]).toEqual(['rgb(255, 255, 255)', '20px'])
    expect(await person.seen('input:checked').getAttribute('value')).toBe('3')
  })
})
