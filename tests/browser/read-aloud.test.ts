import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { clipsOf } from '../../server/speech/library.ts'
import { sourcesOf } from '../../server/speech/sources.ts'
import { spokenTexts } from '../../shared/survey/speech.ts'
import type { Survey } from '../../shared/survey/survey.ts'
import type { Clip } from '../../shared/wire.ts'
import { openBrowser, PHONE } from '../support/browser.ts'
import { CLIPS, renderClips } from '../support/clips.ts'
import { codeFor, openLink, type Respondent } from '../support/respondent.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

const PATIENT = { timeout: 30_000 }
const SURVEY = 'individuele-begeleiding'
let server: InProcess
let browser: Browser
let phone: BrowserContext
let url: string
let clips: readonly Clip[]

beforeAll(async () => {
  server = await startInProcess({ clipsDir: CLIPS })
  await renderClips(server.house, SURVEY, 'nl')
  browser = await openBrowser()
  url = `${server.origin}/v/${codeFor(server, SURVEY)}`
  const { deps } = server.house
  const survey = deps.surveys.get(SURVEY)
  clips = survey ? clipsOf(sourcesOf(deps), [survey], 'nl') : []
})
afterEach(() => phone.close())
afterAll(async () => {
  await browser.close()
  await server.stop()
})

/** What the page played, in order: the words of a clip, or what a voice of the device was asked to say. */
interface Heard {
  readonly said: string
  readonly lang?: string
}

/** Tells apart what the page itself asks for; `voices` are what the device claims to have. */
function listenIn(voices: readonly { lang: string; localService: boolean }[]): void {
  const heard: Heard[] = []
  Object.assign(window, { heard })
  const play = HTMLMediaElement.prototype.play
  HTMLMediaElement.prototype.play = function (this: HTMLMediaElement) {
    heard.push({ said: new URL(this.src).pathname })
    return play.call(this)
  }
  const speechSynthesis = {
    getVoices: () => voices,
    addEventListener: () => undefined,
    cancel: () => undefined,
    speak(utterance: { text: string; lang: string; onend: () => void }) {
      heard.push({ said: utterance.text, lang: utterance.lang })
      setTimeout(utterance.onend)
    },
  }
  Object.defineProperty(window, 'speechSynthesis', { value: speechSynthesis })
  class Utterance {
    readonly text: string
    constructor(text: string) {
      this.text = text
    }
  }
  Object.defineProperty(window, 'SpeechSynthesisUtterance', { value: Utterance })
}

async function open(link = url, ...voices: readonly { lang: string; localService: boolean }[]): Promise<Respondent> {
  phone = await browser.newContext(PHONE)
  await phone.addInitScript(listenIn, voices)
  return openLink(phone, link)
}

async function heard(page: Page): Promise<readonly Heard[]> {
  const list = await page.evaluate(() => (window as unknown as { heard: Heard[] }).heard)
  return list.map((one) => ({ ...one, said: clips.find((clip) => clip.url === one.said)?.text ?? one.said }))
}

const saidBy = async (page: Page) => (await heard(page)).map(({ said }) => said)
const button = (page: Page, name = 'Lees voor') => page.getByRole('button', { name, exact: true })
const isSilent = (page: Page) => page.evaluate(() => document.querySelector('audio')?.paused ?? true)
const plays = (page: Page) => page.waitForFunction(() => (document.querySelector('audio')?.currentTime ?? 0) > 0)

/** Everything of the survey is on the phone. */
async function kept(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(async () => (await (await caches.open('ervaringwijzer-clips')).keys()).length), {
      timeout: 30_000,
    })
    .toBe(new Set(clips.map((clip) => clip.url)).size + 1)
}

