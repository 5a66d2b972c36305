import { expect, test } from 'vitest'
import type { Outcome } from '../../client/lib/api.ts'
import { judge } from '../../client/lib/judge.ts'

const NOW = Date.UTC(2026, 10, 23)
const sent = [
  { id: 'a', hash: 'h', kid: 'k', sealed: 's' },
  { id: 'b', hash: 'h', kid: 'k', sealed: 's' },
]

const answered = (results: unknown, more = {}): Outcome => ({
  ok: true,
  status: 200,
  headers: new Headers(),
  json: { protocol: 1, epoch: 'e', results, ...more },
})
const failed = (status: number, headers = {}): Outcome => ({
  failed: 'not-json',
  status,
  headers: new Headers(headers),
})

test.each(['stored', 'duplicate', 'withdrawn'])('%s is a receipt, for that item only', (verdict) => {
  expect(judge(sent, answered([{ id: 'a', hash: 'h', verdict }]), NOW)).toMatchObject({
    receipts: [{ id: 'a', hash: 'h' }],
    bad: [],
    kept: ['b'],
    epoch: 'e',
  })
})

test.each(['conflict', 'refused'] as const)('%s goes to quarantine with its reason', (verdict) => {
  const results = [{ id: 'b', hash: 'h', verdict, reason: 'invalid-answer' }]
  expect(judge(sent, answered(results), NOW).bad).toEqual([{ envelope: sent[1], verdict, reason: 'invalid-answer' }])
})

test('two results for one envelope contradict each other and decide nothing', () => {
  const results = ['stored', 'refused'].map((verdict) => ({ id: 'a', hash: 'h', verdict }))
  expect(judge(sent, answered(results), NOW).kept).toEqual(['a', 'b'])
})

test('results that nobody asked for are ignored', () => {
  const results = [{ id: 'z', hash: 'h', verdict: 'stored' }, null, 3, 'stored']
  expect(judge(sent, answered(results), NOW)).toMatchObject({ receipts: [], bad: [], kept: ['a', 'b'] })
})

test.each([
  { header: '120', restMs: 120_000 },
  { header: new Date(NOW + 90_000).toUTCString(), restMs: 90_000 },
  { header: new Date(NOW - 90_000).toUTCString(), restMs: 0 },
  { header: 'soon', restMs: 0 },
  { header: '-5', restMs: 0 },
])('Retry-After "$header" asks for $restMs ms', ({ header, restMs }) => {
  expect(judge(sent, failed(503, { 'retry-after': header }), NOW).restMs).toBe(restMs)
})

test('the longest wish of `later` counts; a wish that is no number does not', () => {
  const results = [
    { id: 'a', hash: 'h', verdict: 'later', retryAfter: 30 },
    { id: 'b', hash: 'h', verdict: 'later', retryAfter: 'long' },
  ]
  expect(judge(sent, answered(results), NOW).restMs).toBe(30_000)
})

test('413 says that the request was too large, and decides nothing', () => {
  expect(judge(sent, failed(413), NOW)).toMatchObject({ tooLarge: true, kept: ['a', 'b'], epoch: null })
})
