import { toResponse } from '../../shared/response.ts'
import type { Sending, Whereabouts } from '../lib/sending.ts'
import type { Fate } from '../screens/thanks.tsx'
import { codeFor } from './code.ts'
import type { Context } from './context.ts'
import { forgetChoices } from './forget.ts'
import { wasGiven } from './history.ts'

const NOWHERE = { place: null, sheet: null } as const

/** Versturen, or Stoppen and "Ja": gives the answers to the device. Only its word decides what the screen says. True
 *  when they are kept. */
export async function finish(context: Context): Promise<boolean> {
  const { model, change, device, code, navigate, shared } = context
  const { reply, survey, run } = model()
  if (!reply || !survey || !run) return false
  change({ stage: { at: 'saving' }, sheet: null })
  const { channel } = reply.collector
  // On a phone of one's own: elsewhere others look over the shoulder.
  const made = channel === 'own-device' && !shared && device.storage !== 'insecure' ? await codeFor(run.id) : null
  const when = {
    month: monthOf(new Date()),
    channel,
    ...(made ? { withdrawal: made.digest } : {}),
    ...shared?.about(context),
  }
  const result = await device.keep(code, toResponse(survey, run, when), reply.key)
  if (result.state === 'not-kept') {
    change({ stage: { at: 'not-kept', problem: result.problem, sealedFile: result.sealedFile ?? null } })
    return false
  }
  const fate: Fate = result.state === 'delivered' ? 'sent' : 'later'
  change({ stage: { at: 'thanks', fate, id: run.id, code: made?.code ?? null, copied: false }, run: null })
  navigate('stay', { ...NOWHERE, given: true })
  await refresh(context)
  return true
}

/** No invitation in the address. Who gave answers here is thanked once more; who typed the address may type the code of the
 *  letter too. */
export async function uninvited(context: Context): Promise<void> {
  const { change, code, model } = context
  const survey = model().reply?.surveys[0]
  if (!survey || !wasGiven()) return location.replace(`/brief/${code}${location.search}`)
  change({ survey, stage: { at: 'thanks', fate: 'later', id: '', code: null, copied: false } })
  await refresh(context)
}

/** Stoppen and "Nee": nothing of this person stays. True when that is so. */
export async function discard(context: Context): Promise<boolean> {
  const { change, device, code, navigate, shared } = context
  change({ stage: { at: 'saving' }, sheet: null })
  const forgotten = shared ? null : forgetAll(context)
  const gone = await device.dropRun(code).then(
    () => true,
    () => false,
  )
  await forgotten
  change({ stage: { at: 'message', name: gone ? 'gone' : 'failed' }, run: null })
  navigate('stay', NOWHERE)
  return gone
}

/** What was chosen, and the words in another language. */
function forgetAll({ device, code }: Context): Promise<unknown> {
  const copy = device.sending().then((sending) => sending.forgetLanguage(code))
  return Promise.allSettled([forgetChoices(), copy])
}

/** Brings the counts up to date, and with them what the thanks screen says of this person's answers. What cannot be
 *  read leaves the screen as it is: nothing is called sent that may still wait. */
export async function refresh({ model, change, device }: Context): Promise<void> {
  const { stage } = model()
  const sending = device.sending()
  const counts = await sending.then((part) => part.counts()).catch(() => model().counts)
  const where = stage.at === 'thanks' ? await sending.then((part) => whereIs(part, stage.id)).catch(() => null) : null
  const left = await sending.then((part) => part.withdrawing()).catch(() => null)
  const now = model().stage
  const withdrawing = left === 0 && model().withdrawing === 'asked' ? 'done' : model().withdrawing
  const same = now.at === 'thanks' && stage.at === 'thanks' && now.id === stage.id
  const fate = same ? fateAfter(now.fate, where, left) : null
  change({ counts, withdrawing, ...(same && fate ? { stage: { ...now, fate } } : {}) })
}

/** After a reload the id is gone: then what waits or was refused here stands for it. */
async function whereIs(part: Sending, id: string): Promise<Whereabouts | null> {
  if (id !== '') return part.whereIs(id)
  const { waiting, quarantined } = await part.counts()
  return waiting ? 'waiting' : quarantined ? 'quarantined' : 'delivered'
}

/** Once sent it stays so, also when it is offered again to a server that was restored. What is taken back is gone when
 *  the server has said so. */
function fateAfter(fate: Fate, where: Whereabouts | null, withdrawing: number | null): Fate {
  if (fate === 'going' || fate === 'gone') return withdrawing === 0 ? 'gone' : fate
  return where === null || fate === 'sent' ? fate : FATES[where]
}

const FATES = { waiting: 'later', delivered: 'sent', quarantined: 'refused' } as const

function monthOf(date: Date): string {
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}`
}
