/** Without a touch for so long the kiosk asks whether somebody is still there. */
const IDLE_MS = 45_000
/** Seconds to say so. */
const COUNT = 30

export interface IdlePorts {
  /** Whether somebody is at the screen who may have gone; false on attract, while saving and after the thanks. */
  readonly watches: () => boolean
  /** Something is being read out: whoever listens need not touch. */
  readonly listens: () => boolean
  /** Shows the question with so many seconds left; null takes it away. */
  readonly ask: (left: number | null) => void
  /** Nobody said so. */
  readonly over: () => void
}

export interface Idle {
  /** Somebody touched or typed. While the question is asked only `stay` counts. */
  readonly touched: () => void
  /** "Ja, ik ga verder". It can be said without end. */
  readonly stay: () => void
  /** What is on view has changed. */
  readonly look: () => void
  readonly isAsking: () => boolean
}

/** Asks "Bent u er nog?" after 45 seconds without a touch, and waits 30 more. */
export function createIdle({ watches, listens, ask, over }: IdlePorts): Idle {
  let timer: ReturnType<typeof setTimeout> | undefined
  let left: number | null = null
  const start = () => {
    clearTimeout(timer)
    timer = watches() ? setTimeout(idle, IDLE_MS) : undefined
  }
  const idle = () => {
    if (listens()) start()
    else count(COUNT)
  }
  const count = (seconds: number) => {
    left = seconds
    ask(left)
    timer = setTimeout(() => {
      if (seconds > 1) count(seconds - 1)
      else end(over)
    }, 1000)
  }
  const end = (then: () => void) => {
    left = null
    clearTimeout(timer)
    timer = undefined
    ask(null)
    then()
  }
  return {
    touched: () => {
      if (left === null) start()
    },
    stay: () => {
      if (left !== null) end(start)
    },
    look: () => {
      if (!watches()) {
        if (left !== null) end(() => undefined)
        clearTimeout(timer)
        timer = undefined
      } else if (timer === undefined) start()
    },
    isAsking: () => left !== null,
  }
}
