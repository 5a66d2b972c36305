import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { dayOf } from '../../server/calendar.ts'
import type { Store } from '../../server/store/store.ts'
import { DEVICE_LIMITS } from '../../shared/device-wire.ts'
import { PATHS } from '../../shared/wire.ts'
import { command } from '../support/command.ts'
import { type Meddling, newPairedDevice, type PairedDevice, sealedFor } from '../support/paired-device.ts'
import { type InProcess, startInProcess, temporaryFolder } from '../support/server.ts'

let server: InProcess
let time = 0
let dataDir = ''

beforeEach(async () => {
  time = Date.now()
  dataDir = temporaryFolder()
  server = await startInProcess({ dataDir, now: () => time })
})
afterEach(() => server.stop())

const store = (): Store => server.house.deps.store

function run(line: string) {
  return command(dataDir, [...line.split(' '), '--json'], { now: () => time })
}

async function kioskCollector(channel = 'kiosk'): Promise<string> {
  const made = await run(`collector add --provider dock --care-type sociaal-makelaarschap --channel ${channel}`)
  return String(made.json().code)
}

/** A device that an administrator has paired with that collector. */
async function paired(code: string, name: string, kind = 'kiosk'): Promise<PairedDevice> {
  const device = await newPairedDevice(server.origin, kind)
  const asked = await device.enrol()
  const ran = await run(`device pair ${asked.json.code} --name ${name} --collector ${code}`)
  if (ran.code !== 0) throw new Error(ran.out.join())
  return device
}

const verdictsOf = (reply: { json: { results: readonly { verdict: string; reason?: string }[] } }) =>
  reply.json.results.map(({ verdict, reason }) => (reason ? `${verdict} ${reason}` : verdict))

