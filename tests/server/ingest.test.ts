import { createHash, randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkFlushRequest, createIngest, type IngestParts } from '../../server/ingest.ts'
import type { OpenSeal } from '../../server/keys.ts'
import { openStore } from '../../server/store/sqlite.ts'
import { type Store, StoreUnavailable } from '../../server/store/store.ts'
import type { Response } from '../../shared/response.ts'
import type { Envelope } from '../../shared/wire.ts'
import { fill, sampleCollector, sampleResponse } from '../support/store-samples.ts'

// The real seal is proven in keys.test.ts; here a seal is the text itself behind as many bytes as a real one adds.
const SEAL_BYTES = 81
const openSeal: OpenSeal = ({ kid, sealed }) => {
  if (kid !== '01234567') return { fault: 'unknown-key' }
  const plaintext = Buffer.from(sealed.subarray(SEAL_BYTES))
  return plaintext.length === 0 ? { fault: 'unreadable-seal' } : { plaintext }
}

function envelope(plaintext: string | Buffer, id: string, more: Partial<Envelope> = {}): Envelope {
  const bytes = Buffer.concat([Buffer.alloc(SEAL_BYTES, 1), Buffer.from(plaintext)])
  const hash = createHash('sha256').update(bytes).digest('hex')
  return { id, hash, kid: '01234567', sealed: bytes.toString('base64url'), ...more }
}

function envelopeOf(response: object & { id: string }, more: Partial<Envelope> = {}): Envelope {
  return envelope(JSON.stringify(response).padEnd(1024), response.id, more)
}

let store: Store
let moment: number
let reported: unknown[]
beforeEach(() => {
  store = fill(openStore(':memory:', { secret: Buffer.alloc(32, 1) }))
  moment = Date.parse('2026-11-23T12:00:00Z')
  reported = []
})
afterEach(() => store.close())

function ingestOf(parts: Partial<IngestParts> = {}) {
  return createIngest({ store, openSeal, now: () => moment, report: (error) => reported.push(error), ...parts })
}

async function verdicts(envelopes: readonly unknown[], parts: Partial<IngestParts> = {}) {
  const { results } = await ingestOf(parts)({ protocol: 1, envelopes })
  return results.map(({ verdict, reason }) => (reason ? `${verdict} ${reason}` : verdict))
}

async function verdictOf(response: object & { id: string }): Promise<string | undefined> {
  return (await verdicts([envelopeOf(response)]))[0]
}

describe('a flush', () => {
  test('is answered item by item, in the order sent, with id, hash and epoch', async () => {
    const good = envelopeOf(sampleResponse(1))
    const conflicting = envelopeOf(sampleResponse(1, { luisteren: 1 }))
    const bad = envelopeOf(sampleResponse(2, { luisteren: 9 }))
    const other = envelopeOf(sampleResponse(3))
    store.withdraw(other.id)
    const reply = await ingestOf()({
      protocol: 1,
      envelopes: [good, bad, good, conflicting, other, 'no envelope', envelopeOf(sampleResponse(4))],
    })
    expect(reply).toEqual({
      protocol: 1,
      epoch: store.epoch(),
      results: [
        { id: good.id, hash: good.hash, verdict: 'stored' },
        { id: bad.id, hash: bad.hash, verdict: 'refused', reason: 'invalid-answer' },
        { id: good.id, hash: good.hash, verdict: 'duplicate' },
        { id: good.id, hash: conflicting.hash, verdict: 'conflict' },
        { id: other.id, hash: other.hash, verdict: 'withdrawn' },
        { id: '', hash: '', verdict: 'refused', reason: 'malformed-envelope' },
        { id: envelopeOf(sampleResponse(4)).id, hash: envelopeOf(sampleResponse(4)).hash, verdict: 'stored' },
      ],
    })
    expect(store.response(good.id)).toEqual(sampleResponse(1))
    expect(store.verify()).toEqual({ responses: 2, differences: [], integrity: 'ok' })
    expect(reported).toEqual([])
  })

  test('of five that arrive at the same moment with the same answer stores it once', async () => {
    const ingest = ingestOf()
    const replies = await Promise.all(
      Array.from({ length: 5 }, () => ingest({ protocol: 1, envelopes: [envelopeOf(sampleResponse(1))] })),
    )
    expect(replies.map(({ results }) => results[0]?.verdict)).toEqual([
      'stored',
      'duplicate',
      'duplicate',
      'duplicate',
      'duplicate',
    ])
    expect(store.verify().responses).toBe(1)
  })

  test.each([
    [null],
    [[]],
    ['text'],
    [{}],
    [{ protocol: 2, envelopes: [{}] }],
    [{ protocol: '1', envelopes: [{}] }],
    [{ protocol: 1 }],
    [{ protocol: 1, envelopes: {} }],
    [{ protocol: 1, envelopes: [] }],
    [{ protocol: 1, envelopes: Array.from({ length: 51 }, () => ({})) }],
  ])('that is no flush at all is told what is wrong: %j', (body) => {
    expect(checkFlushRequest(body)).toEqual(expect.any(String))
  })

  test('of one to fifty items passes, whatever they are', () => {
    expect(checkFlushRequest({ protocol: 1, envelopes: [null] })).toEqual({ protocol: 1, envelopes: [null] })
    expect(checkFlushRequest({ protocol: 1, envelopes: Array(50).fill(1), later: true })).toMatchObject({
      envelopes: Array(50).fill(1),
    })
  })
})

