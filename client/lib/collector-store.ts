import type { CollectorReply } from '../../shared/wire.ts'
import { collectorReply, getCollector, type Outcome } from './api.ts'
import type { Database } from './db.ts'

export type LoadState =
  | { readonly state: 'ready'; readonly reply: CollectorReply }
  | { readonly state: 'unknown' | 'closed' | 'offline' | 'failed' }

/** The collector with its surveys: what an unfinished run began with, else the stored copy (refreshed behind the
 *  person's back for the next time), else what the server says now. `fresh` hears every reply of the server. */
export async function loadCollector(
  database: Database | null,
  code: string,
  fresh: (reply: CollectorReply) => void,
): Promise<LoadState> {
  const stored = database && (await storedReply(database, code))
  const asked = ask(database, code, fresh)
  return stored ? { state: 'ready', reply: stored } : asked
}

async function storedReply(database: Database, code: string): Promise<CollectorReply | null> {
  try {
    return await database.read(['collectors'], async (tx) => {
      const collectors = tx.objectStore('collectors')
      return ((await collectors.get(`${code}/run`)) ?? (await collectors.get(code)))?.reply ?? null
    })
  } catch {
    return null
  }
}

async function ask(
  database: Database | null,
  code: string,
  fresh: (reply: CollectorReply) => void,
): Promise<LoadState> {
  const state = loadState(await getCollector(code))
  if (state.state === 'ready') {
    fresh(state.reply)
    await store(database, code, state.reply)
  } else if (state.state === 'closed' || state.state === 'unknown') await store(database, code, null)
  return state
}

/** A copy that cannot be stored is no reason to stop: the page has it. */
async function store(database: Database | null, code: string, reply: CollectorReply | null): Promise<void> {
  await database
    ?.write(['collectors'], async (tx) => {
      const collectors = tx.objectStore('collectors')
      await (reply ? collectors.put({ code, reply }) : collectors.delete(code))
    })
    .catch(() => undefined)
}

function loadState(outcome: Outcome): LoadState {
  const reply = collectorReply(outcome)
  if (reply) return { state: 'ready', reply }
  if ('failed' in outcome) return { state: 'status' in outcome ? 'failed' : 'offline' }
  // A proxy may say 404 or 410 too; only our own words count.
  const code = (outcome.json as { problem?: { code?: unknown } } | null)?.problem?.code
  if (code === 'unknown-collector') return { state: 'unknown' }
  return { state: code === 'closed-collector' ? 'closed' : 'failed' }
}
