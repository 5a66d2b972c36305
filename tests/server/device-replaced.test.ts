import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { reportDevices } from '../../server/device-report.ts'
import type { Store } from '../../server/store/store.ts'
import { command } from '../support/command.ts'
import { newPairedDevice, type PairedDevice } from '../support/paired-device.ts'
import { type InProcess, startInProcess, temporaryFolder } from '../support/server.ts'

const HOUR_MS = 3_600_000

let server: InProcess
let time = 0
let dataDir = ''
let place = ''

beforeEach(async () => {
  time = Date.now()
  dataDir = temporaryFolder()
  server = await startInProcess({ dataDir, now: () => time })
  place = await newPlace()
})
afterEach(() => server.stop())

const store = (): Store => server.house.deps.store
const run = (...words: readonly string[]) => command(dataDir, words, { now: () => time })
const json = (...words: readonly string[]) => run(...words, '--json')

async function newPlace(channel = 'kiosk'): Promise<string> {
  const what = ['--provider', 'dock', '--care-type', 'sociaal-makelaarschap', '--channel', channel]
  return String((await json('collector', 'add', ...what)).json().code)
}

/** A device with that name at that collector, which has said how it is. */
async function paired(name: string, at = place, kind = 'kiosk', ...more: readonly string[]) {
  const device = await newPairedDevice(server.origin, kind)
  const { code } = (await device.enrol()).json
  const told = await run('device', 'pair', String(code), '--name', name, '--collector', at, ...more)
  if (told.code !== 0) throw new Error(told.err.join())
  await device.beat()
  return { device, told: told.out.join('\n') }
}

/** Gave out 65 numbers, of which the last 25 wait on it. */
const holds25 = (device: PairedDevice) =>
  device.beat({ last: 65, unsent: 25, waiting: [[41, 65]], quarantine: [[1, 40]], quarantined: 40 })

const report = (name: string) => {
  const found = reportDevices(store(), '', time).find(({ device }) => device.name === name)
  if (!found) throw new Error(`no device ${name}`)
  return found
}
const maybeBy = (name: string) => report(name).maybeBy.map((other) => other.name)

describe('a kiosk that was wiped and paired again without a word of that', () => {
  test('is a question at the pairing, and an hour later in the list, with what to type', async () => {
    const { device } = await paired('zuil-hal')
    await holds25(device)
    time += HOUR_MS
    const { told } = await paired('zuil nieuw')
    expect(told).toContain('Bij dit meetpunt hoort ook zuil-hal, laatst gehoord op 2')
    expect(told).toContain('device replace "zuil-hal" --by "zuil nieuw"')
    expect(maybeBy('zuil-hal')).toEqual([])
    time += 2 * HOUR_MS
    const list = (await run('devices')).out.join('\n')
    expect(list).toContain('zuil-hal: Misschien gewist, of vervangen door zuil nieuw:')
    expect(list).toContain('zuil-hal: Dat zegt u met: device replace "zuil-hal" --by "zuil nieuw"')
    expect((await json('device', 'show', 'zuil-hal')).json()).toMatchObject({
      maybeReplacedBy: ['zuil nieuw'],
      missing: [],
    })
  })

  test('has its gap shown at once when it is said later, and takes nothing new', async () => {
    const { device } = await paired('zuil-hal')
    await holds25(device)
    const { device: next } = await paired('zuil-nieuw', place)
    const ran = await json('device', 'replace', 'zuil-hal', '--by', 'zuil-nieuw')
    expect(ran.json()).toEqual({ device: device.id(), name: 'zuil-hal', replacedBy: 'zuil-nieuw' })
    expect(report('zuil-hal')).toMatchObject({ missing: [[41, 65]], replacedBy: 'zuil-nieuw', maybeBy: [] })
    expect((await device.beat()).json).toMatchObject({ state: 'revoked', collectors: [] })
    expect((await next.beat()).json).toMatchObject({
      state: 'active',
      name: 'zuil-nieuw',
      collectors: [{ code: place }],
    })
    expect(store().audit({ before: Number.MAX_SAFE_INTEGER, limit: 1 })[0]).toMatchObject({ action: 'device-replace' })
  })

  test('is not asked about when the pairing said it', async () => {
    const { device } = await paired('zuil-hal')
    await holds25(device)
    const { told } = await paired('zuil-nieuw', place, 'kiosk', '--replaces', 'zuil-hal')
    expect(told).not.toContain('hoort ook')
    time += 2 * HOUR_MS
    expect(report('zuil-hal')).toMatchObject({ maybeBy: [], replacedBy: 'zuil-nieuw', missing: [[41, 65]] })
  })
})

describe('nobody is asked', () => {
  test('about two kiosks at one collector that both go on, or went silent together', async () => {
    const { device: one } = await paired('een')
    const { device: two } = await paired('twee')
    time += 2 * HOUR_MS
    await one.beat()
    await two.beat()
    expect([maybeBy('een'), maybeBy('twee')]).toEqual([[], []])
    time += 20 * HOUR_MS
    expect([maybeBy('een'), maybeBy('twee')]).toEqual([[], []])
  })

  test.each<[string, () => Promise<unknown>]>([
    ['at another collector', async () => paired('twee', await newPlace())],
    ['that is out of use', async () => paired('twee').then(() => run('device', 'revoke', 'twee'))],
  ])('about a device %s', async (_, other) => {
    await paired('een')
    await other()
    time += 2 * HOUR_MS
    expect(maybeBy('een')).toEqual([])
  })

  test('about one that was there long before', async () => {
    const { device } = await paired('oud')
    time += 48 * HOUR_MS
    await paired('jong')
    await device.beat()
    time += 48 * HOUR_MS
    expect(maybeBy('jong')).toEqual([])
  })
})

test.each([
  ['een', 'een', 'een komt niet in de plaats van zichzelf.'],
  ['een', 'weg', 'weg is nu niet gekoppeld. Koppel het eerst opnieuw.'],
  ['een', 'tablet', 'een is een zuil en tablet een tablet.'],
  ['een', 'niemand', 'Er is geen toestel "niemand".'],
  ['vervangen', 'een', 'vervangen is al vervangen.'],
])('that %s is replaced by %s is refused', async (old, by, why) => {
  await paired('een')
  await paired('vervangen')
  await run('device', 'replace', 'vervangen', '--by', 'een')
  await paired('weg')
  await run('device', 'revoke', 'weg')
  await paired('tablet', await newPlace('assisted'), 'tablet')
  const before = JSON.stringify(store().devices())
  const ran = await json('device', 'replace', old, '--by', by)
  expect(ran.json().problem).toMatchObject({ message: expect.stringContaining(why) })
  expect(JSON.stringify(store().devices())).toBe(before)
})
