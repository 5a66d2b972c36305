import { type Accepted, type RefusedEnvelope, type Store, StoreUnavailable, type StoreVerdict } from './store/store.ts'

/** What one request wants written. */
export interface Writes {
  readonly accepted: readonly Accepted[]
  readonly refused: readonly RefusedEnvelope[]
}

/** What is on disk: a verdict per accepted response, null where it could not be committed; and whether the refused
 *  envelopes are kept. */
export interface Written {
  readonly saved: readonly (StoreVerdict | null)[]
  readonly kept: boolean
}

interface Job {
  readonly writes: Writes
  readonly done: (written: Written) => void
}

/** Most responses in one transaction: one wait for the disk pays for this many. */
const GROUP = 100

/** Commits what concurrent requests want written together: everything that is ready in one turn of the event loop goes
 *  into one transaction. The promise resolves after the commit and never rejects; `report` hears of what went wrong. */
export function createCommitQueue(
  store: Pick<Store, 'saveResponses' | 'keepRefused'>,
  report: (error: unknown) => void,
): (writes: Writes) => Promise<Written> {
  let waiting: Job[] = []

  function commitWaiting(): void {
    const jobs = waiting
    waiting = []
    const kept = keep(jobs.flatMap((job) => job.writes.refused))
    for (const group of inGroups(jobs)) {
      const saved = save(group.flatMap((job) => job.writes.accepted))
      let from = 0
      for (const { writes, done } of group) {
        done({ saved: saved.slice(from, from + writes.accepted.length), kept })
        from += writes.accepted.length
      }
    }
  }

  function keep(refused: readonly RefusedEnvelope[]): boolean {
    try {
      store.keepRefused(refused)
      return true
    } catch (error) {
      report(error)
      return false
    }
  }

  /** One bad row must not keep the good ones out: then each is tried alone. When the database itself cannot commit,
   *  trying a hundred times more would only hold up everybody. */
  function save(batch: readonly Accepted[]): readonly (StoreVerdict | null)[] {
    try {
      return store.saveResponses(batch)
    } catch (error) {
      if (batch.length > 1 && !(error instanceof StoreUnavailable)) return batch.flatMap((one) => save([one]))
      report(error)
      return batch.map(() => null)
    }
  }

  return (writes) =>
    new Promise((done) => {
      if (waiting.length === 0) setImmediate(commitWaiting)
      waiting.push({ writes, done })
    })
}

function inGroups(jobs: readonly Job[]): readonly (readonly Job[])[] {
  const groups: Job[][] = []
  let room = 0
  for (const job of jobs) {
    const size = job.writes.accepted.length
    const last = groups.at(-1)
    if (last && size <= room) last.push(job)
    else groups.push([job])
    room = (last && size <= room ? room : GROUP) - size
  }
  return groups
}
