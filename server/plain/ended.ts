/** The runs that their person threw away or left by "Snel weg": a page of theirs that Back brings up again goes no
 *  further. In memory only, and each for a day: longer than its token lives. */
export interface EndedRuns {
  readonly add: (id: string) => void
  readonly has: (id: string) => boolean
}

const KEPT_MS = 25 * 3_600_000
/** The oldest go first: nobody can fill the memory. */
const MOST = 50_000

export function createEndedRuns(now: () => number): EndedRuns {
  const ended = new Map<string, number>()
  return {
    add(id) {
      ended.delete(id)
      ended.set(id, now() + KEPT_MS)
      for (const [old, until] of ended) {
        if (until > now() && ended.size <= MOST) break
        ended.delete(old)
      }
    },
    has: (id) => (ended.get(id) ?? 0) > now(),
  }
}
