import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** The project's folder: where `npm run` starts commands. */
export const root = resolve(process.cwd())

export interface Running {
  readonly url: string
  readonly child: ChildProcess
  stop(): Promise<void>
}

/** Starts a program and waits until it prints its address. Throws with what it printed when it ends before. */
export function startProgram(file: string, env: NodeJS.ProcessEnv = {}): Promise<Running> {
  const child = spawn(process.execPath, [file], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return new Promise((done, failed) => {
    let printed = ''
    const look = (data: Buffer) => {
      printed += data.toString()
      const address = /http:\/\/[^\s/]+:(\d+)/.exec(printed)
      if (address) done({ url: `http://127.0.0.1:${address[1]}`, child, stop: () => stop(child) })
    }
    child.stdout.on('data', look)
    child.stderr.on('data', look)
    child.on('exit', () => failed(new Error(`${file} ended before it listened:\n${printed}`)))
  })
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    child.removeAllListeners('exit')
    child.on('exit', () => done())
    child.kill('SIGTERM')
  })
}

/** A folder that is gone after `use`. */
export async function inTempFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  try {
    return await use(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
