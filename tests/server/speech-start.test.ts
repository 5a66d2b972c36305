import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { startSpeech } from '../../server/speech/at-start.ts'
import { openHouse } from '../../server/start-up.ts'
import { settingsFor } from '../support/command.ts'
import { engineFile, temporaryFolder } from '../support/server.ts'

const folder = temporaryFolder()
const clipsDir = join(folder, 'audio')
const config = { ...settingsFor(join(folder, 'data')), clipsDir, engineFile }
const house = openHouse(config, { lock: false, now: Date.now, randomBytes })

afterAll(() => {
  house.close()
  rmSync(folder, { recursive: true, force: true })
})

/** The whole clips that are there. */
const made = () =>
  existsSync(join(clipsDir, 'nl'))
    ? readdirSync(join(clipsDir, 'nl')).filter((name) => name.endsWith('.mp3')).length
    : 0

/** Starts it, waits until so many clips are there, stops it; gives how many sentences it said it had to make. */
async function start(until: number): Promise<number> {
  const said: string[] = []
  const speech = startSpeech(house.deps, (line) => said.push(line))
  await expect.poll(made, { timeout: 30_000 }).toBeGreaterThanOrEqual(until)
  await speech.stop()
  expect(said).toEqual([expect.stringMatching(/^Gesproken tekst: de computer maakt nu \d+ zinnen, Nederlands eerst\./)])
  return Number(/\d+/.exec(said[0] ?? '')?.[0])
}

test('a start makes what is missing, Dutch first; a stop keeps what is made, and the next start goes on there', async () => {
  const all = await start(3)
  const kept = made()
  expect(readdirSync(clipsDir)).toEqual(['nl'])
  expect(await start(kept + 1)).toBe(all - kept)
})

test('a server that must not make speech makes none', async () => {
  const before = made()
  const said: string[] = []
  const deps = { ...house.deps, config: { ...config, rendersSpeech: false } }
  await startSpeech(deps, (line) => said.push(line)).stop()
  expect(said).toEqual([])
  expect(made()).toBe(before)
})