describe('without sound there is no button (R17)', () => {
  let silent: InProcess
  let link: string
  beforeAll(async () => {
    silent = await startInProcess()
    link = `${silent.origin}/v/${codeFor(silent, SURVEY)}`
  })
  afterAll(() => silent.stop())

  /** Opens the link, waits until the app knows what can be heard, and answers one question. */
  async function visit(...voices: readonly { lang: string; localService: boolean }[]): Promise<Respondent> {
    const person = await open(link, ...voices)
    const { page, press, tile } = person
    await page.waitForFunction(() =>
      performance.getEntriesByType('resource').some(({ name }) => name.includes('/speech/')),
    )
    await press('Begin')
    await tile('Goed').check()
    return person
  }

  test('no clip and no voice', async () => {
    const { page } = await visit()
    expect(await button(page).count()).toBe(0)
  })

  test('no clip, and voices for other languages only: nothing is ever said', async () => {
    const { page } = await visit({ lang: 'en-US', localService: true }, { lang: 'nl-NL', localService: false })
    expect(await button(page).count()).toBe(0)
    expect(await heard(page)).toEqual([])
  })

  test('no clip but a voice of the device for this language: that voice reads the screen', async () => {
    const { page, heading } = await visit({ lang: 'en-US', localService: true }, { lang: 'nl_NL', localService: true })
    await button(page).click()
    await expect.poll(() => saidBy(page), PATIENT).toContain('Weet ik niet')
    expect(new Set((await heard(page)).map(({ lang }) => lang))).toEqual(new Set(['nl_NL']))
    expect(await saidBy(page)).toEqual([
      expect.stringMatching(/^Vraag 1 van/),
      await heading(),
      'Niet goed',
      'Gaat wel',
      'Goed',
      'Weet ik niet',
    ])
    await button(page).waitFor()
  })
})

describe('a screen in Turkish, with a question that is still in Dutch', () => {
  let turkish: InProcess
  beforeAll(async () => {
    turkish = await startInProcess({ change: (deps) => ({ ...deps, surveys: withTurkish(deps.surveys) }) })
  })
  afterAll(() => turkish.stop())

  function withTurkish(surveys: ReadonlyMap<string, Survey>): ReadonlyMap<string, Survey> {
    const survey = surveys.get(SURVEY)
    if (!survey) throw new Error('no survey')
    const title = { ...survey.title, tr: 'Destek nasıl gidiyor?' }
    return new Map([[SURVEY, { ...survey, title, languages: [...survey.languages, 'tr'] }]])
  }

  async function inTurkish(...voices: readonly { lang: string; localService: boolean }[]): Promise<Page> {
    const { page } = await open(`${turkish.origin}/v/${codeFor(turkish, SURVEY)}`, ...voices)
    await page.getByRole('button', { name: 'Taal' }).click()
    const answered = page.waitForResponse((reply) => reply.url().endsWith('/speech/tr'))
    await page.getByRole('radio', { name: 'Türkçe' }).check()
    await answered
    await page.locator('html[lang=tr]').waitFor()
    await page.locator('.ew-screen__actions .ew-button--primary').click()
    await page.getByRole('heading', { name: 'Destek nasıl gidiyor?' }).waitFor()
    return page
  }

  test('an English voice never reads it', async () => {
    const page = await inTurkish({ lang: 'en-US', localService: true })
    expect(await button(page, 'Sesli oku').count()).toBe(0)
    expect(await heard(page)).toEqual([])
  })

  test('a Turkish voice reads the Turkish words and leaves the Dutch ones', async () => {
    const page = await inTurkish({ lang: 'en-US', localService: true }, { lang: 'tr-TR', localService: true })
    await button(page, 'Sesli oku').click()
    await button(page, 'Durdur').waitFor()
    await button(page, 'Sesli oku').waitFor()
    expect(await heard(page)).toContainEqual({ said: 'Destek nasıl gidiyor?', lang: 'tr-TR' })
    const said = (await saidBy(page)).join()
    expect(said).not.toContain('gemeente')
    expect(said).not.toContain('Individuele begeleiding')
  })
})

test('a screen is read in the order in which it stands there, and what is said is marked', async () => {
  const { page, press, heading } = await open()
  await press('Begin')
  await button(page).click()
  await button(page, 'Stop').waitFor()
  expect(await page.locator('[data-said]').innerText()).toBe(await heading())
  await button(page).waitFor({ timeout: 60_000 })
  const [question, ...answers] = await saidBy(page)
  expect(question).toBe(await heading())
  expect(answers).toEqual(['Niet goed', 'Gaat wel', 'Goed', 'Weet ik niet'])
  expect(await page.locator('[data-said]').count()).toBe(0)
})

