import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { DemoError, loadDemo, removeDemo, seededIds } from '../../server/demo.ts'
import { DEMO_SERIES, peopleOf } from '../../server/demo-figures.ts'
import type { Deps } from '../../server/deps.ts'
import { sealForServer } from '../../server/seal.ts'
import { type House, openHouse } from '../../server/start-up.ts'
import type { Response } from '../../shared/response.ts'
import { CUT_DIMENSIONS } from '../../shared/results/results.ts'
import { addUp, withoutBatch } from '../results/sample.ts'
import { command, settingsFor } from '../support/command.ts'
import { temporaryFolder } from '../support/server.ts'

const TOP: Readonly<Record<string, readonly string[]>> = {
  agree5: ['4', '5'],
  faces3: ['3'],
  'yes-no': ['1'],
  grade10: ['6', '7', '8', '9', '10'],
}
const clock = Date.parse('2026-11-23T10:00:00Z')
let dataDir = ''
let house: House

function open() {
  dataDir = temporaryFolder()
  house = openHouse(settingsFor(dataDir), { lock: true, now: () => clock, randomBytes })
}

function close() {
  house.close()
  rmSync(dataDir, { recursive: true, force: true })
}

function eachOnNewDatabase() {
  beforeEach(open)
  afterEach(close)
}

/** Answers with a value, of the released tallies. */
function answers(
  question: string,
  query: { survey: string; phase?: string; year?: string },
): ReadonlyMap<string, number> {
  const { year = '', phase } = query
  const counts = new Map<string, number>()
  for (const tally of house.deps.store.releasedTallies({ survey: query.survey, cut: 'phase' })) {
    const wanted =
      tally.question === question && tally.month.startsWith(year) && (phase === undefined || tally.cell === phase)
    if (wanted && !tally.value.startsWith('~')) counts.set(tally.value, (counts.get(tally.value) ?? 0) + tally.count)
  }
  return counts
}

function n(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0)
}

function mean(counts: ReadonlyMap<string, number>): number {
  return [...counts].reduce((sum, [value, count]) => sum + Number(value) * count, 0) / n(counts)
}

function percent(counts: ReadonlyMap<string, number>, kind: string): number {
  const top = [...counts].filter(([value]) => TOP[kind]?.includes(value)).reduce((sum, [, count]) => sum + count, 0)
  return Math.round((top / n(counts)) * 1000) / 10
}

describe('after loading, the released counts give the published figures', () => {
  beforeAll(async () => {
    open()
    await loadDemo(house.deps)
  })
  afterAll(close)

  test.each([
    ['buurtteam-sociaal', '2017', 50, 7.7],
    ['buurtteam-sociaal', '2018', 50, 7.9],
    ['buurtteam-jeugd-gezin-jongeren', '2017', 40, 8.0],
    ['buurtteam-jeugd-gezin-jongeren', '2018', 40, 8.3],
    ['buurtteam-jeugd-gezin-jongeren', '2019', 40, 8.2],
  ])('%s in %s: %i people, mean grade %f', (survey, year, people, grade) => {
    const counts = answers('cijfer', { survey, year })
    expect([n(counts), mean(counts)]).toEqual([people, expect.closeTo(grade, 10)])
  })

  test('98 % of the buurtteam grades of 2018 is a 6 or more, and 90 % can go on alone', () => {
    expect(percent(answers('cijfer', { survey: 'buurtteam-sociaal', year: '2018' }), 'grade10')).toBe(98)
    expect(percent(answers('zelf-verder', { survey: 'buurtteam-sociaal', year: '2018' }), 'yes-no')).toBe(90)
    expect(n(answers('zelf-verder', { survey: 'buurtteam-sociaal', year: '2018' }))).toBe(50)
  })

  test.each([
    ['wmo-landelijk', 'samen-oplossing', 'agree5', 100, 76],
    ['wmo-landelijk', 'past', 'agree5', 100, 81],
    ['wmo-landelijk', 'beter-redden', 'agree5', 100, 79],
    ['jeugdhulp-ouders', 'bereikbaar', 'agree5', 60, 81.7],
    ['jeugdhulp-ouders', 'goed-geholpen', 'agree5', 60, 88.3],
    ['jeugdhulp-ouders', 'beter-gezin', 'agree5', 60, 68.3],
    ['regiotaxi', 'op-tijd', 'faces3', 121, 90.9],
    ['regiotaxi', 'tevreden', 'faces3', 121, 80.2],
  ])('%s %s (%s): %i answers, %f %%', (survey, question, kind, people, share) => {
    const counts = answers(question, { survey })
    expect([n(counts), percent(counts, kind)]).toEqual([people, share])
  })

  test.each([
    ['finished', 83.3],
    ['ongoing', 53.3],
  ])('families whose help is %s: %f %%', (phase, share) => {
    const counts = answers('beter-gezin', { survey: 'jeugdhulp-ouders', phase })
    expect([n(counts), percent(counts, 'agree5')]).toEqual([30, share])
  })

  test('the counts equal a recount, and every answer is released', () => {
    expect(house.deps.store.verify()).toEqual({ responses: 501, differences: [], integrity: 'ok' })
    for (const cut of CUT_DIMENSIONS) {
      const counted = withoutBatch(house.deps.store.releasedTallies({ cut }))
      expect(counted).toEqual(withoutBatch(addUp(house.deps.store.liveTallies({}), cut)))
    }
    expect(house.deps.store.lastRelease()).toBe('2026-11-23')
  })

  test('each question has ten answers or more in each month, and in each phase where phases differ', () => {
    const cells = new Map<string, number>()
    const byPhase = house.deps.store.releasedTallies({ cut: 'phase' })
    for (const { survey, question, month, cell: phase, value, count } of byPhase) {
      const cell = `${survey} ${question} ${month} ${phase}`
      if (!value.startsWith('~') || question === '') cells.set(cell, (cells.get(cell) ?? 0) + count)
    }
    expect([...cells].filter(([, count]) => count < 10)).toEqual([])
  })
})

