import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStore } from '../../server/store/sqlite.ts'
import { seededChance } from '../support/send.ts'
import { accepted, fill, sampleResponse } from '../support/store-samples.ts'

const COMMITS = 30
const FLIPS = 60
const SEED = 20261127
const secret = Buffer.alloc(32, 7)
const batches = Array.from({ length: COMMITS }, (_, number) => [
  accepted(sampleResponse(number, { vertel: `kanarie ${number} `.repeat(20) })),
])

/** Sizes of the log by the source: sqlite.org/fileformat2.html, "WAL File Format", with pages of 4096 bytes. */
const [HEADER, FRAME] = [32, 24 + 4096]

let folder = ''
let source = ''
let copy = ''
/** How long the log was after each commit. */
const ends: number[] = []

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'log-'))
  source = join(folder, 'source.sqlite')
  copy = join(folder, 'copy.sqlite')
  fill(openStore(source, { secret })).close()
  const store = openStore(source, { secret })
  for (const batch of batches) {
    store.saveResponses(batch)
    ends.push(statSync(`${source}-wal`).size)
  }
  // What a machine that stops now leaves behind.
  for (const ending of ['', '-wal', '-shm']) copyFileSync(source + ending, `${source}.left${ending}`)
  store.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function lay(): void {
  for (const ending of ['', '-wal', '-shm']) rmSync(copy + ending, { force: true })
  for (const ending of ['', '-wal']) copyFileSync(`${source}.left${ending}`, copy + ending)
}

/** How many commits end at or before that place in the log. */
const commitsUntil = (place: number) => ends.filter((end) => end <= place).length

/** Opens what lies there and looks whether just these first commits are in it, whole; then offers all again, as devices do. */
function expectCommits(count: number): void {
  const store = openStore(copy, { secret })
  expect(store.verify()).toEqual({ responses: count, differences: [], integrity: 'ok' })
  const verdicts = batches.flatMap((batch) => store.saveResponses(batch))
  expect(verdicts.filter((verdict) => verdict === 'duplicate')).toHaveLength(count)
  expect(store.verify()).toEqual({ responses: COMMITS, differences: [], integrity: 'ok' })
  store.close()
}

describe('a log of the database', () => {
  test('that is whole gives every commit', () => {
    lay()
    expectCommits(COMMITS)
  })

  test('that breaks off at any 4 kB gives every commit before that place, and devices bring the others', () => {
    for (let cut = 0; cut < Math.max(...ends); cut += 4096) {
      lay()
      truncateSync(`${copy}-wal`, cut)
      expectCommits(commitsUntil(cut))
    }
  }, 120_000)

  test(`with a bit that fell over gives every commit before it (seed ${SEED})`, () => {
    const chance = seededChance(SEED)
    const whole = readFileSync(`${source}.left-wal`)
    for (let flip = 0; flip < FLIPS; flip += 1) {
      lay()
      const place = Math.floor(chance() * whole.length)
      const damaged = Buffer.from(whole)
      damaged[place] = (damaged[place] ?? 0) ^ (1 << Math.floor(chance() * 8))
      writeFileSync(`${copy}-wal`, damaged)
      const frame = place < HEADER ? 0 : HEADER + Math.floor((place - HEADER) / FRAME) * FRAME
      expectCommits(commitsUntil(frame))
    }
  }, 120_000)

  test.each([
    ['as it was', () => copyFileSync(`${source}.left-shm`, `${copy}-shm`)],
    ['of rubbish', () => writeFileSync(`${copy}-shm`, Buffer.alloc(32_768, 0xa5))],
    ['that is empty', () => writeFileSync(`${copy}-shm`, '')],
  ])('gives every commit beside an index %s', (_, put) => {
    lay()
    put()
    expectCommits(COMMITS)
  })

  test('is in the database itself, on disk, before anybody is answered', () => {
    lay()
    const words = (file: string) => readFileSync(file).includes(`kanarie ${COMMITS - 1} `)
    expect(words(copy)).toBe(false)
    const store = openStore(copy, { secret })
    expect(words(copy)).toBe(true)
    store.close()
  })
})
