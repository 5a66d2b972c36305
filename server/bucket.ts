/** A bucket of tries for all who ask together. No address is looked at, so whoever keeps at it can delay others. */
export interface Bucket {
  /** Takes so many tries out; how many seconds to wait when they are not there, and then none is taken. */
  readonly take: (tries: number) => number
  /** Whether there is a try left. */
  readonly hasOne: () => boolean
}

/** A full bucket, that fills again at `perSecond`. `now` gives milliseconds. */
export function createBucket(
  { size, perSecond }: { readonly size: number; readonly perSecond: number },
  now: () => number,
): Bucket {
  let bucket = { tries: size, filled: now() }
  const fill = () => {
    const seconds = Math.max(0, now() - bucket.filled) / 1000
    bucket = { tries: Math.min(size, bucket.tries + seconds * perSecond), filled: now() }
    return bucket.tries
  }
  return {
    take(tries) {
      const there = fill()
      if (there < tries) return Math.ceil((tries - there) / perSecond)
      bucket.tries -= tries
      return 0
    },
    hasOne: () => fill() >= 1,
  }
}
