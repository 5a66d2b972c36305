import { problem } from './http/problem.ts'

/** Gives the function by which so many works run at a time and so many more may wait for their turn. Throws `too-many-tries`
 *  when more than these wait. */
export function createTurns(atATime: number, mayWait: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let running = 0
  return async (work) => {
    if (running >= atATime) {
      if (waiting.length >= mayWait) throw problem('too-many-tries', 'Het is nu druk. Probeer het zo nog eens.', 5)
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else running++
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}
