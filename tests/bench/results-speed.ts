import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Viewer } from '../../server/deps.ts'
import { choices, results } from '../../server/results.ts'
import { resultsBackground } from '../../server/results-background.ts'
import { readFilter } from '../../server/results-filter.ts'
import { othersResults } from '../../server/results-others.ts'
import { cpuMsOf, type FilledStore, filledStore, SURVEY } from './filled-store.ts'
import { inTempFolder } from './processes.ts'

export interface ResultsSpeed {
  readonly answers: number
  readonly releaseMs: number | null
  /** Milliseconds of processor of each request, medians, in the order of `PAGES`. */
  readonly ms: readonly number[]
}

const PROVIDER: Viewer = { role: 'provider', provider: 'p0', name: 'bench' }
const ADMIN: Viewer = { role: 'admin', provider: null, name: 'bench' }
const COUNCIL: Viewer = { role: 'reader', provider: null, name: 'bench' }
const OWN = { survey: SURVEY, provider: 'p0', careType: SURVEY }

/** What a page of the portal asks for, a request each. */
export const PAGES: readonly (readonly [name: string, ask: (filled: FilledStore) => unknown])[] = [
  ['own, by quarter', shown({ ...OWN, by: 'quarter' }, PROVIDER)],
  ['own, by quarter and location', shown({ ...OWN, by: 'quarter,location' }, PROVIDER)],
  ['own, by month and phase', shown({ ...OWN, by: 'month,phase' }, PROVIDER)],
  ['the others beside it', ({ known }) => othersResults(known, readFilter(known, OWN, PROVIDER), PROVIDER)],
  ['how many answered', ({ known }) => resultsBackground(known, readFilter(known, OWN, PROVIDER), PROVIDER)],
  ['the choices of the form', ({ known }) => choices(known, PROVIDER)],
  ['administrator, all, by quarter', shown({ survey: SURVEY, by: 'quarter' }, ADMIN)],
  ['administrator, each provider', shown({ survey: SURVEY, by: 'provider' }, ADMIN)],
  ['administrator, everything', shown({}, ADMIN)],
  ['administrator, how many', ({ known }) => resultsBackground(known, readFilter(known, {}, ADMIN), ADMIN)],
  ['council, by care type', shown({ survey: SURVEY, by: 'careType' }, COUNCIL)],
  ['one more answer', ({ oneMore }) => oneMore()],
]

function shown(query: Readonly<Record<string, string>>, viewer: Viewer): (filled: FilledStore) => unknown {
  return ({ known }) => results(known, readFilter(known, query, viewer), viewer)
}

const CALLS = 5
const WARM_UP = 1

/** What each request of a page takes in databases with those many answers, measured by turns. `kept` is a folder that keeps filled databases for the next time. */
export function resultsSpeed(
  sizes: readonly number[],
  kept: string | undefined,
  say: (text: string) => void,
): Promise<readonly ResultsSpeed[]> {
  return inFolder(kept, async (folder) => {
    const filled = sizes.map((answers) => filledStore(join(folder, `${answers}.sqlite`), answers, say))
    const times = PAGES.map(([name, ask]) => {
      say(name)
      return mediansMs(filled.map((one) => () => ask(one)))
    })
    for (const { store } of filled) store.close()
    return filled.map(({ answers, releaseMs }, at) => ({
      ...{ answers, releaseMs },
      ms: times.map((medians) => medians[at] ?? Number.NaN),
    }))
  })
}

/** That folder, or without one a folder that is gone afterwards. */
export function inFolder<T>(kept: string | undefined, use: (folder: string) => Promise<T>): Promise<T> {
  if (kept === undefined) return inTempFolder(use)
  mkdirSync(kept, { recursive: true })
  return use(kept)
}

/** Of each work the median of its calls. The first calls of all are left out: they are slower. */
function mediansMs(works: readonly (() => unknown)[]): readonly number[] {
  const rounds = Array.from({ length: CALLS + WARM_UP }, () => works.map(cpuMsOf)).slice(WARM_UP)
  return works.map((_, at) => rounds.map((round) => round[at] ?? 0).sort((a, b) => a - b)[CALLS >> 1] ?? Number.NaN)
}
