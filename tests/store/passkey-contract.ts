import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Passkey } from '../../server/store/passkeys.ts'
import type { Store } from '../../server/store/store.ts'
import type { StoreMaker } from './store-contract.ts'

/** What a store keeps of the keys with which people sign in. Every store must pass this suite. */
export function passkeyContract(name: string, make: () => StoreMaker): void {
  describe(`${name} keeps passkeys:`, () => {
    let maker: StoreMaker
    let store: Store
    const passkey: Passkey = {
      id: 'p1',
      user: 'u1',
      credential: 'c1',
      handle: 'h1',
      name: 'laptop',
      publicKey: new Uint8Array([1, 0, 255]),
      counter: 3,
      made: '2026-11-20',
      used: null,
    }
    beforeEach(async () => {
      maker = make()
      store = await maker.open()
      for (const id of ['u1', 'u2'])
        store.saveUser({ id, login: id, passwordHash: 'x', role: 'admin', provider: null, disabled: false })
    })
    afterEach(() => maker.remove())

    test('each is of one user and of one device, and is found by what the device calls it', async () => {
      const other = { ...passkey, id: 'p2', user: 'u2', credential: 'c2' }
      const older = { ...passkey, id: 'p3', credential: 'c3', made: '2026-11-19' }
      for (const one of [passkey, other, older]) store.savePasskey(one)
      expect(() => store.savePasskey({ ...passkey, id: 'p4', user: 'u2' })).toThrow()
      expect(() => store.savePasskey({ ...passkey, credential: 'c4' })).toThrow()
      expect(() => store.savePasskey({ ...passkey, id: 'p4', credential: 'c4', user: 'nobody' })).toThrow()
      store = await maker.reopen()
      expect(store.passkeysOf('u1')).toEqual([older, passkey])
      expect(store.passkey('c2')).toEqual(other)
      expect(store.passkey('c4')).toBeNull()
      expect([store.dropPasskey('u1', 'p2'), store.dropPasskey('u2', 'p2'), store.dropPasskey('u2', 'p2')]).toEqual([
        false,
        true,
        false,
      ])
      store.savePasskey(other)
      store.dropPasskeysOf('u1')
      expect([store.passkeysOf('u1'), store.passkeysOf('u2')]).toEqual([[], [other]])
    })

    test('a use counts on, unless the device does not count at all', () => {
      store.savePasskey(passkey)
      store.savePasskey({ ...passkey, id: 'p2', credential: 'c2', counter: 0 })
      const use = (id: string, counter: number) => store.usePasskey(id, counter, '2026-11-21')
      expect([use('p1', 3), use('p1', 0), use('p1', 5), use('p1', 5), use('p9', 9)]).toEqual([
        false,
        false,
        true,
        false,
        false,
      ])
      expect([use('p2', 0), use('p2', 0), use('p2', 1), use('p2', 0)]).toEqual([true, true, true, false])
      expect(store.passkeysOf('u1').map(({ counter, used }) => [counter, used])).toEqual([
        [5, '2026-11-21'],
        [1, '2026-11-21'],
      ])
    })
  })
}
