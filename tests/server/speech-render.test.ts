import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { clipFile, clipsOf, type Sources } from '../../server/speech/library.ts'
import { missingClips, startRendering } from '../../server/speech/render.ts'
import { recordingFaults, stateOf } from '../../server/speech/state.ts'
import { voiceOf } from '../../server/speech/voices.ts'
import type { Survey } from '../../shared/survey/survey.ts'
import { engineFile, temporaryFolder } from '../support/server.ts'

const folder = temporaryFolder()
const municipalityDir = join(folder, 'surveys/utrecht')

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** One question, said in five languages. */
const SURVEY: Survey = {
  id: 'wandelgroep',
  version: 1,
  languages: ['nl', 'tr', 'ti', 'ary', 'so'],
  title: { nl: 'Hoe gaat het?', tr: 'Nasılsınız?', ti: 'ከመይ ኣለኹም?', ary: 'كيف دايرين؟', so: 'Sidee tahay?' },
  intro: [],
  address: 'u',
  questions: [
    {
      id: 'komen',
      kind: 'yes-no',
      text: { nl: 'Kunt u hier goed komen?', tr: 'Buraya kolay geliyor musunuz?' },
      options: [
        { value: 0, label: { nl: 'Nee', tr: 'Hayır' } },
        { value: 1, label: { nl: 'Ja', tr: 'Evet' } },
      ],
      dontKnow: true,
    },
  ],
  signs: {
    dontKnow: { label: { nl: 'Weet ik niet' } },
    skip: { label: { nl: 'Sla over' } },
    notApplicable: { label: { nl: 'Past niet bij mij' } },
  },
}

const sources = (name: string): Sources => ({
  clipsDir: join(folder, name),
  municipalityDir,
  municipality: { help: [] },
  surveys: new Map([[SURVEY.id, SURVEY]]),
})

const textsOf = (from: Sources, language: string) => clipsOf(from, [SURVEY], language).map(({ text }) => text)

/** Makes what is missing of the survey's own words in that language, and not the interface's: they are many. */
async function make(from: Sources, language: string): Promise<void> {
  const own = new Set([...Object.values(SURVEY.title), ...Object.values(SURVEY.questions[0]?.text ?? {})])
  const orders = missingClips(from, { language }).filter(({ text }) => own.has(text))
  const { failed } = await startRendering(engineFile, orders).done
  expect(failed).toEqual([])
}

