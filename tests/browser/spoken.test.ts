import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { CollectorReply } from '../../shared/wire.ts'
import { openBrowser, PHONE } from '../support/browser.ts'
import { codeFor, type Respondent, respondentOn } from '../support/respondent.ts'
import { type InProcess, startInProcess } from '../support/server.ts'
import { calm } from '../support/walk.ts'

/** The screen reader (it reads attributes, not what was checked since) as a script that any page can run; it becomes `reader` there. */
const READER = readFileSync(
  fileURLToPath(import.meta.resolve('@guidepup/virtual-screen-reader/browser.js')),
  'utf8',
).replace(/export\s*\{(\w+) as Virtual,([\w$]+) as virtual\};/, 'globalThis.reader = $2;')

interface Reader {
  start(options: { readonly container: Node }): Promise<void>
  next(): Promise<void>
  stop(): Promise<void>
  lastSpokenPhrase(): Promise<string>
  spokenPhraseLog(): Promise<string[]>
}

let server: InProcess
let browser: Browser
let context: BrowserContext | null = null

beforeAll(async () => {
  server = await startInProcess()
  browser = await openBrowser()
})
afterEach(async () => {
  await context?.close()
  context = null
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

async function open(language: string): Promise<Respondent> {
  context = await browser.newContext(PHONE)
  const page = await context.newPage()
  await page.goto(`${server.origin}/v/${codeFor(server, 'individuele-begeleiding')}`)
  await page.locator(`input[value="${language}"]`).check()
  await page.waitForFunction((wanted) => document.documentElement.lang === wanted, language)
  return respondentOn(page)
}

/** All that the screen reader says from the top of the screen to its end. */
async function spoken(page: Page): Promise<readonly string[]> {
  await page.evaluate(`(() => { ${READER}\n })()`)
  return page.evaluate(async () => {
    const { reader } = globalThis as unknown as { reader: Reader }
    const container = document.querySelector('.ew-screen')
    if (!container) throw new Error('no screen')
    await reader.start({ container })
    const first = await reader.lastSpokenPhrase()
    do await reader.next()
    while ((await reader.lastSpokenPhrase()) !== first)
    const log = await reader.spokenPhraseLog()
    await reader.stop()
    return log
  })
}

/** Which of these are not said, or not in this order. */
function unsaid(log: readonly string[], phrases: readonly string[]): readonly string[] {
  let from = 0
  return phrases.filter((phrase) => {
    const at = log.indexOf(phrase, from)
    if (at >= 0) from = at + 1
    return at < 0
  })
}

const TOP = ['navigation, Hulp en stoppen', 'button, Hulp nodig?']

test('the languages, the intro and help are said in the order of the screen, with their places', async () => {
  const { page, press } = await open('nl')
  const languages = await spoken(page)
  const names = [
    'radio, Nederlands, not checked, position 1, set size 12',
    'radio, Français, not checked, position 12, set size 12',
  ]
  expect(
    unsaid(languages, [...TOP, 'group, Kies uw taal', 'heading, Kies uw taal, level 1', ...names, 'button, Verder']),
  ).toEqual([])
  await press('Verder')
  await page.locator('.ew-intro').waitFor()
  const promise = ['listitem, level 1, position 2, set size 5', 'Uw naam is niet nodig.']
  expect(
    unsaid(await spoken(page), [
      ...TOP,
      'heading, Hoe gaat het met uw begeleiding?, level 1',
      ...promise,
      'button, Begin',
    ]),
  ).toEqual([])
  await press('Hulp nodig?')
  await page.locator('.ew-help').waitFor()
  const help = [
    'heading, Hulp, level 1',
    'link, Gevaar? Bel direct Bel 112',
    'group, Hoe groot is de tekst?',
    'radio, Groter, not checked, position 2, set size 3',
    'group, Wat wilt u zien bij de antwoorden?',
    'radio, Duimen, not checked, position 2, set size 3',
    'checkbox, Meer contrast, not checked',
    'link, Website Gemeente Utrecht',
    'button, Terug',
  ]
  expect(unsaid(await spoken(page), help)).toEqual([])
})

test.each(['nl', 'ar'])('a question is said as a group with its answers, each with its place: %s', async (language) => {
  const { page } = await open(language)
  await page.locator('.ew-bar-button--next').click()
  await page.locator('.ew-intro').waitFor()
  await calm(page)
  await page.locator('.ew-bar-button--next').click()
  await page.locator('.ew-question').waitFor()
  const code = codeFor(server, 'individuele-begeleiding')
  const reply = await fetch(`${server.origin}/api/v1/collectors/${code}?languages=${language}`)
  const { surveys } = (await reply.json()) as CollectorReply
  const [question] = surveys[0]?.questions ?? []
  const text = question?.text[language]
  const labels = [...(question?.options ?? []), surveys[0]?.signs.dontKnow].map((option) => option?.label[language])
  expect(labels).toHaveLength(4)
  const answers = labels.flatMap((label, index) => [
    `radio, ${label}, not checked, position ${index + 1}, set size 4`,
    String(label),
  ])
  const log = await spoken(page)
  const start = log.indexOf(`group, ${text}`)
  // The legend, its heading, and the end of the legend; then nothing but the answers.
  expect(log.slice(start + 1, start + 4)).toEqual([text, `heading, ${text}, level 1`, `end, ${text}`])
  expect(log.slice(start + 4, start + 13)).toEqual([...answers, `end of group, ${text}`])
  const buttons = log.slice(start).filter((phrase) => phrase.startsWith('button, '))
  expect(buttons).toEqual(
    await page
      .locator('.ew-screen__actions button')
      .evaluateAll((all) => all.map((one) => `button, ${one.textContent}`)),
  )
})

test('the overview says question, answer and what Verander changes; the last screen says what became of it', async () => {
  const { page, press, answerAll } = await open('nl')
  await press('Verder')
  await press('Begin')
  await page.locator('.ew-question').waitFor()
  await answerAll()
  const overview = [
    'heading, Kloppen uw antwoorden?, level 1',
    'listitem, level 1, position 1, set size 11',
    'heading, Hoe goed kunt u uw begeleider bereiken?, level 2',
    'Niet goed',
    'button, Verander vraag 1',
    'Overgeslagen',
    'button, Verander vraag 11',
    'button, Terug',
    'button, Versturen',
  ]
  expect(unsaid(await spoken(page), overview)).toEqual([])
  await press('Versturen')
  await page.getByText('Bewaard. Verstuurd.').waitFor()
  const thanks = [
    'heading, Dank u wel. U bent klaar., level 1',
    'status',
    'Bewaard. Verstuurd.',
    'heading, Heeft u een klacht of hulp nodig?, level 2',
  ]
  expect(unsaid(await spoken(page), thanks)).toEqual([])
})
