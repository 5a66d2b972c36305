import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { forgetOld } from '../../server/forget.ts'
import { type House, openHouse } from '../../server/start-up.ts'
import type { Accepted, Store } from '../../server/store/store.ts'
import { startUpkeep } from '../../server/upkeep.ts'
import { THRESHOLD } from '../../shared/results/threshold.ts'
import { command, settingsFor } from '../support/command.ts'
import { temporaryFolder } from '../support/server.ts'
import { idOf } from '../support/store-samples.ts'

let dataDir = ''
let house: House
let time = Date.parse('2026-11-27T10:00:00Z')
const now = () => time

beforeEach(() => {
  dataDir = temporaryFolder()
  time = Date.parse('2026-11-27T10:00:00Z')
  house = openHouse(settingsFor(dataDir), { lock: false, now, randomBytes })
})
afterEach(() => {
  house.close()
  rmSync(dataDir, { recursive: true, force: true })
})

/** An answer of that month to a survey that asks for words. */
function of(store: Store, number: number, month: string): Accepted {
  const [collector] = store.collectors()
  const published = store.surveys().find(({ survey }) => survey.questions.some(({ kind }) => kind === 'text'))
  if (!collector || !published) throw new Error('nothing to answer')
  const { id, version, questions } = published.survey
  const response = {
    id: idOf(number),
    collector: collector.code,
    survey: { id, version },
    month,
    channel: collector.channel,
    language: 'nl',
    answeredBy: 'self' as const,
    answers: { [questions.find(({ kind }) => kind === 'text')?.id ?? '']: 'Kanarie zingt.' },
  }
  return { response, collector, hash: `hash-${number}` }
}

const audited = () =>
  house.deps.store
    .audit({ before: Number.MAX_SAFE_INTEGER, limit: 99 })
    .filter(({ action }) => action === 'forget')
    .map(({ who, about }) => `${who}: ${about}`)

function fillOld(): void {
  const { store } = house.deps
  const months = ['2024-11', '2024-12', '2025-11', '2025-12', '2026-11']
  store.saveResponses(months.map((month, index) => of(store, index + 1, month)))
  store.keepRefused([
    { id: idOf(9), hash: 'a'.repeat(64), kid: 'k', sealed: 's', reason: 'unreadable-seal', month: '2026-04' },
  ])
  store.note({ at: '2025-04-30T23:59:59Z', who: 'anna', action: 'user-add', about: '' })
}

const expected = { originals: 0, openAnswers: 3, responses: 1, codes: 0, refused: 1, devices: 0, sessions: 0, audit: 1 }

describe('forget', () => {
  test('says with --dry-run how many of each kind it would be, and does nothing', async () => {
    fillOld()
    const before = house.deps.store.verify()
    for (const _ of [1, 2]) {
      const ran = await command(dataDir, ['forget', '--dry-run', '--json'], { now })
      expect([ran.code, ran.json()]).toEqual([0, { dryRun: true, ...expected, aged: 0 }])
    }
    expect([house.deps.store.verify(), audited()]).toEqual([before, []])
    const told = (await command(dataDir, ['forget', '--dry-run'], { now })).out.join('\n')
    expect(told).toMatch(/antwoorden per persoon; de tellingen blijven +24 maanden +1/)
    expect(told).toContain('Er is niets weggedaan')
  })

  test('forgets just that, leaves every count, and notes how many and nothing more', async () => {
    fillOld()
    const { store } = house.deps
    const before = store.liveTallies({})
    const ran = await command(dataDir, ['forget', '--json'], { now })
    expect(ran.json()).toEqual({ dryRun: false, ...expected, aged: 1 })
    expect([1, 2, 3, 4, 5].map((number) => store.response(idOf(number)) !== null)).toEqual([
      false,
      true,
      true,
      true,
      true,
    ])
    expect(store.liveTallies({})).toEqual(before)
    expect(store.verify()).toEqual({ responses: 4, differences: [], integrity: 'ok' })
    expect(audited().sort()).toEqual(
      ['audit 1', 'openAnswers 3', 'refused 1', 'responses 1'].map((line) => `opdrachtregel: ${line}`),
    )
    expect(store.verifyAudit().fault).toBeNull()
    const again = await command(dataDir, ['forget', '--json'], { now })
    expect(Object.values(again.json()).filter((count) => count === 1)).toEqual([1])
    expect(again.json().aged).toBe(1)
  })

  test('a late duplicate of what was forgotten is taken for what it is', async () => {
    fillOld()
    const { store } = house.deps
    await command(dataDir, ['forget', '--json'], { now })
    expect(store.saveResponses([of(store, 1, '2024-11'), of(store, 3, '2025-11')])).toEqual(['duplicate', 'duplicate'])
    expect(store.verify().differences).toEqual([])
  })
})

describe('the hourly upkeep', () => {
  const hour = () => startUpkeep(house.deps, THRESHOLD, (line) => expect.fail(line))()

  test('forgets in the last month of a term, so that nothing is kept longer than was said', () => {
    const { store } = house.deps
    store.saveResponses([of(store, 1, '2026-11')])
    const text = () => Object.values(store.response(idOf(1))?.answers ?? {})[0]
    time = Date.parse('2027-09-30T20:00:00Z')
    hour()
    expect(text()).toBe('Kanarie zingt.')
    time = Date.parse('2027-10-31T23:30:00Z')
    hour()
    expect(text()).toBe('')
    time = Date.parse('2028-10-30T20:00:00Z')
    hour()
    expect(text()).toBe('')
    time = Date.parse('2028-10-31T23:30:00Z')
    hour()
    expect([text(), store.agedResponses()]).toEqual([undefined, 1])
    expect(audited()).toEqual(['server: responses 1', 'server: openAnswers 1'])
  })

  test('takes very many in steps, hour by hour', () => {
    const { store } = house.deps
    store.saveResponses(Array.from({ length: 2100 }, (_, index) => of(store, index, '2024-01')))
    hour()
    expect(store.agedResponses()).toBe(2000)
    hour()
    expect([store.agedResponses(), store.verify()]).toEqual([2100, { responses: 0, differences: [], integrity: 'ok' }])
  })

  test('of the command line all goes at once', () => {
    const { store } = house.deps
    store.saveResponses(Array.from({ length: 2100 }, (_, index) => of(store, index, '2024-01')))
    expect(forgetOld(house.deps, 'opdrachtregel').find(({ kind }) => kind === 'responses')?.count).toBe(2100)
  })
})
