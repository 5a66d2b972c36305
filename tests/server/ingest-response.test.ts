import { describe, expect, test } from 'vitest'
import { checkResponse, cleanText, type Surroundings } from '../../server/response-check.ts'
import type { Channel } from '../../shared/response.ts'
import type { Answers } from '../../shared/survey/answer.ts'
import { idOf, sampleCollector, sampleResponse, sampleSurvey } from '../support/store-samples.ts'

const surroundings: Surroundings = {
  month: '2026-11',
  collector: (code) => (code === 'ABCDEFG' ? sampleCollector() : null),
  survey: (id, version) =>
    id === 'proef' && version === 1
      ? { survey: sampleSurvey(), hash: '', published: '2026-01-01', superseded: null }
      : null,
  accepts: () => true,
}

function check(plaintext: string | Buffer, id = idOf(1)) {
  return checkResponse(Buffer.from(plaintext), id, surroundings)
}

/** The reason of the refusal, or 'accepted'. */
function outcome(response: unknown, id = idOf(1)): string {
  const checked = check(typeof response === 'string' ? response : JSON.stringify(response), id)
  return 'reason' in checked ? checked.reason : 'accepted'
}

function outcomeOf(answers: Record<string, unknown>, more = {}): string {
  return outcome({ ...sampleResponse(1), answers, ...more })
}

const good = sampleResponse(1)

test('a good response comes out as it went in, padding left off', () => {
  const response = { ...good, phase: 'ongoing', invitation: 'abc-123' }
  const checked = check(JSON.stringify(response).padEnd(2048))
  expect(checked).toEqual({ response, collector: sampleCollector() })
})

test('a helper, a relation and a burst are kept; a helper only where helpers are', () => {
  const response = { ...good, answeredBy: 'on-behalf', helper: 'H-07', relation: 'parent', burst: true }
  const at = (channel: Channel) => {
    const collector = { ...sampleCollector(), channel }
    return checkResponse(Buffer.from(JSON.stringify(response)), idOf(1), {
      ...surroundings,
      collector: () => collector,
    })
  }
  expect(at('assisted')).toMatchObject({ response: { ...response, channel: 'assisted' } })
  const { helper, ...rest } = response
  expect(at('kiosk')).toEqual({ response: { ...rest, channel: 'kiosk' }, collector: expect.anything() })
})

test('the channel is that of the collector, whatever the response says', () => {
  expect(check(JSON.stringify({ ...good, channel: 'import', month: '2017-03' }))).toMatchObject({
    response: { channel: 'own-device', month: '2025-12' },
  })
})

describe('the month of an import', () => {
  const months = (channel: Channel, month: string) => {
    const collector = { ...sampleCollector(), channel }
    const plaintext = Buffer.from(JSON.stringify({ ...good, channel, month }))
    const checked = checkResponse(plaintext, idOf(1), { ...surroundings, collector: () => collector })
    return 'reason' in checked ? checked.reason : checked.response.month
  }
  test.each([
    ['0000-01', 'invalid-response'],
    ['0001-01', 'invalid-response'],
    ['1999-12', 'invalid-response'],
    ['01999-12', 'invalid-response'],
    ['2000-01', '2000-01'],
    ['2017-03', '2017-03'],
    ['2026-12', '2026-11'],
    ['12026-01', '2026-11'],
  ])('%s gives %s', (month, kept) => {
    expect(months('import', month)).toBe(kept)
  })

  test('is no rule for a device: a clock that lost its battery says 1970', () => {
    for (const month of ['0000-01', '1970-01', '1999-12']) expect(months('own-device', month)).toBe('2025-12')
  })
})

