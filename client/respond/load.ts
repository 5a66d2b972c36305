import type { Run } from '../../shared/run.ts'
import type { CollectorReply } from '../../shared/wire.ts'
import type { Context } from './context.ts'
import { wordsIn } from './languages.ts'
import { hasChoice } from './model.ts'
import { chooseSurvey } from './run.ts'

/** Brings the app to its first screen: an unfinished run where it was, else the intro, else the reason why not. */
export async function load(context: Context): Promise<void> {
  const { device, change, code, act } = context
  if (!code) return act({ type: 'resume' })
  change({ stage: { at: 'loading' } })
  const found = device.storage === 'insecure' ? ({ state: 'insecure' } as const) : await device.collector(code)
  if (found.state === 'ready') {
    change({ reply: found.reply })
    const run = await device.loadRun(code)
    if (!run || !resume(context, found.reply, run)) start(context, found.reply)
  } else change({ stage: { at: 'message', name: found.state } })
}

/** False when the survey of the run is not to be had. */
function resume({ change, navigate }: Context, reply: CollectorReply, run: Run): boolean {
  const { id, version } = run.survey
  const survey = reply.surveys.find((candidate) => candidate.id === id && candidate.version === version)
  if (!survey) return false
  change({ survey, run, words: wordsIn(run.language), stage: { at: 'run' }, sheet: null })
  navigate('stay', { place: run.place, sheet: null })
  return true
}

function start(context: Context, reply: CollectorReply): void {
  const [only] = reply.surveys
  if (only && !hasChoice(reply)) chooseSurvey(context, only, 'stay')
  else {
    context.change({ stage: { at: 'choose' }, sheet: null })
    context.navigate('stay', { place: null, sheet: null })
  }
}
