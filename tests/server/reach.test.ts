import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clientsIn, dropMark, dropReach, reachFor, saveMark, saveReach } from '../../server/reach.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

const ADMIN = { role: 'admin', provider: null, name: 'beheer' } as const
const DOCK = { role: 'provider', provider: 'dock', name: 'dock' } as const
const MANAGER = { role: 'account-manager', provider: null, portfolio: ['dock'], name: 'jan' } as const
const Q3 = { provider: 'dock', careType: 'sociaal-makelaarschap', quarter: '2026-Q3' }
const SUMMER = { survey: '', provider: 'dock', careType: '', from: '2026-07', to: '2026-08' }

let server: InProcess

beforeAll(async () => {
  server = await startInProcess({ now: () => Date.parse('2026-11-28T10:00:00Z') })
})
afterAll(() => server.stop())

const deps = () => server.house.deps
const last = () => deps().store.audit({ before: 1e9, limit: 1 })[0]

describe('how many clients there were', () => {
  test('is said by the provider itself, said anew, and taken away', () => {
    saveReach(deps(), DOCK, { ...Q3, clients: '240' })
    expect(last()).toMatchObject({ who: 'dock', action: 'reach-set', about: 'dock sociaal-makelaarschap 2026-Q3' })
    saveReach(deps(), ADMIN, { ...Q3, clients: '1.250' })
    expect(reachFor(deps(), DOCK).reach).toEqual([{ ...Q3, clients: 1250 }])
    dropReach(deps(), DOCK, Q3)
    expect(deps().store.reach()).toEqual([])
    expect(() => dropReach(deps(), DOCK, Q3)).toThrow('Dat aantal is er niet meer.')
  })

  test('is of the own provider alone, and for nobody else', () => {
    saveReach(deps(), ADMIN, { ...Q3, provider: 'lister', clients: '7' })
    const mine = reachFor(deps(), DOCK)
    expect([mine.providers.map(({ id }) => id), mine.reach, mine.marks]).toEqual([['dock'], [], null])
    expect(mine.providers[0]?.careTypes).toContain('sociaal-makelaarschap')
    expect(mine.quarters.slice(0, 2)).toEqual(['2026-Q4', '2026-Q3'])
    for (const provider of ['lister', 'bestaat-niet'])
      expect(() => saveReach(deps(), DOCK, { ...Q3, provider, clients: '9' })).toThrow('Deze aanbieder is er niet.')
    expect(() => reachFor(deps(), MANAGER)).toThrow('U mag geen aantallen invullen.')
    expect(() => saveReach(deps(), MANAGER, { ...Q3, clients: '9' })).toThrow('U mag geen aantallen invullen.')
    dropReach(deps(), ADMIN, { ...Q3, provider: 'lister' })
  })

  test.each([
    [{ clients: '0' }, 'Vul een heel getal in van 1 of meer.'],
    [{ clients: '12,5' }, 'Vul een heel getal in van 1 of meer.'],
    [{ clients: 12 }, 'Vul een heel getal in van 1 of meer.'],
    [{ careType: 'taxi' }, 'Kies een zorgvorm.'],
    [{ quarter: '2026-Q5' }, 'Kies een kwartaal.'],
    [{ quarter: '2027-Q1' }, 'Dit kwartaal komt nog.'],
  ])('cannot be %j', (wrong, told) => {
    expect(() => saveReach(deps(), DOCK, { ...Q3, clients: '240', ...wrong })).toThrow(told)
    expect(deps().store.reach()).toEqual([])
  })

  test.each([
    ['240', 240],
    ['1.240', 1240],
    ['1.24', null],
    ['-1', null],
    ['', null],
    ['12345678', null],
  ])('%j is %j', (typed, clients) => expect(clientsIn(typed)).toBe(clients))
})

describe('months that are not to be relied on', () => {
  test('are named with their reason by an administrator, and named no more', () => {
    saveMark(deps(), ADMIN, { ...SUMMER, reason: ' De zuil  was stuk. ' })
    expect(reachFor(deps(), ADMIN).marks).toEqual([{ ...SUMMER, reason: 'De zuil was stuk.' }])
    expect(last()).toMatchObject({ who: 'beheer', action: 'unreliable-set', about: 'dock 2026-07 2026-08' })
    dropMark(deps(), ADMIN, SUMMER)
    expect(reachFor(deps(), ADMIN).marks).toEqual([])
    expect(() => dropMark(deps(), ADMIN, SUMMER)).toThrow('Dit is al weggehaald.')
    expect(() => saveMark(deps(), DOCK, { ...SUMMER, reason: 'x' })).toThrow('Alleen een beheerder kan dit.')
  })

  test.each([
    [{ reason: ' ' }, 'Schrijf waarom'],
    [{ reason: 'x'.repeat(301) }, 'Schrijf hooguit 300 tekens.'],
    [{ from: 'juli' }, 'Vul een maand in'],
    [{ to: '2026-06' }, 'De laatste maand ligt voor de eerste.'],
    [{ survey: 'x' }, 'Kies een vragenlijst uit de lijst.'],
    [{ provider: 'x' }, 'Kies een aanbieder uit de lijst.'],
  ])('cannot be %j', (wrong, told) => {
    expect(() => saveMark(deps(), ADMIN, { ...SUMMER, reason: 'stuk', ...wrong })).toThrow(told)
    expect(deps().store.unreliable()).toEqual([])
  })
})
