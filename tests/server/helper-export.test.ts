import { randomBytes, randomUUID } from 'node:crypto'
import { inflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newMachineToken, tokenHash } from '../../server/auth.ts'
import type { Accepted } from '../../server/store/store.ts'
import { cliOf } from '../support/portal.ts'
import { codeFor } from '../support/respondent.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

const SURVEY = 'individuele-begeleiding'
const HELPER = 'KANARIE77'
const TALKS = 40

let server: InProcess
let token: string
let view: string

beforeAll(async () => {
  server = await startInProcess()
  const { store } = server.house.deps
  const like = store.collector(codeFor(server, SURVEY))
  const survey = server.house.deps.surveys.get(SURVEY)
  if (!like || !survey) throw new Error('no collector to copy')
  const collector = { ...like, code: 'TEST222', channel: 'assisted' as const, surveys: [SURVEY] }
  view = `survey=${SURVEY}&provider=${collector.provider}&careType=${collector.careType}`
  store.saveCollector(collector)
  const talks = Array.from({ length: TALKS }, (): Accepted => {
    const id = randomUUID()
    const response = {
      ...{ id, collector: collector.code, survey: { id: SURVEY, version: survey.version }, month: '2026-10' },
      ...{ channel: 'assisted' as const, language: 'nl', answeredBy: 'self' as const, helper: HELPER },
      answers: { bereiken: 3, luisteren: 2 },
    }
    return { response, hash: id, collector }
  })
  expect(new Set(store.saveResponses(talks))).toEqual(new Set(['stored']))
  await cliOf(server, 'release')
  token = newMachineToken(randomBytes)
  store.saveToken({ tokenHash: tokenHash(token), role: 'admin', provider: null, name: 'proef' })
})
afterAll(() => server.stop())

/** All that is in the files of a ZIP. Source: PKWARE, "APPNOTE.TXT", 4.3.7 and 4.3.12. */
function unzipped(zip: Buffer): string {
  const texts: string[] = []
  for (let at = zip.indexOf('PK\x01\x02'); at >= 0; at = zip.indexOf('PK\x01\x02', at + 4)) {
    const [packed, local] = [zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 42)]
    const begin = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const bytes = zip.subarray(begin, begin + packed)
    texts.push((zip.readUInt16LE(at + 10) === 0 ? bytes : inflateRawSync(bytes)).toString('utf8'))
  }
  return texts.join('\n')
}

test.each([
  ['results', 40],
  ['results?by=month&channel=assisted', 40],
  ['results.csv?flavour=nl', 40],
  ['results.csv?flavour=open&by=location', 40],
  ['results.xlsx', 40],
  ['results.ods', 40],
  ['results.sps', null],
  ['codebook.csv', null],
  ['results/choices', null],
  ['results/others', null],
  ['results/background', null],
  ['audit.csv', null],
  ['manage', null],
] as const)('the code of a helper is not in %s', async (path, shown) => {
  const [name = '', query = ''] = path.split('?')
  const asks = /^results(\.|$|\/(others|background))/.test(name) ? [view, query] : [query]
  const address = `${server.origin}/api/v1/${name}?${asks.filter(Boolean).join('&')}`
  const reply = await fetch(address, { headers: { Authorization: `Bearer ${token}` } })
  const bytes = Buffer.from(await reply.arrayBuffer())
  expect([reply.status, reply.status === 200 ? '' : bytes.toString()]).toEqual([200, ''])
  const text = bytes.subarray(0, 2).toString() === 'PK' ? unzipped(bytes) : bytes.toString('utf8')
  // What came of the talks is there.
  if (shown !== null) expect(text).toMatch(new RegExp(`\\b${shown}\\b`))
  expect(text.toUpperCase()).not.toContain(HELPER)
})

test('the code itself is kept with the talk', () => {
  const { store } = server.house.deps
  expect(JSON.stringify(store.collector('TEST222'))).not.toContain(HELPER)
  expect(store.verify()).toMatchObject({ responses: TALKS, differences: [] })
})
