import { createHash } from 'node:crypto'

/** Wrong tries that cost nothing: people mistype. */
const FREE_TRIES = 5
/** Longest pause, in seconds: at one try in five minutes a password of twelve characters is not to be guessed. Who keeps
 *  trying can take every turn of a login; that is why known devices have turns of their own. */
const LONGEST_PAUSE = 300
/** After this long without a wrong try a login is forgotten, in seconds. */
const FORGET_AFTER = 900
/** All sign-ins together: a bucket of tries that fills again at this many a second. */
const BUCKET = { size: 120, perSecond: 2 } as const
/** Logins remembered at most; the one that waited longest goes first. */
const MOST_LOGINS = 10_000

export interface Throttle {
  /** Counts a try for this login; 0 when it may go on, else how many seconds to wait. A try that must wait does not
   *  make the pause longer. `device` is the mark of a browser that this login signed in from before: it waits for its own
   *  wrong tries only. Null is any other browser. */
  tryNow(login: string, device?: string | null): number
  /** The try was right: the login starts anew, on that device. */
  succeeded(login: string, device?: string | null): void
}

/** Growing pauses after wrong passwords, for known and unknown logins alike, in memory only and never for good. The try
 *  is counted before its password is checked, so that a hundred at the same moment are not a hundred free tries.
 *  `now` gives milliseconds. */
export function createThrottle(now: () => number): Throttle {
  const logins = new Map<string, { tries: number; last: number; notBefore: number }>()
  let bucket = { tries: BUCKET.size as number, filled: now() }

  const takeFromBucket = (time: number): number => {
    const seconds = Math.max(0, time - bucket.filled) / 1000
    bucket = { tries: Math.min(BUCKET.size, bucket.tries + seconds * BUCKET.perSecond), filled: time }
    if (bucket.tries < 1) return Math.ceil((1 - bucket.tries) / BUCKET.perSecond)
    bucket.tries -= 1
    return 0
  }

  return {
    tryNow(login, device = null) {
      const time = now()
      const key = keyOf(login, device)
      const known = logins.get(key)
      const entry = known && time - known.last < FORGET_AFTER * 1000 ? known : { tries: 0, last: time, notBefore: 0 }
      const pause = Math.ceil((entry.notBefore - time) / 1000)
      // A longer one can only come from a clock that was set back.
      if (pause > 0 && pause <= LONGEST_PAUSE) return pause
      const wait = device === null ? takeFromBucket(time) : 0
      if (wait > 0) return wait
      const tries = entry.tries + 1
      logins.delete(key)
      logins.set(key, { tries, last: time, notBefore: time + pauseAfter(tries) * 1000 })
      dropOldest(logins)
      return 0
    },
    succeeded: (login, device = null) => void logins.delete(keyOf(login, device)),
  }
}

function pauseAfter(tries: number): number {
  return tries < FREE_TRIES ? 0 : Math.min(LONGEST_PAUSE, 2 ** (tries - FREE_TRIES))
}

function keyOf(login: string, device: string | null): string {
  return createHash('sha256')
    .update(JSON.stringify([login, device]))
    .digest('base64')
}

function dropOldest(logins: Map<string, unknown>): void {
  if (logins.size <= MOST_LOGINS) return
  const [oldest] = logins.keys()
  if (oldest !== undefined) logins.delete(oldest)
}
