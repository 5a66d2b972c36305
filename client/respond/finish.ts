import { toResponse } from '../../shared/response.ts'
import type { Fate } from '../screens/thanks.tsx'
import type { Context } from './context.ts'
import { forgetTextSize } from './keep-text-size.ts'
import type { Model } from './model.ts'

const NOWHERE = { place: null, sheet: null } as const

/** Versturen, or Stoppen and "Ja": gives the answers to the device. Only its word decides what the screen says. True
 *  when they are kept. */
export async function finish(context: Context): Promise<boolean> {
  const { model, change, device, code, navigate } = context
  const { reply, survey, run } = model()
  if (!reply || !survey || !run) return false
  change({ stage: { at: 'saving' }, sheet: null })
  const { quarantined } = await countsOf(context)
  const when = { month: monthOf(new Date()), channel: reply.collector.channel }
  const result = await device.keep(code, toResponse(survey, run, when), reply.key)
  if (result.state === 'not-kept') {
    change({ stage: { at: 'not-kept', problem: result.problem, sealedFile: result.sealedFile ?? null } })
    return false
  }
  const fate: Fate = result.state === 'delivered' ? 'sent' : 'later'
  change({ stage: { at: 'thanks', fate, quarantinedBefore: quarantined }, run: null })
  navigate('stay', NOWHERE)
  await refresh(context)
  return true
}

/** Stoppen and "Nee": nothing of this person stays. True when that is so. */
export async function discard({ change, device, code, navigate }: Context): Promise<boolean> {
  change({ stage: { at: 'saving' }, sheet: null })
  const gone = await device.dropRun(code).then(
    () => true,
    () => false,
  )
  if (gone) forgetTextSize()
  change({ stage: { at: 'message', name: gone ? 'gone' : 'failed' }, run: null })
  navigate('stay', NOWHERE)
  return gone
}

/** Brings the counts up to date, and with them what the thanks screen says of this person's answers. */
export async function refresh(context: Context): Promise<void> {
  const counts = await countsOf(context)
  const { stage } = context.model()
  context.change(stage.at === 'thanks' ? { counts, stage: { ...stage, fate: fateOf(stage, counts) } } : { counts })
}

/** Sent when nothing waits any more and nothing more was refused; once sent it stays so. */
function fateOf(thanks: Extract<Model['stage'], { at: 'thanks' }>, counts: Model['counts']): Fate {
  if (thanks.fate === 'sent') return 'sent'
  if (counts.quarantined > thanks.quarantinedBefore) return 'refused'
  return counts.waiting === 0 ? 'sent' : 'later'
}

/** Without a readable queue there is nothing to tell of it. */
async function countsOf({ device }: Context): Promise<Model['counts']> {
  return device.counts().catch(() => ({ waiting: 0, quarantined: 0 }))
}

function monthOf(date: Date): string {
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}`
}