describe('pairing', () => {
  test('a device that asks gets a code, is paired with it, and hears its name and its collectors', async () => {
    const device = await newPairedDevice(server.origin)
    const asked = await device.enrol()
    expect(asked).toMatchObject({ status: 201, json: { protocol: 1, expires: DEVICE_LIMITS.code } })
    expect(asked.json.code).toMatch(/^[2-9A-HJKMNP-Z]{6}$/)
    expect((await device.beat()).json).toMatchObject({ state: 'waiting', code: asked.json.code, collectors: [] })
    const code = await kioskCollector()
    expect((await run(`device pair ${asked.json.code} --name zuil-hal --collector ${code}`)).code).toBe(0)
    const reply = await device.beat()
    expect(reply.json).toEqual({
      protocol: 1,
      state: 'active',
      name: 'zuil-hal',
      collectors: [{ code, channel: 'kiosk' }],
      epoch: store().epoch(),
      day: dayOf(time),
      beat: 2,
      last: 0,
    })
  })

  test('the same key is the same device: the same code while it can be used, a new one after that', async () => {
    const device = await newPairedDevice(server.origin)
    const first = await device.enrol()
    time += 600_000
    const second = await device.enrol()
    expect(second.json).toEqual({ ...first.json, expires: DEVICE_LIMITS.code - 600 })
    time += DEVICE_LIMITS.code * 1000
    const third = await device.enrol()
    expect(third.json.device).toBe(first.json.device)
    expect(third.json.code).not.toBe(first.json.code)
    expect(store().devices()).toHaveLength(1)
  })

  test('with a code that is wrong, used or over is refused in plain words, and leaves the device as it was', async () => {
    const code = await kioskCollector()
    const device = await newPairedDevice(server.origin)
    const asked = await device.enrol()
    const pair = async (typed: string, name: string) => {
      const { problem } = (await run(`device pair ${typed} --name ${name} --collector ${code}`)).json()
      return problem as { code: string; message: string } | undefined
    }
    expect(await pair('O0I1LL', 'zuil')).toMatchObject({
      code: 'usage',
      message: expect.stringContaining('zonder 0, O'),
    })
    const other = asked.json.code === 'ABCDEF' ? 'ABCDEG' : 'ABCDEF'
    expect(await pair(other, 'zuil')).toMatchObject({
      code: 'unknown-code',
      message: `Er is geen toestel met de code ${other}. Kijk nog eens op het scherm ervan.`,
    })
    time += DEVICE_LIMITS.code * 1000 + 1000
    expect(await pair(asked.json.code, 'zuil')).toMatchObject({
      code: 'expired-code',
      message: expect.stringContaining('is verlopen: een code werkt een half uur.'),
    })
    expect((await device.beat()).json).toMatchObject({ state: 'waiting', collectors: [] })
    const fresh = (await device.enrol()).json.code
    expect(await pair(fresh, 'zuil')).toBeUndefined()
    expect(await pair(fresh, 'zuil-twee')).toMatchObject({
      code: 'used-code',
      message: `De code ${fresh} is al gebruikt, voor zuil.`,
    })
    expect((await device.beat()).json).toMatchObject({ state: 'active', name: 'zuil' })
  })

  test.each<[string, object, Meddling, string]>([
    ['without a signature', {}, { signature: null }, 'bad-signature'],
    ['signed for another address', {}, { text: (text) => text.replace('/devices', '/responses') }, 'bad-signature'],
    ['with a body that is not the signed one', {}, { body: '{"protocol":1}' }, 'bad-request'],
    ['with another key', { publicKey: 'x' }, {}, 'bad-request'],
    ['with a point that is on no curve', { publicKey: Buffer.alloc(65, 4).toString('base64url') }, {}, 'bad-request'],
    ['of another kind', { kind: 'phone' }, {}, 'bad-request'],
    ['with a loss that makes no sense', { lost: { device: 'x', last: -1, unsent: 0 } }, {}, 'bad-request'],
    ['of another protocol', { protocol: 2 }, {}, 'bad-request'],
  ])('%s is refused and nothing is kept', async (_, more, meddling, code) => {
    const device = await newPairedDevice(server.origin)
    const reply = await device.enrol(more, meddling)
    expect(reply.json.problem?.code).toBe(code)
    expect(store().devices()).toEqual([])
  })

  test('who keeps asking with new keys is told to wait, and a device that has a code is not held up', async () => {
    const first = await newPairedDevice(server.origin)
    await first.enrol()
    const statuses: number[] = []
    for (let count = 0; count < 60; count++)
      statuses.push((await (await newPairedDevice(server.origin)).enrol()).status)
    expect(statuses.filter((status) => status === 429)).toHaveLength(1)
    expect((await first.enrol()).status).toBe(201)
  })

  test('open questions have an end: at five hundred those whose code is over go, and nobody else', async () => {
    const known = await paired(await kioskCollector(), 'zuil')
    for (let count = 0; count < 500; count++) {
      const template = store().devices()[0]
      if (!template) throw new Error('no device')
      const more = { id: `d${count}`, publicKey: `k${count}`, code: `C${count}`, name: null, paired: null }
      store().saveDevice({ ...template, ...more, state: 'waiting', collectors: [], codeUntil: time + 1000 })
    }
    const device = await newPairedDevice(server.origin)
    expect((await device.enrol()).status).toBe(429)
    time += 2000
    expect((await device.enrol()).status).toBe(201)
    expect(store().devices()).toHaveLength(2)
    expect((await known.beat()).json.state).toBe('active')
  })
})