describe('an envelope', () => {
  const good = envelopeOf(sampleResponse(1))
  test.each([
    ['null', null],
    ['a list', []],
    ['a text', 'x'],
    ['empty', {}],
    ['without id', { ...good, id: undefined }],
    ['with an id in capitals', { ...good, id: 'ABCDEF00-0000-4000-8000-000000000001' }],
    ['with an id that holds a clock', { ...good, id: '0190a3b2-7c1e-7a4b-8c3d-2e1f0a9b8c7d' }],
    ['with an id of zeros', { ...good, id: '00000000-0000-0000-0000-000000000000' }],
    ['with a line after its id', { ...good, id: `${good.id}\n` }],
    ['with a huge id', { ...good, id: 'a'.repeat(100_000) }],
    ['with a hash in capitals', { ...good, hash: good.hash.toUpperCase().replaceAll(/[0-9]/g, 'A') }],
    ['with a number for a hash', { ...good, hash: 1 }],
    ['without kid', { ...good, kid: undefined }],
    ['with a huge kid', { ...good, kid: 'k'.repeat(65) }],
    ['with a seal that is no text', { ...good, sealed: [1] }],
    ['with an oversized seal', { ...good, sealed: 'A'.repeat(22_000) }],
  ])('%s is malformed and only answered', async (_, item) => {
    const { results } = await ingestOf()({ protocol: 1, envelopes: [item] })
    expect(results[0]).toMatchObject({ verdict: 'refused', reason: 'malformed-envelope' })
    expect(JSON.stringify(results).length).toBeLessThan(400)
    expect(store.refused()).toEqual([])
  })

  test.each<[string, Partial<Envelope>, string]>([
    ['standard base64 in its seal', { sealed: `${good.sealed.slice(0, -2)}+/` }, 'malformed-envelope'],
    ['an empty seal', { sealed: '' }, 'malformed-envelope'],
    ['the hash of something else', { hash: 'a'.repeat(64) }, 'hash-mismatch'],
    ['one letter changed', { sealed: `B${good.sealed.slice(1)}` }, 'hash-mismatch'],
    ['a key of nobody', { kid: '76543210' }, 'unknown-key'],
  ])('with %s is refused and kept as it came', async (_, more, reason) => {
    const broken = { ...good, ...more }
    expect(await verdicts([broken])).toEqual([`refused ${reason}`])
    expect(store.refused()).toEqual([{ ...broken, reason, month: '2026-11' }])
  })

  test('that opens to nothing is refused and kept', async () => {
    expect(await verdicts([envelope('', randomUUID())])).toEqual(['refused unreadable-seal'])
    expect(store.refused()).toHaveLength(1)
  })

  test('a refused answer is kept sealed, with the collector it came from', async () => {
    const bad = envelopeOf(sampleResponse(1, { luisteren: 9 }))
    expect(await verdicts([bad, bad])).toEqual(['refused invalid-answer', 'refused invalid-answer'])
    expect(store.refused()).toEqual([{ ...bad, reason: 'invalid-answer', month: '2026-11', collector: 'ABCDEFG' }])
  })

  test('whose answer is in already is a duplicate, even when its key or its version is gone', async () => {
    await verdicts([good])
    const noKeys: OpenSeal = () => ({ fault: 'unknown-key' })
    expect(await verdicts([good], { openSeal: noKeys })).toEqual(['duplicate'])
    expect(await verdicts([good], { accepts: () => false })).toEqual(['duplicate'])
    expect(await verdicts([{ ...good, hash: 'a'.repeat(64) }])).toEqual(['refused hash-mismatch'])
    store.withdraw(good.id)
    expect(await verdicts([good], { openSeal: noKeys })).toEqual(['withdrawn'])
    expect(store.refused().map(({ reason }) => reason)).toEqual([])
  })
})

