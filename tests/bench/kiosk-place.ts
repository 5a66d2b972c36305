import { join } from 'node:path'
import { type BrowserContext, chromium } from 'playwright-core'
import { openCollector } from './open-collector.ts'
import { inTempFolder, type Running, root, startProgram } from './processes.ts'

export interface KioskPlace {
  readonly context: BrowserContext
  readonly server: Running
  readonly code: string
  /** Of the kiosk's page. */
  readonly url: string
}

const FLAGS = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync']

/** A server, a collector for a kiosk, and a browser that keeps what it is given; all gone after `use`. */
export function withKiosk<T>(use: (place: KioskPlace) => Promise<T>): Promise<T> {
  return inTempFolder((dataDir) =>
    inTempFolder(async (profile) => {
      const env = { PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir, SPEECH: 'off' }
      const server = await startProgram(join(root, '.build/server/main.js'), env)
      const code = openCollector(dataDir, 'kiosk')
      const context = await chromium.launchPersistentContext(profile, {
        executablePath: process.env.CHROMIUM ?? '',
        args: FLAGS,
        viewport: { width: 1080, height: 1920 },
        locale: 'nl-NL',
      })
      try {
        const url = `${server.url.replace('127.0.0.1', 'localhost')}/zuil/${code}`
        return await use({ context, server, code, url })
      } finally {
        await context.close()
        await server.stop()
      }
    }),
  )
}
