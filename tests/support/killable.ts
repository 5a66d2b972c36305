import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Browser, chromium, type Page } from 'playwright-core'
import { browserPath, HEADLESS } from './browser.ts'

/** A browser in a process group of its own, with what it keeps in a folder. */
export interface Killable {
  readonly browser: Browser
  /** A fresh tab. */
  readonly page: () => Promise<Page>
  /** All its processes at once, with SIGKILL; resolves when it is gone. Again does nothing. */
  readonly kill: () => Promise<void>
}

const FLAGS = [
  ...HEADLESS,
  '--no-first-run',
  '--disable-component-update',
  '--disable-sync',
  '--lang=nl-NL',
  '--remote-debugging-port=0',
]

/** Starts the browser on that folder, again after a kill too. */
export async function startKillable(folder: string, more: readonly string[] = [], starts = 3): Promise<Killable> {
  // What a killed browser leaves behind so that no second one starts.
  for (const name of ['SingletonLock', 'SingletonSocket', 'SingletonCookie'])
    rmSync(join(folder, name), { force: true })
  const child = spawn(browserPath(), [...FLAGS, ...more, `--user-data-dir=${folder}`], {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let gone: Promise<unknown> | null = null
  const kill = async () => {
    if (gone === null) {
      gone = once(child, 'exit')
      process.kill(-(child.pid ?? 0), 'SIGKILL')
    }
    await gone
  }
  try {
    const browser = await chromium.connectOverCDP(await debuggerOf(child), { timeout: 20_000 })
    const page = async () => {
      const context = browser.contexts()[0]
      if (!context) throw new Error('no context')
      return context.newPage()
    }
    return { browser, page, kill }
  } catch (error) {
    await kill()
    // On a busy machine a browser now and then starts deaf; one more kill must not hurt what is kept.
    if (starts === 1) throw error
    return startKillable(folder, more, starts - 1)
  }
}

/** Reads on for as long as the browser lives: one whose stderr is closed hangs. */
function debuggerOf({ stderr }: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    if (!stderr) return failed(new Error('the browser has no stderr'))
    createInterface(stderr)
      .on('line', (line) => {
        const address = /DevTools listening on (ws:\S+)/.exec(line)?.[1]
        if (address) found(address)
      })
      .on('close', () => failed(new Error('the browser ended')))
  })
}
