import type { BoundCollector } from '../../shared/device-wire.ts'
import type { CollectorReply } from '../../shared/wire.ts'
import type { Device } from '../lib/device.ts'
import type { Asked, Enrolment } from '../lib/enrolment.ts'
import { loadWhole } from '../respond/load-whole.ts'

/** Why a helper's device takes nothing now. */
export type MessageName =
  | 'unknown'
  | 'closed'
  | 'paused'
  | 'offline'
  | 'failed'
  | 'insecure'
  | 'channel'
  | 'revoked'
  | 'other'
  | 'storage'

/** A collector that the helper may choose. */
export interface Pick {
  readonly code: string
  /** Null where it cannot be had now. */
  readonly reply: CollectorReply | null
  readonly paused: boolean
}

/** What this device is: to be paired, with several collectors to choose from, open for one, or out of use. */
export type Station =
  | { readonly at: 'loading' }
  | { readonly at: 'pairing'; readonly problem: Exclude<Asked, 'asked'> | null }
  | { readonly at: 'pick'; readonly picks: readonly Pick[] }
  | { readonly at: 'talk' | 'paper'; readonly code: string; readonly reply: CollectorReply }
  | { readonly at: 'message'; readonly name: MessageName }

export interface Looks {
  readonly device: Device
  readonly enrolment: Enrolment
  /** The code in the address, empty without one. */
  readonly asked: string
  /** A stored copy is good enough only where the server cannot be reached. */
  readonly fresh: boolean
}

/** Looks what this device is now. Never rejects. */
export async function findStation({ device, enrolment, asked, fresh }: Looks): Promise<Station> {
  if (device.storage === 'insecure') return { at: 'message', name: 'insecure' }
  const state = enrolment.state()
  if (state.state === 'revoked') return { at: 'message', name: 'revoked' }
  const mine = state.state === 'active' ? state.collectors.filter(isForHelper) : []
  if (state.state === 'active' && !mine.some(({ code }) => asked === '' || code === asked))
    return { at: 'message', name: 'other' }
  if (asked === '' && mine.length > 1) return { at: 'pick', picks: await load(device, mine, fresh) }
  const code = asked || mine[0]?.code
  return code ? openFor(code, { device, enrolment, fresh, isMine: mine.length > 0 }) : pair(enrolment)
}

interface Opens extends Omit<Looks, 'asked'> {
  readonly isMine: boolean
}

async function openFor(code: string, { device, enrolment, fresh, isMine }: Opens): Promise<Station> {
  const found = await loadWhole(device, code, fresh)
  if (found.state !== 'ready') return { at: 'message', name: found.state }
  const { reply } = found
  const { channel, paired } = reply.collector
  if (channel !== 'assisted' && channel !== 'paper') return { at: 'message', name: 'channel' }
  // Without a device of its own a collector can be tried out on any tablet.
  if (paired && !isMine) return pair(enrolment)
  return { at: channel === 'paper' ? 'paper' : 'talk', code, reply }
}

function load(device: Device, mine: readonly BoundCollector[], fresh: boolean): Promise<readonly Pick[]> {
  return Promise.all(
    mine.map(async ({ code }) => {
      const found = await loadWhole(device, code, fresh)
      return { code, reply: found.state === 'ready' ? found.reply : null, paused: found.state === 'paused' }
    }),
  )
}

function isForHelper({ channel }: BoundCollector): boolean {
  return channel === 'assisted' || channel === 'paper'
}

async function pair(enrolment: Enrolment): Promise<Station> {
  const state = enrolment.state()
  const outcome = state.state === 'waiting' && state.code !== '' ? 'asked' : await enrolment.ask('tablet')
  return { at: 'pairing', problem: outcome === 'asked' ? null : outcome }
}