describe('trouble', () => {
  const [one, two, three] = [1, 2, 3].map((number) => envelopeOf(sampleResponse(number)))

  test('with the disk makes every answer wait and confirms none', async () => {
    let tries = 0
    const full: Store = {
      ...store,
      saveResponses: () => {
        tries += 1
        throw new StoreUnavailable('the disk is full')
      },
    }
    const { results } = await ingestOf({ store: full, retryAfter: 60 })({
      protocol: 1,
      envelopes: [one, two, 'malformed'],
    })
    expect(results).toEqual([
      { id: one?.id, hash: one?.hash, verdict: 'later', retryAfter: 60 },
      { id: two?.id, hash: two?.hash, verdict: 'later', retryAfter: 60 },
      { id: '', hash: '', verdict: 'refused', reason: 'malformed-envelope' },
    ])
    expect(tries).toBe(1)
    expect(store.verify().responses).toBe(0)
    expect(await verdicts([one, two])).toEqual(['stored', 'stored'])
  })

  test('with one row does not keep the others out', async () => {
    const picky: Store = {
      ...store,
      saveResponses: (batch) => {
        if (batch.some(({ response }) => response.id === two?.id)) throw new Error('this row cannot be')
        return store.saveResponses(batch)
      },
    }
    expect(await verdicts([one, two, three], { store: picky })).toEqual(['stored', 'later', 'stored'])
    expect(store.verify()).toEqual({ responses: 2, differences: [], integrity: 'ok' })
    expect(reported).toHaveLength(1)
  })

  test('with one answer makes just that one wait', async () => {
    const broken: OpenSeal = (sealed) => {
      if (sealed.id === two?.id) throw new Error('a bug')
      return openSeal(sealed)
    }
    expect(await verdicts([one, two, three], { openSeal: broken })).toEqual(['stored', 'later', 'stored'])
    expect(await verdicts([two])).toEqual(['stored'])
  })

  test('with keeping a refused envelope makes it wait', async () => {
    const full: Store = {
      ...store,
      keepRefused: (envelopes) => {
        if (envelopes.length > 0) throw new StoreUnavailable('the disk is full')
      },
    }
    const bad = envelopeOf(sampleResponse(4, { luisteren: 9 }))
    expect(await verdicts([one, bad], { store: full })).toEqual(['stored', 'later'])
    expect(await verdicts([bad])).toEqual(['refused invalid-answer'])
  })

  test('in one request leaves another that came at the same moment alone', async () => {
    const picky: Store = {
      ...store,
      saveResponses: (batch) => {
        if (batch.some(({ response }) => response.id === two?.id)) throw new Error('this row cannot be')
        return store.saveResponses(batch)
      },
    }
    const ingest = ingestOf({ store: picky })
    const replies = await Promise.all([one, two, three].map((item) => ingest({ protocol: 1, envelopes: [item] })))
    expect(replies.map(({ results }) => results[0]?.verdict)).toEqual(['stored', 'later', 'stored'])
  })
})

