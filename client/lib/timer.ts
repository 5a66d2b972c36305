export interface Timer {
  /** Calls after so many milliseconds, in place of what was set before. */
  readonly set: (act: () => void, ms: number) => void
  readonly clear: () => void
}

/** One thing at a time that happens by itself. */
export function createTimer(): Timer {
  let timer: ReturnType<typeof setTimeout> | undefined
  const clear = () => clearTimeout(timer)
  return {
    set: (act, ms) => {
      clear()
      timer = setTimeout(act, ms)
    },
    clear,
  }
}
