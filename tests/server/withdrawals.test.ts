import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import names from '../../client/text/languages.json'
import { startUpkeep } from '../../server/upkeep.ts'
import { withdrawableUntil } from '../../server/withdrawals.ts'
import { THRESHOLD } from '../../shared/results/threshold.ts'
import { LIMITS, PATHS } from '../../shared/wire.ts'
import { inGroups, withdrawalCode } from '../../shared/withdrawal-code.ts'
import { fetchCollector, postEnvelopes, randomResponse, sealResponse, seededChance } from '../support/send.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 10, 26, 9)

let now: number
let server: InProcess
beforeEach(async () => {
  now = START
  server = await startInProcess({ now: () => now })
})
afterEach(() => server.stop())

const codeOf = (number: number) => withdrawalCode(new Uint8Array(15).fill(number))
const digestOf = (number: number) => createHash('sha256').update(codeOf(number)).digest('hex')
const store = () => server.house.deps.store

/** Sends a random response that can be withdrawn by that code; gives its verdict. */
async function send(number: number, seed = number) {
  const collector = await fetchCollector(server.origin, server.codes[0] ?? '')
  const response = { ...randomResponse(collector, seededChance(seed), '2026-11'), withdrawal: digestOf(number) }
  const { results } = await postEnvelopes(server.origin, [await sealResponse(response, collector.key)])
  return results[0]?.verdict
}

function post(body: unknown, path: string = PATHS.withdrawals): Promise<Response> {
  const headers = { 'content-type': 'application/json' }
  return fetch(server.origin + path, { method: 'POST', headers, body: JSON.stringify(body) })
}

const withdraw = (...numbers: number[]) => post({ protocol: 1, withdrawals: numbers.map(digestOf) })

describe('POST /api/v1/withdrawals', () => {
  test('takes the response out and says the same for a code that nobody has', async () => {
    expect(await send(1)).toBe('stored')
    const [known, unknown] = [await withdraw(1), await withdraw(9)]
    expect([known.status, unknown.status]).toEqual([200, 200])
    const said = async (reply: Response) => JSON.stringify(await reply.json())
    expect((await said(known)).replaceAll(digestOf(1), '')).toBe((await said(unknown)).replaceAll(digestOf(9), ''))
    expect(store().verify()).toEqual({ responses: 0, differences: [], integrity: 'ok' })
    expect(await send(1)).toBe('withdrawn')
  })

  test('gives a receipt for each digest, and can be asked again', async () => {
    const results = [1, 2, 1].map((number) => ({ withdrawal: digestOf(number), verdict: 'withdrawn' }))
    for (const _ of ['once', 'again']) {
      expect(await (await withdraw(1, 2, 1)).json()).toEqual({ protocol: 1, epoch: store().epoch(), results })
    }
  })

  test('that overtakes its response keeps it out', async () => {
    await withdraw(1)
    expect(await send(1)).toBe('withdrawn')
    expect(await send(2)).toBe('stored')
  })

  test.each([
    [null],
    [{}],
    [{ protocol: 2, withdrawals: [digestOf(1)] }],
    [{ protocol: 1, withdrawals: [] }],
    [{ protocol: 1, withdrawals: digestOf(1) }],
    [{ protocol: 1, withdrawals: [digestOf(1).toUpperCase()] }],
    [{ protocol: 1, withdrawals: [codeOf(1)] }],
    [{ protocol: 1, withdrawals: [1] }],
    [{ protocol: 1, withdrawals: Array(LIMITS.withdrawals + 1).fill(digestOf(1)) }],
  ])('refuses %j as a whole', async (body) => {
    const reply = await post(body)
    expect(reply.status).toBe(400)
    expect(await reply.json()).toMatchObject({ problem: { code: 'bad-request' } })
    expect(store().tombstones()).toEqual([])
  })

  test('asks who tries very often to wait, does nothing then, and goes on later', async () => {
    const twenty = Array.from({ length: 20 }, (_, index) => index + 1)
    for (let round = 0; round < 6; round++) expect((await withdraw(...twenty)).status).toBe(200)
    const reply = await withdraw(200)
    expect(reply.status).toBe(429)
    expect(reply.headers.get('retry-after')).toBe('2')
    expect(store().tombstones()).toHaveLength(20)
    now += 2000
    expect((await withdraw(200)).status).toBe(200)
  })

  test('takes no other method', async () => {
    expect((await fetch(server.origin + PATHS.withdrawals)).status).toBe(405)
  })
})

