import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Viewer } from '../../server/deps.ts'
import { endInvitations, invitationsOf, makeInvitations } from '../../server/invitation-desk.ts'
import type { MadeInvitations } from '../../shared/invitations.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

const ADMIN: Viewer = { name: 'beheer', role: 'admin', provider: null }
const READER: Viewer = { name: 'raad', role: 'reader', provider: null }

let server: InProcess
let made = 0
let code = ''

beforeAll(async () => {
  server = await startInProcess()
})
afterAll(() => server.stop())
beforeEach(() => {
  const like = store()
    .collectors()
    .find(({ surveys }) => surveys.includes('wmo-landelijk'))
  if (!like) throw new Error('no such collector')
  code = `NVYTED${'ABCDEFGHJKMNPQRSTUVWXYZ'[made++]}`
  store().saveCollector({ ...like, code, access: 'invited', surveys: ['wmo-landelijk'] })
})

const deps = () => server.house.deps
const store = () => deps().store
const make = (more: object = {}): Promise<MadeInvitations> =>
  makeInvitations(deps(), ADMIN, { collector: code, count: '12', language: 'nl', ...more })
const batchesOf = () => invitationsOf(deps(), ADMIN).batches.filter(({ collector }) => collector === code)
const secretsIn = ({ csv }: MadeInvitations) => [...csv.matchAll(/#i=(\w+)/g)].map(([, secret = '']) => secret)

/** As if that many had answered. */
function use(count: number): void {
  const db = new Database(join(deps().config.dataDir, 'ervaringwijzer.sqlite'))
  db.prepare(
    'update invitation set used = 1 where mark in (select mark from invitation where collector = ? limit ?)',
  ).run(code, count)
  db.close()
}

test('a batch gives its codes once: in a file and in letters, each with a code of its own; the log names no label', async () => {
  const reply = await make({ label: 'Oude Gracht  mei' })
  const secrets = secretsIn(reply)
  expect([reply.count, new Set(secrets).size, reply.batch.endsWith(' Oude Gracht mei')]).toEqual([12, 12, true])
  for (const secret of secrets) expect(store().invitationFault(code, secret)).toBeNull()
  const letters = reply.letters ?? ''
  expect(letters.match(/<article>/g)).toHaveLength(12)
  for (const secret of secrets) expect(letters).toContain((secret.match(/.{4}/g) ?? []).join('-'))
  expect(letters).toContain(`/brief/${code}`)
  expect(letters).not.toContain(secrets[0])
  expect(letters).not.toContain('<script')
  const [head] = reply.csv.split('\r\n')
  expect(head).toBe('\uFEFFnummer;link;code;meetpunt;adres')
  expect(JSON.stringify(invitationsOf(deps(), ADMIN))).not.toContain(secrets[0])
  const lines = JSON.stringify(store().audit({ before: Number.MAX_SAFE_INTEGER, limit: 5 }))
  expect(lines).toContain('invitation-make')
  expect(lines).not.toContain('Gracht')
})

test('letters are in the language asked for', async () => {
  const { letters } = await make({ count: '1', language: 'ar' })
  expect(letters).toContain('<html lang="ar" dir="rtl">')
  expect(letters).toContain('هل تطلب الصفحة رمزاً؟')
})

test('for more than five hundred there is the file only', async () => {
  const reply = await make({ count: '501' })
  expect([reply.letters, secretsIn(reply).length]).toEqual([null, 501])
})

test.each([
  [{ count: '0' }, 'Het aantal'],
  [{ count: '10001' }, 'Het aantal'],
  [{ count: 'tien' }, 'Het aantal'],
  [{ collector: 'AAAAAAA' }, 'Kies een meetpunt'],
  [{ label: '!!!' }, 'Een naam heeft letters'],
])('%j makes nothing and says why', async (more, why) => {
  await expect(make(more)).rejects.toThrow(why)
  expect(batchesOf()).toEqual([])
})

test.each([
  [25, 9, { made: 20, used: null }],
  [25, 14, { made: 20, used: 10 }],
  [25, 25, { made: 20, used: 20 }],
  // That everybody answered is not said either.
  [20, 20, { made: 20, used: 10 }],
  [9, 9, { made: null, used: null }],
])('of %i letters with %i used it tells whole tens only', async (count, used, told) => {
  await make({ count: String(count) })
  use(used)
  expect(batchesOf()).toMatchObject([told])
})

test('an ended batch takes no answer any more, and neither its reply nor the list says how many had answered', async () => {
  const reply = await make({ count: '25' })
  expect(batchesOf()).toEqual([{ collector: code, batch: reply.batch, made: 20, used: null }])
  expect(endInvitations(deps(), ADMIN, { collector: code, batch: reply.batch })).toBeUndefined()
  expect(store().invitationFault(code, secretsIn(reply)[0] ?? '')).toBe('unknown-invitation')
  expect(() => endInvitations(deps(), ADMIN, { collector: code, batch: reply.batch })).toThrow('Deze serie is er niet')
})

test('only an administrator sees or makes any', async () => {
  expect(() => invitationsOf(deps(), READER)).toThrow('Alleen een beheerder')
  await expect(makeInvitations(deps(), READER, { collector: code, count: '1' })).rejects.toThrow('Alleen een beheerder')
  expect(() => endInvitations(deps(), READER, { collector: code, batch: 'x' })).toThrow('Alleen een beheerder')
})
