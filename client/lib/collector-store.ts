import type { CollectorReply } from '../../shared/wire.ts'
import { collectorReply, getCollector, type Outcome } from './api.ts'
import type { Database } from './db.ts'

export type LoadState =
  | { readonly state: 'ready'; readonly reply: CollectorReply }
  | { readonly state: 'unknown' | 'closed' | 'paused' | 'offline' | 'failed' }

/** The collector with its surveys: what an unfinished run began with, else the stored copy with that language (refreshed
 *  behind the person's back for the next time), else what the server says now, else a stored copy without that language.
 *  `fresh` hears every reply of the server. On a shared device no run lasts, so none counts. */
export async function loadCollector(
  database: Database | null,
  code: string,
  language: string,
  fresh: (reply: CollectorReply) => void,
  shared = false,
): Promise<LoadState> {
  const stored = database && (await storedReply(database, code, shared))
  const asked = askCollector(database, code, languagesFor(stored?.reply ?? null, language), (reply) => {
    fresh(reply)
    return reply
  })
  if (!stored) return asked
  const enough = stored.code !== code || hasWords(stored.reply, language)
  const now = enough ? null : await asked
  // Nobody is half way there: what the server no longer knows is over.
  const over = shared && now && SHUT.test(now.state)
  return now && (now.state === 'ready' || over) ? now : { state: 'ready', reply: stored.reply }
}

/** Whether anything is written in that language there: a reply has the words of the languages that were asked for. */
export function hasWords({ surveys }: CollectorReply, language: string): boolean {
  return JSON.stringify(surveys).includes(`"${language}":`)
}

/** What to ask for, so that a language that was there stays there. */
export function languagesFor(reply: CollectorReply | null, language: string): string {
  const there = reply?.collector.languages.filter((code) => hasWords(reply, code)) ?? []
  return [...new Set(['nl', ...there, language])].join()
}

async function storedReply(
  database: Database,
  code: string,
  shared: boolean,
): Promise<{ readonly code: string; readonly reply: CollectorReply } | null> {
  try {
    return await database.read(['collectors'], async (tx) => {
      const collectors = tx.objectStore('collectors')
      return (!shared && (await collectors.get(`${code}/run`))) || ((await collectors.get(code)) ?? null)
    })
  } catch {
    return null
  }
}

/** Asks the server in languages such as `nl,tr`, and keeps for the next time what `whole` makes of its reply; when that is
 *  null it has failed. */
export async function askCollector(
  database: Database | null,
  code: string,
  languages: string,
  whole: (reply: CollectorReply) => CollectorReply | null = (reply) => reply,
): Promise<LoadState> {
  const state = loadState(await getCollector(code, languages))
  if (state.state === 'ready') {
    const reply = whole(state.reply)
    if (!reply) return { state: 'failed' }
    await store(database, code, reply)
    return { state: 'ready', reply }
  }
  if (SHUT.test(state.state)) await store(database, code, null)
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
  // Its first part is one of the three, as the expression says.
  const told = SHUT.exec(String(code))?.[1] as 'unknown' | 'closed' | 'paused' | undefined
  return { state: told ?? 'failed' }
}

/** Nobody can begin there: the server says so in the code of its problem, or did in the state made of it. */
const SHUT = /^(unknown|closed|paused)(-collector)?$/
