import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../../server/store/store.ts'
import { fill, sampleCollector, sampleSurvey } from '../support/store-samples.ts'
import type { StoreMaker } from './store-contract.ts'

/** What a store keeps beside answers: surveys, collectors and people. Every store must pass this suite. */
export function directoryContract(name: string, make: () => StoreMaker): void {
  describe(`${name} keeps the contract of a directory:`, () => {
    let maker: StoreMaker
    let store: Store
    const reopen = () => maker.reopen()
    beforeEach(async () => {
      maker = make()
      store = fill(await maker.open())
    })
    afterEach(() => maker.remove())

    describe('surveys and collectors', () => {
      test('the day of the last look at what has ended is kept', async () => {
        expect(store.endsSeen()).toBeNull()
        store.noteEndsSeen('2026-11-27')
        store.noteEndsSeen('2026-11-28')
        store = await reopen()
        expect(store.endsSeen()).toBe('2026-11-28')
      })

      test('a version supersedes the one before on the day it is published, and none is ever changed', async () => {
        store = await reopen()
        expect(
          store
            .surveys()
            .map(({ survey, hash, published, superseded }) => [survey.version, hash, published, superseded]),
        ).toEqual([
          [1, 'hash-1', '2026-01-01', '2026-06-01'],
          [2, 'hash-2', '2026-06-01', null],
        ])
        expect(store.survey('proef', 2)?.survey).toEqual(sampleSurvey(2))
        expect(store.survey('proef', 3)).toBeNull()
        expect(store.survey('ander', 1)).toBeNull()
        store.publishSurvey(sampleSurvey(1), 'hash-1', '2026-07-01')
        expect(() => store.publishSurvey(sampleSurvey(1), 'hash-3', '2026-07-01')).toThrow('another content')
        expect(store.survey('proef', 1)).toMatchObject({ hash: 'hash-1', superseded: '2026-06-01' })
      })

      test('when a version was superseded is seen at once, also after it was read before', () => {
        expect(store.survey('proef', 2)?.superseded).toBeNull()
        store.publishSurvey(sampleSurvey(3), 'hash-3', '2026-09-01')
        expect(store.survey('proef', 2)?.superseded).toBe('2026-09-01')
        expect(store.survey('proef', 1)?.superseded).toBe('2026-06-01')
      })

      test('a collector is saved, changed, closed and listed', async () => {
        const demo = sampleCollector({ code: 'DEMODEM', demo: true, location: '', surveys: ['proef', 'ander'] })
        store.saveCollector(demo)
        expect(store.closeCollector('ABCDEFG')).toBe(true)
        expect(store.closeCollector('NOWHERE')).toBe(false)
        store = await reopen()
        expect(store.collectors()).toEqual([sampleCollector({ closed: true }), demo])
        const paused = sampleCollector({ code: 'PAVSEDD', paused: true })
        store.saveCollector(paused)
        expect(store.collector('PAVSEDD')).toEqual(paused)
        const { paused: _, ...resumed } = paused
        store.saveCollector(resumed)
        expect(store.collector('PAVSEDD')).toEqual(resumed)
        store.saveCollector({ ...demo, demo: false, channel: 'import' })
        expect(store.collector('DEMODEM')).toEqual({ ...demo, channel: 'import' })
        expect(store.collector('NOWHERE')).toBeNull()
      })

      test('providers and locations are saved and changed', async () => {
        const validity = { validFrom: null, validUntil: '2019-02-28', succeededBy: 'actief-zorg' }
        const provider = { id: 'joost-zorgt', name: 'Joost Zorgt', ...validity }
        const location = {
          id: 'centrum',
          provider: 'joost-zorgt',
          name: 'Centrum',
          areas: { wijk: 'noordwest' },
          ...validity,
        }
        store.saveProvider({ ...provider, name: 'Joost' })
        store.saveProvider(provider)
        store.saveLocation({ ...location, areas: {} })
        store.saveLocation(location)
        store = await reopen()
        expect(store.providers()).toEqual([provider])
        expect(store.locations()).toEqual([location])
      })
    })

    describe('people', () => {
      const user = {
        id: 'u1',
        login: 'anna',
        passwordHash: 'x',
        role: 'provider',
        provider: 'lister',
        disabled: false,
      } as const

      test('a user is found by login and id, changed, and has a login of its own', async () => {
        store.saveUser(user)
        store.saveUser({ ...user, passwordHash: 'y', disabled: true })
        store.saveUser({ ...user, id: 'u2', login: 'bert', role: 'admin', provider: null })
        expect(() => store.saveUser({ ...user, id: 'u3' })).toThrow()
        store = await reopen()
        expect(store.userByLogin('anna')).toEqual({ ...user, passwordHash: 'y', disabled: true })
        expect(store.user('u2')?.provider).toBeNull()
        expect(store.user('u3')).toBeNull()
        expect(store.userByLogin('carla')).toBeNull()
        expect(store.users().map(({ login }) => login)).toEqual(['anna', 'bert'])
      })

      test('sessions are touched, ended one by one, by user and by age', () => {
        store.saveUser(user)
        store.saveUser({ ...user, id: 'u2', login: 'bert' })
        const session = (tokenHash: string, more = {}) => ({
          tokenHash,
          user: 'u1',
          created: 1000,
          lastSeen: 1000,
          ...more,
        })
        const there = () => ['a', 'b', 'c', 'd'].filter((tokenHash) => store.session(tokenHash) !== null)
        store.saveSession(session('a'))
        store.saveSession(session('b', { user: 'u2' }))
        store.saveSession(session('c', { created: 2000, lastSeen: 3000 }))
        store.saveSession(session('d', { created: 2000, lastSeen: 2000 }))
        store.touchSession('b', 5000)
        expect(store.session('b')).toEqual(session('b', { user: 'u2', lastSeen: 5000 }))
        expect(store.sessionsOf('u1').map(({ tokenHash }) => tokenHash)).toEqual(['c', 'd', 'a'])
        store.endSession('a')
        expect(there()).toEqual(['b', 'c', 'd'])
        store.endSessionsBefore(1001, 2500)
        expect(there()).toEqual(['c'])
        store.endSessionsOf('u1')
        expect(there()).toEqual([])
      })

      test('an account manager follows providers that exist, and a provider has one next talk', async () => {
        for (const id of ['dock', 'lister', 'zeta']) {
          store.saveProvider({ id, name: id, validFrom: null, validUntil: null, succeededBy: null })
        }
        const joke = { ...user, login: 'joke', role: 'account-manager', provider: null } as const
        store.saveUser({ ...joke, portfolio: ['zeta', 'dock', 'dock'] })
        expect(() => store.saveUser({ ...joke, portfolio: ['nobody'] })).toThrow()
        store.saveTalk('dock', '2026-12-01')
        store.saveTalk('dock', '2026-12-14')
        store.saveTalk('lister', '2026-12-15')
        store.saveTalk('lister', null)
        expect(() => store.saveTalk('nobody', '2026-12-14')).toThrow()
        store = await reopen()
        expect(store.userByLogin('joke')).toEqual({ ...joke, portfolio: ['dock', 'zeta'] })
        expect(store.talks()).toEqual(new Map([['dock', '2026-12-14']]))
        store.saveUser({ ...joke, portfolio: ['lister'] })
        expect(store.users()).toEqual([{ ...joke, portfolio: ['lister'] }])
        store.saveUser({ ...joke, role: 'admin' })
        expect(store.user('u1')).toEqual({ ...joke, role: 'admin' })
      })

      test('a user has one link, which is found by its hash until it is used or over', async () => {
        store.saveUser(user)
        store.saveAccountLink({ tokenHash: 'one', user: 'u1', expires: 5 })
        store.saveAccountLink({ tokenHash: 'two', user: 'u1', expires: 9 })
        expect(() => store.saveAccountLink({ tokenHash: 'three', user: 'nobody', expires: 9 })).toThrow()
        store = await reopen()
        expect(store.accountLink('one')).toBeNull()
        expect(store.accountLinks()).toEqual([{ tokenHash: 'two', user: 'u1', expires: 9 }])
        store.dropAccountLinksBefore(9)
        expect(store.accountLink('two')).toEqual({ tokenHash: 'two', user: 'u1', expires: 9 })
        store.dropAccountLinksBefore(10)
        expect(store.accountLink('two')).toBeNull()
        store.saveAccountLink({ tokenHash: 'four', user: 'u1', expires: 9 })
        store.dropAccountLink('u1')
        expect(store.accountLinks()).toEqual([])
      })

      test('a second step goes forward only, and each recovery code is there once', async () => {
        store.saveUser(user)
        expect(() => store.saveSecondStep('nobody', { sealedSecret: 's', lastStep: 4 }, [])).toThrow()
        expect(store.secondStep('u1')).toBeNull()
        expect(store.useStep('u1', 9)).toBe(false)
        store.saveSecondStep('u1', { sealedSecret: 's', lastStep: 4 }, ['a', 'b'])
        expect([4, 3, 5, 5].map((step) => store.useStep('u1', step))).toEqual([false, false, true, false])
        expect(['a', 'a', 'x'].map((code) => store.useRecovery('u1', code))).toEqual([true, false, false])
        store = await reopen()
        expect(store.secondStep('u1')).toEqual({ sealedSecret: 's', lastStep: 5 })
        expect(store.recoveryLeft('u1')).toBe(1)
        expect(store.recoveryHashes('u1')).toEqual(['b'])
        store.saveSecondStep('u1', { sealedSecret: 't', lastStep: -1 }, ['c'])
        expect([store.recoveryLeft('u1'), store.useRecovery('u1', 'b')]).toEqual([1, false])
        store.dropSecondStep('u1')
        expect([store.secondStep('u1'), store.recoveryLeft('u1')]).toEqual([null, 0])
      })

      test('tokens are saved, listed and dropped', () => {
        const token = { tokenHash: 't', role: 'provider', provider: 'lister', name: 'dashboard' } as const
        store.saveToken(token)
        expect(store.token('t')).toEqual(token)
        expect(store.tokens()).toEqual([token])
        store.dropToken('t')
        expect(store.token('t')).toBeNull()
      })
    })
  })
}
