import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startRendering } from '../../server/speech/render.ts'
import { voiceOf, WORDS_PER_MINUTE } from '../../server/speech/voices.ts'
import { openBrowser } from '../support/browser.ts'
import { engineFile, temporaryFolder } from '../support/server.ts'

const folder = temporaryFolder()
let browser: Browser
let page: Page

beforeAll(async () => {
  browser = await openBrowser()
  page = await browser.newPage()
})
afterAll(async () => {
  await browser.close()
  rmSync(folder, { recursive: true, force: true })
})

const SAID = {
  nl: 'Hoe goed luistert de begeleider naar u?',
  en: 'How well does the worker listen to you?',
  tr: 'Taksi zamanında geliyor mu?',
  ar: 'كيف يستمع إليك الموظف؟',
  pl: 'Jak dobrze słucha pracownik?',
  uk: 'Наскільки добре вас слухає працівник?',
  es: '¿Cómo le escucha el cuidador?',
  fr: 'Comment vous écoute la personne?',
  ti: 'ሰራሕተኛ ክሳብ ክንደይ ይሰምዓኩም?',
  fa: 'راهنما چقدر خوب به شما گوش می‌دهد؟',
  ary: 'واش كيسمع ليك مزيان؟',
}

interface Heard {
  readonly seconds: number
  /** Loudest moment, 0 to 1. */
  readonly loudest: number
  /** Root mean square of all samples, 0 to 1. */
  readonly energy: number
}

/** What the browser hears in an MP3. */
function hear(file: string): Promise<Heard> {
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
    const sound = await new OfflineAudioContext(1, 1, 16_000).decodeAudioData(bytes.buffer)
    const samples = sound.getChannelData(0)
    const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
    const energy = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length)
    return { seconds: sound.duration, loudest, energy }
  }, readFileSync(file).toString('base64'))
}

test.each(Object.entries(SAID))('the voice for %s says a sentence that can be heard', async (language, text) => {
  const file = join(folder, `${language}.mp3`)
  const voice = voiceOf(language)
  if (!voice) throw new Error('no voice')
  const order = { file, voice: voice.name, text, wordsPerMinute: WORDS_PER_MINUTE, kilobits: voice.kilobits }
  expect(await startRendering(engineFile, [order]).done).toMatchObject({ made: 1, failed: [] })
  const { seconds, loudest, energy } = await hear(file)
  expect(seconds).toBeGreaterThan(1)
  expect(seconds).toBeLessThan(8)
  expect(loudest).toBeGreaterThan(0.6)
  expect(energy).toBeGreaterThan(0.02)
})
