/** More completions than `MOST` within this time are a burst. */
const WITHIN_MS = 15_000
const MOST = 3

export interface Bursts {
  /** Somebody sends now: true when it is one too many within the time, counting those before. */
  readonly isBurst: (now: number) => boolean
  /** A response was kept. */
  readonly kept: (now: number) => void
}

/** Tells playing children from visitors. `now` is a clock that never goes back, in milliseconds. */
export function createBursts(): Bursts {
  let recent: readonly number[] = []
  const within = (now: number) => recent.filter((at) => now - at < WITHIN_MS)
  return {
    isBurst: (now) => within(now).length >= MOST,
    kept: (now) => {
      recent = [...within(now), now]
    },
  }
}
