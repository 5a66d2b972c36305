import { THE_SERVER } from './audit.ts'
import { ABSOLUTE_MS, IDLE_MS } from './auth.ts'
import { dayOf } from './calendar.ts'
import type { Deps } from './deps.ts'
import { dropSilentUnpaired } from './devices.ts'
import { closeEnded } from './ended-places.ts'
import { forgetOld } from './forget.ts'
import { withoutMessage } from './http/endpoint.ts'
import { showDecided } from './open-answers.ts'
import { warmUnits } from './released-units.ts'
import { keepWithdrawn } from './withdrawn-file.ts'

const HOUR_MS = 3_600_000
/** Answers that arrive wait meanwhile: some seconds at most. */
const ROUNDS = 4

/** What the server does by itself, now and every hour: a release of the new answers, the end of collectors of what has ended, the
 *  end of all that was kept long enough, of stale sessions and links, and of devices that asked to be paired and never were; and it
 *  folds the write-ahead log and reads for the portal what was released.
 *  A failure is told to `log` and tried again the next hour. Gives the function that stops it. */
export function startUpkeep(deps: Deps, threshold: number, log: (line: string) => void): () => void {
  let stopped = false
  const failed = (error: unknown) => log(`upkeep failed: ${withoutMessage(error)}`)
  const round = () => {
    try {
      const now = deps.now()
      deps.store.release(dayOf(now), threshold)
      closeEnded(deps)
      showDecided(deps)
      keepWithdrawn(deps.config.dataDir, deps.store)
      forgetOld(deps, THE_SERVER, ROUNDS)
      dropSilentUnpaired(deps.store, now)
      deps.store.dropAccountLinksBefore(now)
      deps.store.endSessionsBefore(now - ABSOLUTE_MS, now - IDLE_MS)
      deps.store.foldLog()
      warmUnits(deps.store, () => stopped).catch(failed)
    } catch (error) {
      failed(error)
    }
  }
  round()
  const timer = setInterval(round, HOUR_MS)
  return () => {
    stopped = true
    clearInterval(timer)
  }
}
