import { step } from '../../shared/run.ts'
import { wordFile } from '../lib/word-files.ts'
import type { Context } from './context.ts'
import { stepsOf } from './history.ts'
import { addWords, knows, wordsIn } from './languages.ts'
import { hasBegun } from './model.ts'
import { keepLanguage, leaveLanguage } from './run.ts'

const brought = new Set<string>()

/** Sees to it that `wordsIn` knows that language; false when its words are not on this device and cannot be had now. */
export async function bringWords(language: string): Promise<boolean> {
  if (brought.has(language) || knows(language)) return true
  const file = await wordFile(language)
  if (!file) return false
  if (Object.keys(file)[0]) addWords(language, file)
  brought.add(language)
  return true
}

let choosing: Promise<void> = Promise.resolve()

/** A language was chosen: the screen, the page and an unfinished run go on in it, as soon as it is there. */
export function chooseLanguage(context: Context, language: string): void {
  context.change({ wish: { language, state: 'busy' } })
  choosing = bring(context, language)
}

async function bring({ model, change, save, device, code }: Context, language: string): Promise<void> {
  const [known, reply] = await Promise.all([bringWords(language), device.inLanguage(code, language, model().run)])
  const { wish, survey, run } = model()
  // Another one was chosen in the meantime.
  if (wish?.language !== language) return
  if (!known || !reply) return change({ wish: { language, state: 'missing' } })
  const now = reply.surveys.find((each) => each.id === survey?.id && each.version === survey.version) ?? survey
  const after = now && run ? step(now, run, { type: 'language', language }) : run
  change({ wish: null, language, words: wordsIn(language), reply, survey: now, run: after })
  if (after && hasBegun(after)) save(after)
}

/** Verder on the screen with languages: on, once the language is there; else the screen says why not. */
export async function closeLanguage(context: Context): Promise<void> {
  const { model, change } = context
  if (model().wish?.state === 'missing') change({ wish: null })
  await choosing
  const { wish, sheet } = model()
  if (wish || sheet !== 'language') return
  keepLanguage(context)
  const steps = stepsOf(context)
  if (steps.atStart()) leaveLanguage(context)
  else steps.back()
}