test('what stands in Dutch on a Turkish screen is said by the Dutch voice, and what has no voice not at all', async () => {
  const from = sources('fallback')
  await make(from, 'tr')
  await make(from, 'so')
  expect(textsOf(from, 'tr')).toEqual(['Nasılsınız?', 'Buraya kolay geliyor musunuz?'])
  expect(textsOf(from, 'so')).toEqual(['Kunt u hier goed komen?'])
  expect(voiceOf('so')).toBeNull()
  expect(clipsOf(from, [SURVEY], 'so').map(({ url }) => url)).toEqual([expect.stringMatching(/^\/audio\/nl\//)])
})

test('Moroccan Arabic says that the voice speaks another Arabic', async () => {
  const from = sources('ary')
  await make(from, 'ary')
  expect(clipsOf(from, [SURVEY], 'ary')[0]).toMatchObject({ text: 'كيف دايرين؟', synthetic: true, speaks: 'ar' })
})

test('a clip is made once; a text that changes gets another', async () => {
  const from = sources('once')
  await make(from, 'nl')
  const before = readdirSync(join(folder, 'once/nl'))
  expect(before).toHaveLength(2)
  expect(missingClips(from, { language: 'nl' }).map(({ text }) => text)).not.toContain('Hoe gaat het?')
  const changed = { ...SURVEY, title: { nl: 'Hoe gaat het nu?' } }
  const orders = missingClips({ ...from, surveys: new Map([['wandelgroep', changed]]) }, { language: 'nl' })
  expect(orders.map(({ text }) => text)).toContain('Hoe gaat het nu?')
})

test('an unfinished clip is not there: a stop in the middle leaves whole files only', async () => {
  const from = sources('stopped')
  const rendering = startRendering(engineFile, missingClips(from, { language: 'nl' }))
  const clips = () => readdirSync(join(folder, 'stopped/nl')).filter((name) => name.endsWith('.mp3'))
  // The first is there before the second begins, and a busy machine may take its time for it.
  await expect.poll(() => existsSync(join(folder, 'stopped/nl')) && clips().length > 0, { timeout: 60_000 }).toBe(true)
  await rendering.stop()
  const { failed, engineMissing } = await rendering.done
  expect({ failed, engineMissing }).toEqual({ failed: [], engineMissing: false })
  // A whole clip ends with a whole frame: 108 bytes at 24 kbit/s and 16,000 samples a second.
  for (const name of clips()) expect(readFileSync(join(folder, 'stopped/nl', name)).length % 108, name).toBe(0)
})

test('without the engine nothing is made and it says so', async () => {
  const orders = missingClips(sources('none'), { language: 'nl' })
  const rendered = await startRendering(join(folder, 'no-such-file.js'), orders).done
  expect(rendered).toMatchObject({ made: 0, engineMissing: true })
})

test('a recording goes before the voice of the computer, and a bad one is named with what to do', async () => {
  const from = sources('recorded')
  await make(from, 'nl')
  const recordings = join(municipalityDir, 'wandelgroep/audio/nl')
  mkdirSync(recordings, { recursive: true })
  const [synthetic] = clipsOf(from, [SURVEY], 'nl')
  expect(synthetic).toMatchObject({ text: 'Hoe gaat het?', synthetic: true })
  const file = join(recordings, 'title.mp3')
  const other = readdirSync(join(folder, 'recorded/nl')).find((name) => !synthetic?.url.endsWith(name)) ?? ''
  writeFileSync(file, readFileSync(join(folder, 'recorded/nl', other)))
  const [recorded] = clipsOf(from, [SURVEY], 'nl')
  expect(recorded).toMatchObject({ text: 'Hoe gaat het?', synthetic: false })
  expect(recorded?.url).not.toBe(synthetic?.url)
  expect(clipFile(from, 'nl', recorded?.url.split('/').at(-1) ?? '')).toBe(file)
  expect(stateOf(from, { language: 'nl' })[0]).toMatchObject({ recorded: 1, synthetic: 1 })
  expect(recordingFaults(from)).toEqual([])

  writeFileSync(join(recordings, 'questions.komen.text.mp3'), 'this is no MP3')
  writeFileSync(join(recordings, 'questions.komn.text.mp3'), readFileSync(file))
  writeFileSync(file, Buffer.concat([readFileSync(file), Buffer.alloc(200_000)]))
  expect(clipsOf(from, [SURVEY], 'nl')[0]).toMatchObject({ synthetic: true })
  expect(recordingFaults(from).map(({ file: name, problem, mend }) => [name, problem, mend])).toEqual([
    ['utrecht/wandelgroep/audio/nl/questions.komen.text.mp3', 'Dit is geen MP3.', expect.stringContaining('MP3')],
    [
      'utrecht/wandelgroep/audio/nl/questions.komn.text.mp3',
      'Er is geen zin op de plek "questions.komn.text".',
      expect.stringContaining('bedoelt u "questions.komen.text"?'),
    ],
    ['utrecht/wandelgroep/audio/nl/title.mp3', 'De opname is groter dan 200 kB.', expect.stringContaining('stilte')],
  ])
})

test('what is asked from outside never leaves the folders of sound', () => {
  const from = sources('once')
  const name = readdirSync(join(folder, 'once/nl'))[0] ?? ''
  expect(clipFile(from, 'nl', name)).toBe(join(folder, 'once/nl', name))
  const secret = join(folder, 'secret.mp3')
  writeFileSync(secret, 'secret')
  for (const [language, asked] of [
    ['..', 'secret.mp3'],
    ['nl', '../../secret.mp3'],
    ['nl', `${'0'.repeat(32)}.mp3`],
    ['nl/..', name],
    ['', name],
  ] as const)
    expect(clipFile(from, language, asked), `${language} ${asked}`).toBeNull()
})
