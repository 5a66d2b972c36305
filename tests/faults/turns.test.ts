import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayOf, monthOf } from '../../server/calendar.ts'
import { toResponse } from '../../shared/response.ts'
import { newRun } from '../../shared/run.ts'
import { violations } from '../support/reconcile.ts'
import { fetchCollector, postEnvelopes, sealResponse } from '../support/send.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

/** The last moment before a turn and the first after it, with the day in the Netherlands; by hand from the calendar. Summer
 *  time begins on the last Sunday of March and ends on that of October, at 1:00 UTC. */
const TURNS = [
  ['of a day', '2026-12-01T22:59:59.999Z', '2026-12-01', '2026-12-02'],
  ['of a month in winter', '2026-11-30T22:59:59.999Z', '2026-11-30', '2026-12-01'],
  ['of a year', '2026-12-31T22:59:59.999Z', '2026-12-31', '2027-01-01'],
  ['to summer time', '2027-03-28T00:59:59.999Z', '2027-03-28', '2027-03-28'],
  ['of a month in summer', '2027-06-30T21:59:59.999Z', '2027-06-30', '2027-07-01'],
  ['to winter time', '2027-10-31T00:59:59.999Z', '2027-10-31', '2027-10-31'],
  ['of a month with that day of 25 hours', '2027-10-31T22:59:59.999Z', '2027-10-31', '2027-11-01'],
  ['to a leap day', '2028-02-28T22:59:59.999Z', '2028-02-28', '2028-02-29'],
  ['of a leap month', '2028-02-29T22:59:59.999Z', '2028-02-29', '2028-03-01'],
] as const

let moment = Date.parse('2026-11-30T12:00:00Z')
let server: InProcess

beforeAll(async () => {
  server = await startInProcess({ now: () => moment })
})
afterAll(() => server.stop())

test.each(TURNS)('the turn %s falls between two milliseconds', (_, at, before, after) => {
  const last = Date.parse(at)
  expect([dayOf(last), dayOf(last + 1)]).toEqual([before, after])
  expect([monthOf(last), monthOf(last + 1)]).toEqual([before.slice(0, 7), after.slice(0, 7)])
})

test.each(TURNS)(
  'an answer at the turn %s is counted in the month of its device, which is never yet to come',
  async (_, at, before, after) => {
    const { store } = server.house.deps
    const had = store.verify().responses
    const [old, fresh] = [before.slice(0, 7), after.slice(0, 7)]
    const last = Date.parse(at)
    const kept: { id: string; month: string }[] = []
    const answer = async (when: number, month: string, counted: string) => {
      moment = when
      const from = await fetchCollector(server.origin, server.codes[0] ?? '')
      const [survey] = from.surveys
      if (!survey) throw new Error('no survey')
      const run = newRun(randomUUID(), from.collector.code, survey, 'nl')
      const response = toResponse(survey, run, { month, channel: from.collector.channel })
      const { results } = await postEnvelopes(server.origin, [await sealResponse(response, from.key)])
      expect(results.map(({ verdict }) => verdict)).toEqual(['stored'])
      kept.push({ id: response.id, month: counted })
    }
    await answer(last, old, old)
    // A device whose clock is ahead.
    await answer(last, fresh, old)
    await answer(last + 1, fresh, fresh)
    // Kept before, delivered after.
    await answer(last + 1, old, old)
    expect(kept.map(({ id }) => store.response(id)?.month)).toEqual(kept.map(({ month }) => month))
    const confirmed = kept.map(({ id }) => id)
    expect(violations({ confirmed, device: [], store, before: had, settled: true, calledSent: confirmed })).toEqual([])
  },
)
