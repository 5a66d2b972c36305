import { createHash, webcrypto } from 'node:crypto'
import {
  type BeatReply,
  type BeatRequest,
  DEVICE_PATHS,
  type EnrolReply,
  signedText,
} from '../../shared/device-wire.ts'
import { toResponse } from '../../shared/response.ts'
import { newRun } from '../../shared/run.ts'
import { type Envelope, type FlushReply, PATHS } from '../../shared/wire.ts'
import { fetchCollector, sealResponse } from './send.ts'

export interface Reply<T> {
  readonly status: number
  readonly json: T & { readonly problem?: { readonly code: string } }
}

/** How to send one request otherwise than a sound device would. */
export interface Meddling {
  readonly device?: string | null
  readonly signature?: string | null
  /** What is sent in place of what was signed. */
  readonly body?: string
  /** What is signed in place of the request. */
  readonly text?: (text: string) => string
}

/** A kiosk or tablet as the server sees it, with a real key pair, for tests without a browser. */
export interface PairedDevice {
  readonly publicKey: string
  /** The name that the server gave it; null before it asked. */
  readonly id: () => string | null
  readonly enrol: (more?: object, meddling?: Meddling) => Promise<Reply<EnrolReply>>
  /** A heartbeat with the next number, or with the one given. */
  readonly beat: (more?: Partial<BeatRequest>, meddling?: Meddling) => Promise<Reply<BeatReply>>
  readonly send: (envelopes: readonly Envelope[], meddling?: Meddling) => Promise<Reply<FlushReply>>
}

const ECDSA = { name: 'ECDSA', namedCurve: 'P-256' }

export async function newPairedDevice(origin: string, kind = 'kiosk'): Promise<PairedDevice> {
  const { privateKey, publicKey } = await webcrypto.subtle.generateKey(ECDSA, false, ['sign'])
  const point = Buffer.from(await webcrypto.subtle.exportKey('raw', publicKey)).toString('base64url')
  let id: string | null = null
  let beats = 0

  async function sign(text: string): Promise<string> {
    const bytes = await webcrypto.subtle.sign({ ...ECDSA, hash: 'SHA-256' }, privateKey, Buffer.from(text))
    return Buffer.from(bytes).toString('base64url')
  }

  async function post<T>(
    path: string,
    body: object,
    device: string | null,
    meddling: Meddling = {},
  ): Promise<Reply<T>> {
    const text = JSON.stringify(body)
    const { text: change = (same: string) => same } = meddling
    const signed = await sign(change(signedText('POST', path, createHash('sha256').update(text).digest('hex'))))
    const named = meddling.device === undefined ? device : meddling.device
    const signature = meddling.signature === undefined ? signed : meddling.signature
    const headers = {
      'content-type': 'application/json',
      ...(named === null ? {} : { Device: named }),
      ...(signature === null ? {} : { 'Device-Signature': signature }),
    }
    const reply = await fetch(origin + path, { method: 'POST', headers, body: meddling.body ?? text })
    return { status: reply.status, json: (await reply.json()) as Reply<T>['json'] }
  }

  return {
    publicKey: point,
    id: () => id,
    enrol: async (more = {}, meddling) => {
      const body = { protocol: 1, kind, publicKey: point, version: 'AbCd1234', ...more }
      const reply = await post<EnrolReply>(DEVICE_PATHS.enrol, body, null, meddling)
      if (reply.status === 201) id = reply.json.device
      return reply
    },
    beat: (more = {}, meddling) => {
      const beat = more.beat ?? ++beats
      return post<BeatReply>(DEVICE_PATHS.beat, { ...QUIET, ...more, beat }, id, meddling)
    },
    send: (envelopes, meddling) => post<FlushReply>(PATHS.responses, { protocol: 1, envelopes }, id, meddling),
  }
}

const QUIET: Omit<BeatRequest, 'beat'> = {
  protocol: 1,
  version: 'AbCd1234',
  last: 0,
  unsent: 0,
  waiting: [],
  quarantined: 0,
  quarantine: [],
  lastAnswer: null,
  faults: [],
}

/** A sealed response to that collector in which everything was skipped, with that number on its device. */
export async function sealedFor(origin: string, code: string, id: string, seq?: number): Promise<Envelope> {
  const reply = await fetchCollector(origin, code)
  const survey = reply.surveys[0]
  if (!survey) throw new Error(`the collector ${code} has no survey`)
  const context = { month: new Date().toISOString().slice(0, 7), channel: reply.collector.channel }
  const envelope = await sealResponse(toResponse(survey, newRun(id, code, survey, 'nl'), context), reply.key)
  return seq === undefined ? envelope : { ...envelope, seq }
}