describe('/intrekken', () => {
  const page = (code: string) => {
    const body = new URLSearchParams({ code })
    return fetch(`${server.origin}/intrekken`, { method: 'POST', body })
  }
  const heading = async (reply: Response) => /<h1>(.*)<\/h1>/.exec(await reply.text())?.[1]

  test('has a form, and takes a code as people type it', async () => {
    expect(await heading(await fetch(`${server.origin}/intrekken`))).toBe('Antwoorden weghalen')
    await send(1)
    const reply = await page(inGroups(codeOf(1)).toLowerCase())
    expect([reply.status, await heading(reply)]).toEqual([200, 'Het is gelukt.'])
    expect(reply.headers.get('cache-control')).toBe('no-store')
    expect(store().verify().responses).toBe(0)
  })

  test.each(Object.keys(names))('speaks %s on every page of it', async (language) => {
    const address = `${server.origin}/intrekken?taal=${language}`
    const post = (code: string) => fetch(address, { method: 'POST', body: new URLSearchParams({ code }) })
    const direction = ['ar', 'ary', 'fa'].includes(language) ? 'rtl' : 'ltr'
    for (const reply of [await fetch(address), await post('x'), await post(codeOf(1))]) {
      const html = await reply.text()
      expect(html).toContain(`<html lang="${language}" dir="${direction}">`)
      if (language !== 'nl') expect(html).not.toMatch(/antwoorden|Typ uw code|Klopt/i)
    }
    const links = [...(await (await fetch(address)).text()).matchAll(/href="\/intrekken\?taal=(\w+)" lang="\1"/g)]
    expect(links.map(([, code]) => code)).toEqual(Object.keys(names))
  })

  test('in a language that is not there it is Dutch', async () => {
    const html = await (await fetch(`${server.origin}/intrekken?taal=<b>`)).text()
    expect(html).toContain('<html lang="nl" dir="ltr">')
  })

  test('says the same for a code that nobody has', async () => {
    await send(1)
    expect(await (await page(codeOf(1))).text()).toBe(await (await page(codeOf(9))).text())
  })

  test.each(['', 'x', codeOf(1).slice(1), '<script>'])(
    'asks again after "%s", and shows nothing of it',
    async (typed) => {
      const reply = await page(typed)
      const html = await reply.text()
      expect(reply.status).toBe(422)
      expect(html).toContain('Deze code klopt niet')
      if (typed.length > 1) expect(html).not.toContain(typed)
    },
  )

  test('asks to wait when very many try', async () => {
    for (let round = 0; round < 6; round++) await withdraw(...Array.from({ length: 20 }, (_, index) => index))
    expect(await heading(await page(codeOf(1)))).toBe('Het lukt nu niet.')
  })
})

describe('a code', () => {
  const upkeep = () => startUpkeep(server.house.deps, THRESHOLD, (line) => expect.fail(line))()

  test('works for 30 days, and is forgotten before 63 are over', async () => {
    expect(await send(1)).toBe('stored')
    expect(await send(2)).toBe('stored')
    now = START + 30 * DAY
    upkeep()
    await withdraw(1)
    expect(store().verify().responses).toBe(1)
    now = START + 62 * DAY
    upkeep()
    await withdraw(2)
    expect(store().verify().responses).toBe(1)
  })

  test.each([
    ['2026-11-26T09:00Z', '2027-01'],
    ['2026-12-01T23:30Z', '2027-02'],
    ['2026-12-02T09:00Z', '2027-02'],
    ['2027-01-01T09:00Z', '2027-02'],
    ['2027-01-31T09:00Z', '2027-04'],
  ])('of %s is forgotten from the first of %s', (moment, month) => {
    const time = Date.parse(moment)
    expect(withdrawableUntil(time)).toBe(month)
    expect(Date.parse(`${month}-01T00:00Z`) - time).toBeGreaterThan(29 * DAY)
  })
})

test('a response with a code in another form than a digest is refused', async () => {
  const collector = await fetchCollector(server.origin, server.codes[0] ?? '')
  const response = randomResponse(collector, seededChance(5), '2026-11')
  for (const withdrawal of ['', codeOf(1), digestOf(1).toUpperCase()]) {
    const { results } = await postEnvelopes(server.origin, [
      await sealResponse({ ...response, withdrawal }, collector.key),
    ])
    expect(results[0]).toMatchObject({ verdict: 'refused', reason: 'invalid-response' })
  }
})

test('the database holds neither a code nor its digest', async () => {
  await send(1)
  await withdraw(2)
  const file = `${server.house.deps.config.dataDir}/ervaringwijzer.sqlite`
  await store().backup(`${file}-copy`)
  const bytes = (await import('node:fs')).readFileSync(`${file}-copy`)
  for (const number of [1, 2]) {
    for (const secret of [codeOf(number), inGroups(codeOf(number)), digestOf(number)]) {
      expect(bytes.includes(secret)).toBe(false)
      expect(bytes.includes(Buffer.from(digestOf(number), 'hex'))).toBe(false)
    }
  }
})