describe('loading', () => {
  eachOnNewDatabase()

  test('twelve more to whom a statement does not apply leave 79 % of 100', async () => {
    await loadDemo(house.deps)
    const collector = house.deps.store
      .collectors()
      .find(({ demo, surveys }) => demo && surveys.includes('wmo-landelijk'))
    const version = house.deps.surveys.get('wmo-landelijk')?.version ?? 0
    const envelopes = await Promise.all(
      Array.from({ length: 12 }, (_, index) => {
        const response: Response = {
          id: seededIds('variant')('not-applicable', index),
          collector: collector?.code ?? '',
          survey: { id: 'wmo-landelijk', version },
          month: '2017-02',
          channel: 'import',
          language: 'nl',
          answeredBy: 'self',
          answers: { 'beter-redden': { missing: 'not-applicable' } },
        }
        return sealForServer(response, house.deps.key)
      }),
    )
    const reply = await house.deps.ingest({ protocol: 1, envelopes })
    expect(reply.results.map(({ verdict }) => verdict)).toEqual(Array(12).fill('stored'))
    house.deps.store.release('2026-11-24', 10)
    const counts = answers('beter-redden', { survey: 'wmo-landelijk' })
    expect([n(counts), percent(counts, 'agree5')]).toEqual([100, 79])
    const away = house.deps.store
      .releasedTallies({ survey: 'wmo-landelijk' })
      .filter(({ value }) => value === '~not-applicable')
    expect(away.reduce((sum, { count }) => sum + count, 0)).toBe(12)
  })

  test('goes through the ordinary ingest, sealed, in batches that a device may send', async () => {
    const seen: string[] = []
    const ingest: Deps['ingest'] = (request) => {
      expect(request.envelopes.length).toBeLessThanOrEqual(50)
      seen.push(JSON.stringify(request))
      return house.deps.ingest(request)
    }
    await loadDemo({ ...house.deps, ingest })
    expect(seen.join('')).not.toMatch(/cijfer|beter-gezin|answers/)
    expect(seen.flatMap((request) => (JSON.parse(request) as { envelopes: unknown[] }).envelopes)).toHaveLength(501)
  })

  test('twice loads nothing double', async () => {
    expect(await loadDemo(house.deps)).toEqual({ stored: 501, already: 0, released: 501 })
    expect(await loadDemo(house.deps)).toEqual({ stored: 0, already: 501, released: 0 })
    expect(house.deps.store.verify().responses).toBe(501)
    expect(house.deps.store.collectors().filter(({ demo }) => demo)).toHaveLength(5)
  })

  test('that broke off half-way goes on where it stopped', async () => {
    let calls = 0
    const ingest: Deps['ingest'] = (request) => {
      calls += 1
      if (calls === 4) throw new Error('power cut')
      return house.deps.ingest(request)
    }
    await expect(loadDemo({ ...house.deps, ingest })).rejects.toThrow('power cut')
    const before = house.deps.store.verify().responses
    expect(before).toBeGreaterThan(0)
    expect(await loadDemo(house.deps)).toEqual({ stored: 501 - before, already: before, released: 501 })
  })

  test('without one of its surveys, questions or providers says which, and writes nothing', async () => {
    const { regiotaxi, ...rest } = Object.fromEntries(house.deps.surveys)
    const lists = () => JSON.stringify([house.deps.store.collectors(), house.deps.store.verify()])
    const before = lists()
    await expect(loadDemo({ ...house.deps, surveys: new Map(Object.entries(rest)) })).rejects.toThrow(/regiotaxi/)
    if (!regiotaxi) throw new Error('no regiotaxi')
    const poorer = new Map(house.deps.surveys).set('regiotaxi', {
      ...regiotaxi,
      questions: regiotaxi.questions.filter(({ id }) => id !== 'op-tijd'),
    })
    await expect(loadDemo({ ...house.deps, surveys: poorer })).rejects.toThrow(/op-tijd/)
    const store = {
      ...house.deps.store,
      providers: () => house.deps.store.providers().filter(({ id }) => id !== 'lokalis'),
    }
    await expect(loadDemo({ ...house.deps, store })).rejects.toThrow(/lokalis/)
    expect(lists()).toBe(before)
  })

  test('stops at the first answer that is not taken, and says why', async () => {
    const ingest: Deps['ingest'] = async ({ envelopes }) => ({
      protocol: 1,
      epoch: '',
      results: (envelopes as readonly { id: string; hash: string }[]).map(({ id, hash }) => ({
        id,
        hash,
        verdict: 'refused',
        reason: 'invalid-answer',
      })),
    })
    await expect(loadDemo({ ...house.deps, ingest })).rejects.toThrow(
      new DemoError('Een voorbeeldantwoord kwam niet binnen: refused invalid-answer'),
    )
  })
})