describe('a heartbeat', () => {
  test('with a number that was there before is answered and changes nothing', async () => {
    const device = await paired(await kioskCollector(), 'zuil')
    await device.beat({ beat: 7, unsent: 3, last: 5, waiting: [[3, 5]] })
    const replayed = await device.beat({ beat: 7, unsent: 0, last: 0 })
    expect(replayed).toMatchObject({ status: 200, json: { state: 'active', beat: 7, last: 5 } })
    expect(store().device(device.id() ?? '')).toMatchObject({ beat: 7, unsent: 3, last: 5, waiting: [[3, 5]] })
  })

  test.each(['1970-01-01', '2040-05-05', '12026-01-01'])('of a clock at %s leaves no such day', async (day) => {
    const device = await paired(await kioskCollector(), 'zuil')
    expect((await device.beat({ lastAnswer: day, faults: ['clock'] })).status).toBe(200)
    expect(store().device(device.id() ?? '')).toMatchObject({ lastAnswer: null, faults: ['clock'] })
    const today = dayOf(time)
    await device.beat({ lastAnswer: today })
    expect(store().device(device.id() ?? '')?.lastAnswer).toBe(today)
  })

  test('is kept to the hour and no finer', async () => {
    const device = await paired(await kioskCollector(), 'zuil')
    await device.beat()
    expect(store().device(device.id() ?? '')?.heard).toBe(new Date(time).toISOString().slice(0, 13))
  })

  test.each<[string, object]>([
    ['a range that is backwards', { waiting: [[5, 3]] }],
    [
      'ranges out of order',
      {
        waiting: [
          [5, 6],
          [1, 2],
        ],
      },
    ],
    ['too many ranges', { waiting: Array.from({ length: 101 }, (_, index) => [index * 2 + 1, index * 2 + 1]) }],
    ['a negative number', { unsent: -1 }],
    ['half a number', { last: 1.5 }],
    ['a text for a day', { lastAnswer: 'gisteren' }],
    ['a fault that is a sentence', { faults: ['Jan Jansen was hier'] }],
    ['more faults than there are', { faults: Array(21).fill('clock') }],
  ])('with %s is no heartbeat', async (_, more) => {
    const device = await paired(await kioskCollector(), 'zuil')
    expect((await device.beat(more)).json.problem?.code).toBe('bad-request')
    expect(store().device(device.id() ?? '')?.beat).toBe(0)
  })

  test('of a device that is not known here says so', async () => {
    const device = await newPairedDevice(server.origin)
    const stranger = await device.beat({}, { device: randomUUID() })
    expect(stranger).toMatchObject({ status: 401, json: { problem: { code: 'unknown-device' } } })
    expect((await device.beat({}, { device: null })).json.problem?.code).toBe('bad-signature')
  })
})

