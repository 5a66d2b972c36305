import type { Run } from '../../shared/run.ts'
import type { CollectorReply } from '../../shared/wire.ts'
import type { Context } from './context.ts'
import { wordsIn } from './languages.ts'
import { LANGUAGE, recall } from './memory.ts'
import { hasChoice, languagesOf } from './model.ts'
import { chooseSurvey, keepLanguage } from './run.ts'

/** Brings the app to its first screen: an unfinished run where it was, else the language, else the intro, else the reason
 *  why not. */
export async function load(context: Context): Promise<void> {
  const { device, change, code, invitation, act, bringWords, drawn } = context
  if (!code) return act({ type: 'resume' })
  change({ stage: { at: 'loading' } })
  const kept = drawn?.chosen() ?? asked() ?? recall(LANGUAGE)
  const words = kept && bringWords(kept)
  const found =
    device.storage === 'insecure' ? ({ state: 'insecure' } as const) : await device.collector(code, kept ?? undefined)
  await words
  if (kept) change({ language: kept, words: wordsIn(kept) })
  if (found.state === 'ready') {
    change({ reply: found.reply })
    const run = await device.loadRun(code)
    const { access, channel } = found.reply.collector
    // What somebody with another invitation began here is not shown.
    if (run && (invitation ?? run.invitation) === run.invitation && (await resume(context, found.reply, run))) return
    if (access === 'invited' && channel === 'own-device' && !invitation) act({ type: 'uninvited' })
    else start(context, found.reply, kept)
    // What the server drew can be answered without the app too.
  } else if (!drawn || found.state === 'unknown' || found.state === 'closed')
    change({ stage: { at: 'message', name: found.state } })
}

/** False when the survey of the run is not to be had. */
async function resume({ change, navigate, bringWords }: Context, reply: CollectorReply, run: Run): Promise<boolean> {
  const { id, version } = run.survey
  const survey = reply.surveys.find((candidate) => candidate.id === id && candidate.version === version)
  if (!survey) return false
  const { language, place } = run
  await bringWords(language)
  change({ survey, run, language, words: wordsIn(language), stage: { at: 'run' }, sheet: null })
  navigate('stay', { place, sheet: null })
  return true
}

/** The language that the address asks for, as a poster or a leaflet in one language does; null without. */
function asked(): string | null {
  return new URLSearchParams(location.search).get('taal')
}

/** With a choice of languages and none chosen or remembered, that is asked first. */
function start(context: Context, reply: CollectorReply, kept: string | null): void {
  const passed = context.drawn?.chosen() ?? asked()
  const chosen = passed ?? kept
  if (passed) {
    context.change({ language: passed, words: wordsIn(passed) })
    keepLanguage(context)
  }
  const [only] = reply.surveys
  const survey = hasChoice(reply) ? null : (only ?? null)
  const languages = languagesOf({ survey, reply })
  const asking = !languages.some(({ code }) => code === chosen) && languages[0]
  const sheet = asking ? 'language' : null
  if (asking) context.change({ asking: true, language: asking.code, words: wordsIn(asking.code) })
  if (survey) chooseSurvey(context, survey, 'stay', sheet)
  else {
    context.change({ stage: { at: 'choose' }, sheet })
    context.navigate('stay', { place: null, sheet })
  }
}
