import type { Answers } from './survey/answer.ts'

export type Channel = 'own-device' | 'kiosk' | 'assisted' | 'paper' | 'import'
export type Access = 'invited' | 'open'
export type AnsweredBy = 'self' | 'together' | 'on-behalf'
export type Phase = 'not-started' | 'ongoing' | 'finished'

export const CHANNELS: readonly Channel[] = ['own-device', 'kiosk', 'assisted', 'paper', 'import']
export const ANSWERED_BY: readonly AnsweredBy[] = ['self', 'together', 'on-behalf']
export const PHASES: readonly Phase[] = ['not-started', 'ongoing', 'finished']

/** A finished run as it is kept: no name, no exact time, no address. */
export interface Response {
  /** UUID v4, made when the run begins; no secret and no clock in it. */
  readonly id: string
  /** Public code of the collector; provider, care type, location, channel and access are taken from it, never from here. */
  readonly collector: string
  readonly survey: { readonly id: string; readonly version: number }
  /** `2026-11`, the device's month; the server clamps it to the last twelve. */
  readonly month: string
  readonly channel: Channel
  readonly language: string
  readonly answeredBy: AnsweredBy
  readonly phase?: Phase
  readonly answers: Answers
  readonly invitation?: string
}
