import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Order, Report } from './order.ts'

/** The speech engine in a process of its own. */
export interface Engine {
  /** Makes one clip; one at a time. Rejects when the process is no more. */
  readonly render: (order: Order) => Promise<Report>
  /** Ends it, also in the middle of a clip, and waits until it is gone. */
  readonly stop: () => Promise<void>
}

/** Starts the engine (the built `engine.ts`); it loads while the first order waits. */
export function startEngine(engineFile: string): Engine {
  const child = spawn(process.execPath, [engineFile], { stdio: ['pipe', 'pipe', 'ignore'] })
  // An order to a process that is no more: `gone` says so.
  child.stdin.on('error', () => undefined)
  const gone = ended(child)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    async render(order) {
      child.stdin.write(`${JSON.stringify(order)}\n`)
      const { value, done } = await lines.next()
      if (done) throw new Error('The speech engine has ended')
      return JSON.parse(value) as Report // only engine.ts writes there
    },
    async stop() {
      child.kill('SIGKILL')
      await gone
    },
  }
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    child.once('close', () => done())
    child.once('error', () => done())
  })
}