test('requests of one moment are committed together, at most a hundred answers at a time, and answered after it', async () => {
  const commits: number[] = []
  const counting: Store = {
    ...store,
    saveResponses: (batch) => {
      commits.push(batch.length)
      return store.saveResponses(batch)
    },
  }
  const ingest = ingestOf({ store: counting })
  const sizes = [50, 50, 1, 40, 30, 50]
  let next = 0
  const replies = sizes.map((size) => {
    const envelopes = Array.from({ length: size }, () => envelopeOf(sampleResponse(next++)))
    return ingest({ protocol: 1, envelopes }).then(({ results }) => {
      expect(results.every(({ id, verdict }) => verdict === 'stored' && store.response(id))).toBe(true)
    })
  })
  expect(commits).toEqual([])
  await Promise.all(replies)
  expect(commits).toEqual([100, 71, 50])
})

describe('the collector', () => {
  test('decides channel, place and provider, not the response', async () => {
    store.saveCollector(sampleCollector({ code: 'KIOSKKI', channel: 'kiosk', provider: 'dock' }))
    expect(await verdictOf(sampleResponse(1, {}, { collector: 'KIOSKKI', channel: 'assisted' }))).toBe('stored')
    expect(store.response(sampleResponse(1).id)?.channel).toBe('kiosk')
    expect(store.liveTallies({ provider: 'dock' })).toHaveLength(1)
  })

  test('that is closed still takes in what was under way; one that never was does not', async () => {
    store.closeCollector('ABCDEFG')
    expect(await verdictOf(sampleResponse(1))).toBe('stored')
    expect(await verdictOf(sampleResponse(2, {}, { collector: 'NOWHERE' }))).toBe('refused unknown-collector')
  })

  test('that no longer offers the survey still takes in answers to it', async () => {
    store.saveCollector(sampleCollector({ surveys: [] }))
    expect(await verdictOf(sampleResponse(1))).toBe('stored')
  })

  test('that the command line changes counts from the next request on', async () => {
    const ingest = ingestOf()
    await ingest({ protocol: 1, envelopes: [envelopeOf(sampleResponse(1))] })
    store.saveCollector(sampleCollector({ provider: 'dock' }))
    await ingest({ protocol: 1, envelopes: [envelopeOf(sampleResponse(2))] })
    expect(store.liveTallies({ provider: 'dock' })).not.toEqual([])
  })
})

describe('the month', () => {
  test.each([
    ['own-device', '2026-11', '2026-11'],
    ['own-device', '2026-12', '2026-11'],
    ['own-device', '2036-01', '2026-11'],
    ['own-device', '12026-01', '2026-11'],
    ['own-device', '2025-12', '2025-12'],
    ['own-device', '2025-11', '2025-12'],
    ['own-device', '1970-01', '2025-12'],
    ['kiosk', '1970-01', '2025-12'],
    ['import', '2017-03', '2017-03'],
    ['import', '2027-03', '2026-11'],
  ] as const)('of %s that says %s becomes %s', async (channel, month, kept) => {
    store.saveCollector(sampleCollector({ channel }))
    expect(await verdictOf(sampleResponse(1, {}, { month }))).toBe('stored')
    expect(store.response(sampleResponse(1).id)?.month).toBe(kept)
  })

  test('turns over at midnight in the Netherlands', async () => {
    moment = Date.parse('2026-11-30T23:30:00Z')
    expect(await verdictOf(sampleResponse(1, {}, { month: '2026-12' }))).toBe('stored')
    expect(store.response(sampleResponse(1).id)?.month).toBe('2026-12')
  })
})

test('a version is accepted for two years after the next one was published', async () => {
  const old = (number: number): Response => sampleResponse(number)
  moment = Date.parse('2028-06-01T12:00:00Z')
  expect(await verdictOf(old(1))).toBe('stored')
  moment = Date.parse('2028-06-02T12:00:00Z')
  expect(await verdictOf(old(2))).toBe('refused expired-survey-version')
  expect(await verdictOf(sampleResponse(3, {}, { survey: { id: 'proef', version: 2 } }))).toBe('stored')
  expect(await verdictOf(sampleResponse(4, {}, { survey: { id: 'proef', version: 3 } }))).toBe(
    'refused unknown-survey-version',
  )
})
