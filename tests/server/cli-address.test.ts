import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { command } from '../support/command.ts'
import { killLeftServers, startProcess, temporaryFolder } from '../support/server.ts'

const folder = temporaryFolder()

afterAll(() => {
  killLeftServers()
  rmSync(folder, { recursive: true, force: true })
})

const COLLECTOR = 'collector add --provider dock --care-type sociaal-makelaarschap --channel own-device'

let accounts = 0

/** The origins of the links that each command prints which prints any. */
async function origins(dataDir: string, env: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  accounts += 1
  const lines = [COLLECTOR, 'collector list --json', `user add --login u${accounts}@dock.example --role admin`]
  const found: string[] = []
  for (const line of lines) {
    const ran = await command(dataDir, line.split(' '), { env: { DATA_DIR: dataDir, ...env } })
    const urls = [...ran.out.join('\n').matchAll(/(https?:\/\/[^/\s"]+)\/(?:v\/|resultaten)/g)]
    expect(urls.length).toBeGreaterThan(0)
    found.push(...urls.flatMap((match) => match[1] ?? []))
  }
  return [...new Set(found)]
}

test('commands print links to the server that runs on the data folder, until it stops', async () => {
  const dataDir = join(folder, 'running')
  const server = await startProcess({ dataDir })
  const port = new URL(server.origin).port
  expect(await origins(dataDir)).toEqual([`http://localhost:${port}`])
  expect(await origins(dataDir, { PORT: '8080' })).toEqual(['http://localhost:8080'])
  expect(await origins(dataDir, { PUBLIC_URL: 'https://ervaring.example' })).toEqual(['https://ervaring.example'])
  expect(await origins(dataDir, { PORT: ' ', PUBLIC_URL: '' })).toEqual([`http://localhost:${port}`])
  expect(await server.stop()).toBe(0)
  expect(existsSync(join(dataDir, 'address'))).toBe(false)
  expect(await origins(dataDir)).toEqual(['http://localhost:3000'])
})

test('the public URL of a server is what they print, not its port', async () => {
  const dataDir = join(folder, 'public')
  const server = await startProcess({ dataDir, env: { PUBLIC_URL: 'https://ervaring.example' } })
  expect(await origins(dataDir)).toEqual(['https://ervaring.example'])
  await server.stop()
})

test('a server that was killed leaves its address, and the next one its own', async () => {
  const dataDir = join(folder, 'killed')
  const first = await startProcess({ dataDir })
  await first.stop('SIGKILL')
  expect(await origins(dataDir)).toEqual([first.origin.replace('127.0.0.1', 'localhost')])
  const second = await startProcess({ dataDir })
  expect(await origins(dataDir)).toEqual([second.origin.replace('127.0.0.1', 'localhost')])
  await second.stop()
})

describe('an address that is damaged', () => {
  test.each(['', 'x', 'javascript:alert(1)', 'http://localhost:1/pad', 'http://'])(
    '("%s") is passed over',
    async (text) => {
      const dataDir = join(folder, 'damaged')
      mkdirSync(dataDir, { recursive: true })
      writeFileSync(join(dataDir, 'address'), text)
      expect(await origins(dataDir)).toEqual(['http://localhost:3000'])
    },
  )
})
