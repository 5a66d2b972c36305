import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { CannotStart } from '../../server/cannot-start.ts'
import { type DataFolder, openDataFolder } from '../../server/data-folder.ts'

let parent: string
let dir: string
let opened: DataFolder[]
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'data-'))
  dir = join(parent, 'deep', 'data')
  opened = []
})
afterEach(() => {
  for (const folder of opened) folder.close()
  rmSync(parent, { recursive: true, force: true })
})

function open(options?: { lock: boolean }): DataFolder {
  const folder = openDataFolder(dir, options)
  opened.push(folder)
  return folder
}

/** A process that takes the lock as a server does and holds it until it is killed. */
async function otherServer(): Promise<ChildProcess> {
  const code = `const db = new (require('better-sqlite3'))(process.argv[1]); db.pragma('locking_mode = exclusive')
    db.exec('begin exclusive'); console.log('held'); setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['-e', code, join(dir, 'server.lock')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise((held) => child.stdout.once('data', held))
  return child
}

test('the folder, its secret and its lock are made for their owner only', () => {
  const folder = open({ lock: true })
  expect(statSync(dir).mode & 0o777).toBe(0o700)
  expect(statSync(join(dir, 'secret')).mode & 0o777).toBe(0o600)
  expect(folder.secret).toHaveLength(32)
  expect(folder.hasDatabase).toBe(false)
})

test('the secret stays the same', () => {
  expect(open().secret.equals(open().secret)).toBe(true)
})

test('a second server on the folder is refused, until the first lets go; the command line is not', () => {
  const first = open({ lock: true })
  expect(() => open({ lock: true })).toThrow(CannotStart)
  expect(() => open({ lock: true })).toThrow(`Er draait al een server op de gegevensmap ${dir}`)
  expect(open().secret.equals(first.secret)).toBe(true)
  first.close()
  expect(() => open({ lock: true })).not.toThrow()
})

test('a server in another process holds the folder, and a killed one does not', async () => {
  open()
  const other = await otherServer()
  expect(() => open({ lock: true })).toThrow('Er draait al een server')
  const gone = new Promise((exited) => other.once('exit', exited))
  other.kill('SIGKILL')
  await gone
  expect(existsSync(join(dir, 'server.lock'))).toBe(true)
  expect(() => open({ lock: true })).not.toThrow()
})

test('a damaged secret stops the start and is named, for a new one would let what was withdrawn come back', () => {
  open()
  writeFileSync(join(dir, 'secret'), 'half')
  expect(() => open()).toThrow(CannotStart)
  expect(() => open()).toThrow(join(dir, 'secret'))
})

test('a file in the place of the folder is told', () => {
  mkdirSync(join(parent, 'deep'))
  writeFileSync(dir, '')
  expect(() => open()).toThrow(CannotStart)
  expect(() => open()).toThrow('is geen map')
})

test('a folder that cannot be made is told with the reason', () => {
  expect(() => openDataFolder('/sys/ervaringwijzer', { lock: true })).toThrow(CannotStart)
  expect(() => openDataFolder('/sys/ervaringwijzer')).toThrow('niet te beschrijven')
})