describe('a response', () => {
  const json = JSON.stringify(good)
  test.each([
    ['no JSON', '{'],
    ['empty', ''],
    ['a list', '[]'],
    ['null', 'null'],
    ['broken UTF-8', Buffer.from(JSON.stringify({ ...good, answers: { vertel: 'caf\u00e9' } }), 'latin1')],
    ['16 kB of brackets', '['.repeat(16_384)],
    ['polluting its prototype', json.replace('{', '{"__proto__": {"channel": "kiosk"}, ')],
    ['polluting by constructor', json.replace('{', '{"constructor": {"prototype": {}}, ')],
    ['with a field too many', JSON.stringify({ ...good, device: 'phone' })],
    ['with the id of another envelope', JSON.stringify({ ...good, id: idOf(2) })],
    ['with a number for an id', JSON.stringify({ ...good, id: 1 })],
    ['without collector', JSON.stringify({ ...good, collector: undefined })],
    ['with a text for a survey', JSON.stringify({ ...good, survey: 'proef' })],
    ['with a version in text', JSON.stringify({ ...good, survey: { id: 'proef', version: '1' } })],
    ['with half a version', JSON.stringify({ ...good, survey: { id: 'proef', version: 1.5 } })],
    ['with more in its survey', JSON.stringify({ ...good, survey: { id: 'proef', version: 1, hash: 'x' } })],
    ['with an exact day', JSON.stringify({ ...good, month: '2026-11-23' })],
    ['with month 13', JSON.stringify({ ...good, month: '2026-13' })],
    ['with month 0', JSON.stringify({ ...good, month: '2026-00' })],
    ['with an unknown channel', JSON.stringify({ ...good, channel: 'pigeon' })],
    ['with a language that the survey does not have', JSON.stringify({ ...good, language: 'fr' })],
    ['with an unknown answeredBy', JSON.stringify({ ...good, answeredBy: 'dog' })],
    ['without answeredBy', JSON.stringify({ ...good, answeredBy: undefined })],
    ['with an unknown phase', JSON.stringify({ ...good, phase: 'later' })],
    ['with null for a phase', JSON.stringify({ ...good, phase: null })],
    ['with an invitation that is no code', JSON.stringify({ ...good, invitation: 'Jan Jansen' })],
    ['with a name for a helper', JSON.stringify({ ...good, helper: 'Jan Jansen' })],
    ['with a helper of one sign', JSON.stringify({ ...good, helper: 'H' })],
    ['with a relation of who answered for themselves', JSON.stringify({ ...good, relation: 'parent' })],
    ['with an unknown relation', JSON.stringify({ ...good, answeredBy: 'on-behalf', relation: 'neighbour' })],
    ['with a burst that is false', JSON.stringify({ ...good, burst: false })],
    ['with a list of answers', JSON.stringify({ ...good, answers: [] })],
    ['without answers', JSON.stringify({ ...good, answers: undefined })],
  ])('that is %s is invalid', (_, plaintext) => {
    expect(check(plaintext)).toMatchObject({ reason: 'invalid-response' })
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('channel')
  })

  test('of an unknown collector or survey version is refused for that', () => {
    expect(outcome({ ...good, collector: 'NOWHERE' })).toBe('unknown-collector')
    expect(outcome({ ...good, survey: { id: 'proef', version: 2 } })).toBe('unknown-survey-version')
    expect(outcome({ ...good, survey: { id: '__proto__', version: 1 } })).toBe('unknown-survey-version')
  })

  test('to an old version that is no longer accepted is refused for that', () => {
    const checked = checkResponse(Buffer.from(json), idOf(1), { ...surroundings, accepts: () => false })
    expect(checked).toMatchObject({ reason: 'expired-survey-version', collector: { code: 'ABCDEFG' } })
  })
})