describe('a batch', () => {
  test('of a paired device is taken, and its numbers are noted, once', async () => {
    const code = await kioskCollector()
    const device = await paired(code, 'zuil')
    const envelopes = [
      await sealedFor(server.origin, code, randomUUID(), 1),
      await sealedFor(server.origin, code, randomUUID(), 3),
    ]
    expect(verdictsOf(await device.send(envelopes))).toEqual(['stored', 'stored'])
    expect(verdictsOf(await device.send(envelopes))).toEqual(['duplicate', 'duplicate'])
    expect(store().arrived(device.id() ?? '')).toEqual([
      [1, 1],
      [3, 3],
    ])
  })

  test.each<[string, unknown]>([
    ['text', '1'],
    ['nought', 0],
    ['a half', 1.5],
    ['more than any device has', 1e12],
  ])('with %s for a number is taken, and no number noted', async (_, seq) => {
    const code = await kioskCollector()
    const device = await paired(code, 'zuil')
    const envelope = { ...(await sealedFor(server.origin, code, randomUUID())), seq: seq as number }
    expect(verdictsOf(await device.send([envelope]))).toEqual(['stored'])
    expect(store().arrived(device.id() ?? '')).toEqual([])
  })

  test('that nobody, or another device, has signed is refused for a collector that has devices, and kept', async () => {
    const [code, other] = [await kioskCollector(), await kioskCollector()]
    const [device, stranger] = [await paired(code, 'zuil'), await paired(other, 'ander')]
    const envelope = await sealedFor(server.origin, code, randomUUID(), 1)
    const unsigned = await device.send([envelope], { device: null, signature: null })
    expect(verdictsOf(unsigned)).toEqual(['refused unknown-device'])
    expect(verdictsOf(await stranger.send([envelope]))).toEqual(['refused unknown-device'])
    expect(store().refused()).toMatchObject([{ id: envelope.id, collector: code, device: stranger.id() }])
    expect(store().response(envelope.id)).toBeNull()
    expect(store().arrived(stranger.id() ?? '')).toEqual([])
    // It comes in when that device is bound after all.
    const asked = await stranger.enrol()
    await run(`device pair ${asked.json.code} --name ander --collector ${code}`)
    expect((await run('refused retry')).json()).toMatchObject({ tried: 1, stored: 1 })
    expect(store().response(envelope.id)).not.toBeNull()
    expect(store().refused()).toEqual([])
  })

  test.each<[string, Meddling]>([
    ['by another key', { text: (text) => `${text} ` }],
    ['with a signature that is none', { signature: 'x'.repeat(86) }],
    ['with half a signature', { signature: 'abc' }],
    ['without a signature', { signature: null }],
    ['by nobody known', { device: randomUUID() }],
    ['by no name at all', { device: null }],
  ])('signed %s decides nothing at all', async (_, meddling) => {
    const code = await kioskCollector()
    const device = await paired(code, 'zuil')
    const open = await sealedFor(server.origin, server.codes[0] ?? '', randomUUID())
    const reply = await device.send([await sealedFor(server.origin, code, randomUUID(), 1), open], meddling)
    expect(reply.status).toBe(401)
    expect(reply.json).not.toHaveProperty('results')
    expect(store().refused()).toEqual([])
    expect(store().response(open.id)).toBeNull()
  })

  test('is not taken when its body is not the one that was signed', async () => {
    const code = await kioskCollector()
    const device = await paired(code, 'zuil')
    const body = JSON.stringify({ protocol: 1, envelopes: [await sealedFor(server.origin, code, randomUUID(), 9)] })
    const reply = await device.send([await sealedFor(server.origin, code, randomUUID(), 1)], { body })
    expect(reply.json.problem?.code).toBe('bad-signature')
  })

  test('of a revoked device is taken: what it holds gets in, and it hears that it is revoked', async () => {
    const code = await kioskCollector()
    const device = await paired(code, 'zuil')
    expect((await run('device revoke zuil')).code).toBe(0)
    expect((await device.beat()).json).toMatchObject({ state: 'revoked', collectors: [] })
    expect(verdictsOf(await device.send([await sealedFor(server.origin, code, randomUUID(), 1)]))).toEqual(['stored'])
    const asked = await device.enrol()
    expect((await device.beat()).json).toMatchObject({ state: 'revoked', code: asked.json.code })
    await run(`device pair ${asked.json.code} --name zuil --collector ${code}`)
    expect((await device.beat()).json.state).toBe('active')
  })

  test('of a phone needs no signature, and a collector without devices takes it for a try-out', async () => {
    const code = await kioskCollector()
    const body = JSON.stringify({ protocol: 1, envelopes: [await sealedFor(server.origin, code, randomUUID())] })
    const headers = { 'content-type': 'application/json' }
    const reply = await fetch(server.origin + PATHS.responses, { method: 'POST', headers, body })
    expect(verdictsOf({ json: (await reply.json()) as never })).toEqual(['stored'])
  })
})

describe('a collector that has devices', () => {
  test('says so, and is closed for phones', async () => {
    const code = await kioskCollector()
    const ask = async () => (await fetch(server.origin + PATHS.collector(code))).json()
    expect((await ask()).collector).not.toHaveProperty('paired')
    await paired(code, 'zuil')
    expect((await ask()).collector).toMatchObject({ code, paired: true })
    expect((await fetch(`${server.origin}/v/${code}`)).status).toBe(410)
  })
})

test('nothing of a request is logged, and no address is kept', async () => {
  const code = await kioskCollector()
  const device = await paired(code, 'zuil')
  await device.beat({ faults: ['clock'] })
  await device.beat({}, { signature: 'x'.repeat(86) })
  await device.send([await sealedFor(server.origin, code, randomUUID(), 1)])
  expect(server.logged).toEqual([])
  expect(JSON.stringify(store().devices())).not.toContain('127.0.0.1')
})
