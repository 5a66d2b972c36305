import type { Page } from 'playwright-core'
import type { Store } from '../../server/store/store.ts'
import type { Response } from '../../shared/response.ts'

/** What lies in a device's database of one answer; the states are those of client/lib/queue.ts. */
export interface OnDevice {
  readonly id: string
  readonly state: 'waiting' | 'delivered' | 'quarantined'
  readonly hash: string
}

/** All that is known once a fault is over. Whatever is left out is not judged. */
export interface Evidence {
  /** Ids that a screen called kept. */
  readonly confirmed: readonly string[]
  /** What the devices hold, all together. */
  readonly device: readonly OnDevice[]
  readonly store: Pick<Store, 'response' | 'verify'>
  /** Rows that were there before. */
  readonly before?: number
  /** Ids of which the person knows that they were taken back. */
  readonly withdrawn?: readonly string[]
  /** What each person answered, by id. */
  readonly answers?: ReadonlyMap<string, Partial<Response['answers']>>
  /** Words of people, and all that the device keeps as text. */
  readonly plain?: { readonly words: readonly string[]; readonly dump: string }
  /** True when the app had all the time it needs with a sound server and network. */
  readonly settled?: boolean
  /** Ids that a screen called sent. */
  readonly calledSent?: readonly string[]
}

/** What is wrong by the post-condition U1–U7 of the list of faults (tests/faults/README.md); empty when all is well. */
export function violations(evidence: Evidence): readonly string[] {
  return [
    ...lost(evidence),
    ...doubled(evidence),
    ...miscounted(evidence),
    ...changed(evidence),
    ...readable(evidence),
    ...stuck(evidence),
    ...untrue(evidence),
  ]
}

/** U1: what was called kept is on a device or on the server, unless it was taken back. */
function lost({ confirmed, device, store, withdrawn = [] }: Evidence): readonly string[] {
  const held = new Set(device.map(({ id }) => id))
  return confirmed
    .filter((id) => !held.has(id) && !withdrawn.includes(id) && store.response(id) === null)
    .map((id) => `U1 ${id} was called kept and is nowhere`)
}

/** U2: no row but one for each id. */
function doubled({ confirmed, device, store, before = 0 }: Evidence): readonly string[] {
  const known = new Set([...confirmed, ...device.map(({ id }) => id)])
  const stored = [...known].filter((id) => store.response(id) !== null).length
  const rows = store.verify().responses - before
  return rows === stored ? [] : [`U2 ${rows} rows for ${stored} answers`]
}

/** U3: counts equal a recount, without what was withdrawn. */
function miscounted({ store, withdrawn = [] }: Evidence): readonly string[] {
  const { differences, integrity } = store.verify()
  return [
    ...differences.map((difference) => `U3 a count differs: ${JSON.stringify(difference)}`),
    ...(integrity === 'ok' ? [] : [`U3 the database is damaged: ${integrity}`]),
    ...withdrawn.filter((id) => store.response(id) !== null).map((id) => `U3 ${id} was withdrawn and is there`),
  ]
}

/** U4: what arrived is what was answered. */
function changed({ answers = new Map(), store }: Evidence): readonly string[] {
  return [...answers].flatMap(([id, given]) => {
    const stored: Readonly<Record<string, unknown>> | undefined = store.response(id)?.answers
    if (!stored) return []
    return Object.entries(given)
      .filter(([question, answer]) => JSON.stringify(stored[question]) !== JSON.stringify(answer))
      .map(([question]) => `U4 ${id} has another answer to ${question}`)
  })
}

/** U5: nothing that can be read is left on the device. */
function readable({ plain }: Evidence): readonly string[] {
  return (plain?.words ?? []).filter((word) => plain?.dump.includes(word)).map((word) => `U5 "${word}" can be read`)
}

/** U6: once all is well again everything that can be delivered is, without anybody's help. */
function stuck({ settled = false, device, store }: Evidence): readonly string[] {
  if (!settled) return []
  return device
    .filter(({ id, state }) => state === 'waiting' || (state === 'delivered' && store.response(id) === null))
    .map(({ id, state }) => `U6 ${id} is ${state} and not on the server`)
}

/** U7: "sent" is said only of what the server has. */
function untrue({ calledSent = [], store, withdrawn = [] }: Evidence): readonly string[] {
  return calledSent
    .filter((id) => store.response(id) === null && !withdrawn.includes(id))
    .map((id) => `U7 ${id} was called sent and is not there`)
}

/** Reads queue and quarantine with the bare API, so that nothing of our own hides what is there. */
export function readDevice(page: Page): Promise<readonly OnDevice[]> {
  return page.evaluate(async () => {
    const open = indexedDB.open('ervaringwijzer')
    await new Promise((done, failed) => {
      open.onsuccess = done
      open.onerror = () => failed(open.error)
    })
    const db = open.result
    const asked = async <T>(request: IDBRequest<T>) => {
      await new Promise((done) => (request.onsuccess = done))
      return request.result
    }
    const stores = db.transaction(['outbox', 'waiting', 'quarantine'])
    const all = (name: 'outbox' | 'quarantine') =>
      asked<{ envelope: { id: string; hash: string } }[]>(stores.objectStore(name).getAll())
    const waiting = await asked(stores.objectStore('waiting').getAllKeys())
    const kept = (await all('outbox')).map(({ envelope: { id, hash } }) => ({
      id,
      hash,
      state: waiting.includes(id) ? ('waiting' as const) : ('delivered' as const),
    }))
    const refused = (await all('quarantine')).map(({ envelope: { id, hash } }) => ({
      id,
      hash,
      state: 'quarantined' as const,
    }))
    db.close()
    return [...kept, ...refused]
  })
}