test('Stop is silent at once, and so are another screen and Snel weg', async () => {
  const { page, press } = await open()
  await button(page).click()
  await plays(page)
  await button(page, 'Stop').click()
  expect(await isSilent(page)).toBe(true)
  await press('Begin')
  await button(page).click()
  await plays(page)
  await press('Verder')
  await page.getByText('Wilt u deze vraag overslaan?').waitFor()
  expect(await isSilent(page)).toBe(true)
  await button(page).click()
  await plays(page)
  await phone.route(
    (address) => address.origin !== server.origin,
    (route) => route.fulfill({ body: 'elsewhere' }),
  )
  // In one task of the page: nothing more is heard while the other site is on its way.
  const gone = await page.evaluate(async () => {
    const leave = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Snel weg')
    leave?.click()
    for (let steps = 0; steps < 100; steps++) await Promise.resolve()
    return { screen: document.querySelector('main') === null, sound: document.querySelector('audio')?.paused }
  })
  expect(gone).toEqual({ screen: true, sound: true })
  await page.getByText('elsewhere').waitFor()
  const other = await phone.newPage()
  await other.goto(`${server.origin}/robots.txt`)
  await expect.poll(() => other.evaluate(() => caches.has('ervaringwijzer-clips')), PATIENT).toBe(false)
})

test('nothing sounds before a person asks; who has asked, hears the answer that they choose (R19)', async () => {
  const { page, press, tile } = await open()
  await kept(page)
  await press('Begin')
  await tile('Goed').check()
  await press('Verder')
  await page.getByText('Vraag 2 van').waitFor()
  expect(await heard(page)).toEqual([])
  await button(page).click()
  await plays(page)
  await tile('Gaat wel').check()
  await button(page).waitFor()
  expect((await saidBy(page)).at(-1)).toBe('Gaat wel')
  expect((await saidBy(page)).length).toBe(2)
})

test('everything can be heard without a connection: from the button to a real sound (R18)', async () => {
  const { page, press } = await open()
  await kept(page)
  await phone.setOffline(true)
  await page.reload()
  await press('Begin')
  await button(page).click()
  await plays(page)
  const [first] = await heard(page)
  const path = clips.find((clip) => clip.text === first?.said)?.url ?? ''
  const ask = (range: string | null) =>
    page.evaluate(
      async ([address, wanted]) => {
        const reply = await fetch(address ?? '', wanted ? { headers: { range: wanted } } : {})
        return [reply.status, (await reply.arrayBuffer()).byteLength, reply.headers.get('content-range')]
      },
      [path, range],
    )
  const bytes = clips.find((clip) => clip.url === path)?.bytes ?? 0
  expect(await ask('bytes=0-')).toEqual([206, bytes, `bytes 0-${bytes - 1}/${bytes}`])
  expect(await ask('bytes=100-199')).toEqual([206, 100, `bytes 100-199/${bytes}`])
  expect(await ask(null)).toEqual([200, bytes, null])
  expect(await isSilent(page)).toBe(false)
})

test('a survey in one language takes at most 1,000,000 bytes of the phone, and all of its words are there', async () => {
  const { page } = await open()
  await kept(page)
  const sizes = await page.evaluate(async () => {
    const store = await caches.open('ervaringwijzer-clips')
    const files = (await store.keys()).filter(({ url: address }) => address.endsWith('.mp3'))
    const replies = await Promise.all(files.map((file) => store.match(file)))
    const blobs = await Promise.all(replies.map((reply) => reply?.blob()))
    return files.map((file, index) => [new URL(file.url).pathname, blobs[index]?.size ?? 0] as const)
  })
  const total = sizes.reduce((sum, [, size]) => sum + size, 0)
  expect(total).toBeGreaterThan(100_000)
  expect(total).toBeLessThanOrEqual(1_000_000)
  const there = new Set(sizes.map(([path]) => path))
  const survey = server.house.deps.surveys.get(SURVEY)
  if (!survey) throw new Error('no survey')
  for (const { text } of spokenTexts(survey, 'nl')) {
    const clip = clips.find((one) => one.text === text)
    expect(clip && there.has(clip.url), text).toBe(true)
  }
})

test('the help screen says that the voice is a computer', async () => {
  const { page, press } = await open()
  await button(page).waitFor()
  await press('Hulp nodig?')
  await page.getByText('De stem is van een computer.').waitFor()
})
