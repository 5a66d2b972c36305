import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDataFolder } from '../../server/data-folder.ts'
import { openHouse } from '../../server/start-up.ts'
import { command, settingsFor } from '../support/command.ts'
import { temporaryFolder } from '../support/server.ts'

let folder = ''
let dataDir = ''

beforeEach(() => {
  folder = temporaryFolder()
  dataDir = join(folder, 'data')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const copies = () => readdirSync(dataDir).filter((name) => name.includes('.restoring'))

/** What a restore leaves behind that is killed at its work. */
function leaveCopy(endings: readonly string[]): void {
  mkdirSync(dataDir, { recursive: true })
  for (const ending of endings) writeFileSync(join(dataDir, `ervaringwijzer.sqlite.restoring${ending}`), 'answers')
}

describe.each([[['']], [['', '-wal', '-shm']], [['', '-journal']], [['-wal']]])(
  'a copy that a killed restore left behind (%j)',
  (endings) => {
    test('is removed by the next start', () => {
      leaveCopy(endings)
      openHouse(settingsFor(dataDir), { lock: true, now: Date.now, randomBytes }).close()
      expect(copies()).toEqual([])
    })

    test('is removed by the next command, and leaves the data folder free', async () => {
      leaveCopy(endings)
      expect((await command(dataDir, ['verify'])).code).toBe(0)
      expect(copies()).toEqual([])
      openDataFolder(dataDir, { lock: true }).close()
    })
  },
)

test('a copy that a restore is working on stays, whatever commands are given beside it', async () => {
  const restore = openDataFolder(dataDir, { lock: true })
  leaveCopy(['', '-wal'])
  expect((await command(dataDir, ['verify'])).code).toBe(0)
  expect(copies()).toHaveLength(2)
  restore.close()
  expect(existsSync(join(dataDir, 'ervaringwijzer.sqlite'))).toBe(true)
})
