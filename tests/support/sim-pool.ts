import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seal } from '../../client/lib/seal.ts'
import { markOf, sha256 } from '../../client/lib/withdrawal.ts'
import { type OpenSeal, openKeys } from '../../server/keys.ts'
import type { Response } from '../../shared/response.ts'
import type { Survey } from '../../shared/survey/survey.ts'
import type { Envelope, ServerKey } from '../../shared/wire.ts'

/** A word that stands in every answer and may stand nowhere on a device. */
export const CANARY = 'KANARIE'
export const COLLECTOR = 'SYM2345'

/** What a person on the simulated device can hand in, and the digest and mark of its withdrawal code. `good` is false for
 *  what the server must refuse. */
export interface Poolling {
  readonly envelope: Envelope
  readonly digest: string
  readonly mark: string
  readonly good: boolean
}

export interface Pool {
  readonly items: readonly Poolling[]
  /** One that no history submits: the answer of the next person, after all is well again. */
  readonly next: Poolling
  /** The server's real opener; what it said of an envelope once, it says again without the work. */
  readonly openSeal: OpenSeal
  /** What a device seals for. */
  readonly key: ServerKey
}

const words = (nl: string) => ({ nl })

/** The smallest survey with a closed and an open question. */
export const SURVEY: Survey = {
  id: 'simulator',
  version: 1,
  languages: ['nl'],
  title: words('Simulator'),
  intro: [words('Dit is een proef.')],
  address: 'u',
  questions: [
    {
      id: 'how',
      kind: 'faces3',
      text: words('Hoe ging het?'),
      options: [1, 2, 3].map((value) => ({ value, label: words(`${value}`) })),
      dontKnow: true,
    },
    { id: 'more', kind: 'text', text: words('Wilt u nog iets vertellen?'), dontKnow: false },
  ],
  signs: {
    dontKnow: { label: words('Weet ik niet') },
    skip: { label: words('Sla over') },
    notApplicable: { label: words('Past niet bij mij') },
  },
}

/** Good envelopes, one whose id is taken by another, and two that the server must refuse; sealed as a phone does. */
export async function sealPool(size: number): Promise<Pool> {
  const folder = mkdtempSync(join(tmpdir(), 'sim-keys-'))
  const keys = openKeys(folder)
  rmSync(folder, { recursive: true })
  let codes = 0
  const sealed = async (response: Response, good: boolean) => {
    const digest = await sha256(`code ${codes++}`)
    const envelope = await seal({ ...response, withdrawal: digest }, keys.current)
    return { envelope, good, digest, mark: await markOf(digest) }
  }
  const items: Poolling[] = []
  for (let index = 0; index < size; index++) items.push(await sealed(responseOf(index, 1 + (index % 3)), true))
  items.push(await sealed(responseOf(0, 2), true))
  items.push(await sealed(responseOf(size, 9), false))
  items.push(await sealed({ ...responseOf(size + 1, 1), collector: 'NOBODY2' }, false))
  const next = await sealed(responseOf(size + 2, 3), true)
  return { items, next, openSeal: remembering(keys.openSeal), key: keys.current }
}

function responseOf(index: number, how: number): Response {
  return {
    id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    collector: COLLECTOR,
    survey: { id: SURVEY.id, version: SURVEY.version },
    month: '2026-11',
    channel: 'kiosk',
    language: 'nl',
    answeredBy: 'self',
    answers: { how, more: `${CANARY} ${index}` },
  }
}

function remembering(openSeal: OpenSeal): OpenSeal {
  const opened = new Map<string, ReturnType<OpenSeal>>()
  return (envelope) => {
    // The tag at the end is over all of it; a damaged envelope is refused by its hash before it comes here.
    const name = `${envelope.id} ${envelope.kid} ${Buffer.from(envelope.sealed.subarray(-32)).toString('hex')}`
    const known = opened.get(name) ?? openSeal(envelope)
    opened.set(name, known)
    return known
  }
}