describe('removing', () => {
  eachOnNewDatabase()

  /** All that the store tells, as text. */
  const told = () => {
    const { store } = house.deps
    const { responses } = store.verify()
    return JSON.stringify([
      store.collectors(),
      store.providers(),
      store.liveTallies({}),
      store.releasedTallies({}),
      CUT_DIMENSIONS.map((cut) => store.releasedTallies({ cut })),
      store.lastRelease(),
      store.refused(),
      store.tombstones(),
      responses,
    ])
  }

  test('leaves it as if it had never been there, and it can be loaded again', async () => {
    const before = told()
    await loadDemo(house.deps)
    expect(told()).not.toBe(before)
    expect(removeDemo(house.deps)).toBe(501)
    expect(told()).toBe(before)
    expect(removeDemo(house.deps)).toBe(0)
    expect(await loadDemo(house.deps)).toMatchObject({ stored: 501 })
  })

  test('leaves real answers, also of the same provider and month, and what is released of them', async () => {
    const { store } = house.deps
    const code = 'REAL234'
    store.saveCollector({
      code,
      provider: 'lister',
      careType: 'individuele-begeleiding',
      location: '',
      channel: 'import',
      access: 'invited',
      surveys: ['wmo-landelijk'],
      closed: false,
      demo: false,
    })
    const version = house.deps.surveys.get('wmo-landelijk')?.version ?? 0
    const real = Array.from(
      { length: 11 },
      (_, index): Response => ({
        id: seededIds('real')('x', index),
        collector: code,
        survey: { id: 'wmo-landelijk', version },
        month: '2017-02',
        channel: 'import',
        language: 'nl',
        answeredBy: 'self',
        answers: { past: 5 },
      }),
    )
    await house.deps.ingest({
      protocol: 1,
      envelopes: await Promise.all(real.map((response) => sealForServer(response, house.deps.key))),
    })
    store.release('2026-11-23', 10)
    const before = told()
    await loadDemo(house.deps)
    removeDemo(house.deps)
    expect(told()).toBe(before)
    expect(n(answers('past', { survey: 'wmo-landelijk' }))).toBe(11)
  })
})

describe('the people of the examples', () => {
  test('have ids of version 4 that differ from each other and are the same each time', () => {
    const all = (seed: string) =>
      DEMO_SERIES.flatMap((series) => peopleOf(series).map((_, index) => seededIds(seed)(series.name, index)))
    expect(new Set(all('a')).size).toBe(501)
    expect(all('a')).toEqual(all('a'))
    expect(all('a')).not.toEqual(all('b'))
    expect(
      all('a').every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)),
    ).toBe(true)
  })

  test('must be as many as their answers', () => {
    const series = DEMO_SERIES[0]
    if (!series) throw new Error('no series')
    expect(() => peopleOf({ ...series, groups: [{ people: 50, answers: { cijfer: [[7, 49]] } }] })).toThrow(RangeError)
  })
})

describe('the commands', () => {
  eachOnNewDatabase()

  test('say what they did, beside a running server', async () => {
    const loaded = await command(dataDir, ['demo', 'load', '--json'])
    expect(loaded.json()).toMatchObject({
      stored: 501,
      already: 0,
      released: 501,
      accounts: expect.arrayContaining([expect.stringContaining('lokalis')]),
    })
    expect((await command(dataDir, ['demo', 'load'])).out.join()).toContain('501 stonden er al')
    expect((await command(dataDir, ['demo', 'remove', '--json'])).json()).toEqual({ removed: 501 })
    expect((await command(dataDir, ['demo', 'remove'])).out).toEqual(['Er waren geen voorbeeldantwoorden.'])
  })
})
