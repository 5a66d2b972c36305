import type { BoundCollector } from '../../shared/device-wire.ts'
import type { CollectorReply } from '../../shared/wire.ts'
import type { Device } from '../lib/device.ts'
import type { Asked, Enrolment } from '../lib/enrolment.ts'
import { loadWhole } from '../respond/load-whole.ts'

/** Why a kiosk takes nothing now. */
export type OutReason = 'revoked' | 'closed' | 'paused' | 'unknown' | 'other' | 'offline' | 'insecure'

/** What this kiosk is: open for that collector, to be paired, or out of use. */
export type Station =
  | { readonly at: 'open'; readonly code: string; readonly reply: CollectorReply }
  | { readonly at: 'pairing'; readonly problem: Exclude<Asked, 'asked'> | null }
  | { readonly at: 'out'; readonly why: OutReason; readonly code: string }

export interface Looks {
  readonly device: Device
  readonly enrolment: Enrolment
  /** The code in the address, empty without one. */
  readonly asked: string
  /** A stored copy is good enough only where the server cannot be reached. */
  readonly fresh: boolean
}

/** Looks what this kiosk is now. Never rejects. */
export async function findStation({ device, enrolment, asked, fresh }: Looks): Promise<Station> {
  if (device.storage === 'insecure') return { at: 'out', why: 'insecure', code: asked }
  const state = enrolment.state()
  if (state.state === 'revoked') return { at: 'out', why: 'revoked', code: asked }
  const bound = state.state === 'active' ? mine(state.collectors, asked) : null
  if (state.state === 'active' && !bound) return { at: 'out', why: 'other', code: asked }
  const code = bound?.code ?? asked
  if (code === '') return pair(enrolment)
  const found = await loadWhole(device, code, fresh)
  if (found.state !== 'ready') return { at: 'out', why: found.state === 'failed' ? 'offline' : found.state, code }
  const { collector, surveys } = found.reply
  if (collector.channel !== 'kiosk') return { at: 'out', why: 'other', code }
  if (!surveys[0]) return { at: 'out', why: 'closed', code }
  // Without a device of its own a collector can be tried out on any kiosk.
  return collector.paired && !bound ? pair(enrolment) : { at: 'open', code, reply: found.reply }
}

/** The collector that the address names, else the first that is for a kiosk. */
function mine(collectors: readonly BoundCollector[], asked: string): BoundCollector | null {
  const kiosks = collectors.filter(({ channel }) => channel === 'kiosk')
  return kiosks.find(({ code }) => code === asked) ?? kiosks[0] ?? null
}

async function pair(enrolment: Enrolment): Promise<Station> {
  const state = enrolment.state()
  const outcome = state.state === 'waiting' && state.code !== '' ? 'asked' : await enrolment.ask('kiosk')
  return { at: 'pairing', problem: outcome === 'asked' ? null : outcome }
}