describe('an answer', () => {
  test.each([
    [{ luisteren: '3' }],
    [{ luisteren: 0 }],
    [{ luisteren: 4 }],
    [{ luisteren: 2.5 }],
    [{ luisteren: null }],
    [{ luisteren: true }],
    [{ luisteren: [3] }],
    [{ luisteren: {} }],
    [{ luisteren: { missing: 'lost' } }],
    [{ luisteren: { missing: 'skipped', why: 'x' } }],
    [{ vertel: { missing: 'dont-know' } }],
    [{ cijfer: 11 }],
    [{ hulp: true }],
    [{ soort: 'ergens' }],
    [{ soort: ['thuis'] }],
    [{ soort: '__proto__' }],
    [{ beter: 'tijd' }],
    [{ beter: [] }],
    [{ beter: ['tijd', 'tijd'] }],
    [{ beter: ['geld'] }],
    [{ vertel: '' }],
    [{ vertel: '  ' }],
    [{ vertel: 7 }],
    [{ vertel: 'x'.repeat(501) }],
    [{ vertel: 'half an emoji \ud83d' }],
    [{ onbekend: 3 }],
    [{ constructor: 3 }],
  ])('%j is invalid and nothing is coerced', (answers) => {
    expect(outcomeOf(answers)).toBe('invalid-answer')
  })

  test('under the name __proto__ is invalid', () => {
    expect(outcome(JSON.stringify(good).replace('"luisteren":3', '"__proto__":3'))).toBe('invalid-answer')
  })

  test('1e400 is not a number of the scale', () => {
    expect(outcome(JSON.stringify(good).replace('"luisteren":3', '"cijfer":1e400'))).toBe('invalid-answer')
  })

  test('may be absent', () => {
    expect(outcomeOf({})).toBe('accepted')
  })
})

describe('an answer to a question that was not shown', () => {
  const hidden = 'answer-to-hidden-question'
  test.each<[string, Answers, object]>([
    [hidden, { genoeg: 4 }, {}],
    [hidden, { hulp: 0, genoeg: 4 }, {}],
    [hidden, { hulp: { missing: 'skipped' }, genoeg: 4 }, {}],
    [hidden, { hulp: 0, genoeg: { missing: 'skipped' } }, {}],
    ['accepted', { hulp: 1, genoeg: 4 }, {}],
    [hidden, { 'na-afloop': 3 }, {}],
    [hidden, { 'na-afloop': 3 }, { phase: 'ongoing' }],
    ['accepted', { 'na-afloop': 3 }, { phase: 'finished' }],
    ['accepted', { fase: 'finished', 'na-afloop': 3 }, { phase: 'finished' }],
    [hidden, { fase: { missing: 'skipped' }, 'na-afloop': 3 }, { phase: 'finished' }],
  ])('gives %s: %j %j', (expected, answers, more) => {
    expect(outcomeOf({ ...answers }, more)).toBe(expected)
  })
})

describe('a context question', () => {
  test.each([
    ['accepted', { fase: 'ongoing' }, { phase: 'ongoing' }],
    ['accepted', { fase: 'ongoing' }, {}],
    ['invalid-response', { fase: 'ongoing' }, { phase: 'finished' }],
    ['accepted', { fase: { missing: 'skipped' } }, { phase: 'finished' }],
    ['accepted', { wie: 'self' }, {}],
    ['invalid-response', { wie: 'together' }, {}],
    ['accepted', { wie: 'together' }, { answeredBy: 'together' }],
    ['accepted', { wie: { missing: 'dont-know' } }, { answeredBy: 'self' }],
  ])('and its field must agree: %s for %j with %j', (expected, answers, more) => {
    expect(outcomeOf(answers, more)).toBe(expected)
  })
})

test.each([
  ['Jos\u0065\u0301', 'Jos\u00e9'],
  ['een\r\ntwee\rdrie\u2028vier', 'een\ntwee\ndrie\nvier'],
  ['a\tb', 'a b'],
  ['a\u0000\u0007\u001b[31mb\u007f\u0085c', 'a[31mbc'],
  ['\u202Egnp.exe\u2066x\u2069\u200F', 'gnp.exex'],
  ['😀 مرحبا İstanbul łódź', '😀 مرحبا İstanbul łódź'],
  ['=1+1', '=1+1'],
  ['\u0000\u202E', { missing: 'skipped' }],
  ['\ud83d', null],
  ['\ude00\ud83d', null],
])('a text is cleaned, not changed: %j', (text, kept) => {
  expect(cleanText(text)).toEqual(kept)
})
