import type { Run } from '../../shared/run.ts'
import type { Device } from '../lib/device.ts'

/** Writes the unfinished run to the device, one write at a time and never an older one over a newer. */
export interface RunSaver {
  readonly save: (run: Run) => void
  /** Drops the run; nothing saved before comes back. */
  readonly drop: () => Promise<void>
  /** Resolves when no write is under way. */
  readonly idle: () => Promise<void>
}

export function createRunSaver(device: Device, code: string): RunSaver {
  let next: Run | null = null
  let chain = Promise.resolve()
  // A run that cannot be saved goes on in memory. Nothing is promised about it: only `keep` says "Bewaard".
  const then = (work: () => Promise<void> | undefined) => {
    chain = chain.then(work).catch(() => undefined)
    return chain
  }
  return {
    save(run) {
      next = run
      void then(() => {
        const newest = next
        next = null
        return newest ? device.saveRun(code, newest) : undefined
      })
    },
    drop() {
      next = null
      return then(() => device.dropRun(code))
    },
    idle: () => chain,
  }
}
