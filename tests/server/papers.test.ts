import { afterAll, beforeAll, expect, test } from 'vitest'
import { KEEP_DELIVERED_MS } from '../../client/lib/outbox.ts'
import { DAYS_KEPT } from '../../client/lib/run-store.ts'
import {
  BACKUP_DAYS,
  DELIVERED_HOURS,
  OPEN_ANSWER_MONTHS,
  ORIGINAL_DAYS,
  RESPONSE_MONTHS,
  RUN_DAYS,
  WITHDRAWAL_DAYS,
} from '../../shared/keeping.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

const NOW = Date.parse('2026-11-27T15:00:00Z')
let server: InProcess
beforeAll(async () => {
  server = await startInProcess({ now: () => NOW, publicUrl: 'https://ervaring.example' })
})
afterAll(() => server.stop())

test('the privacy page says how long with the numbers that the program works with, and leads to the page that takes back', async () => {
  const html = await (await fetch(`${server.origin}/privacy`)).text()
  expect(html).not.toMatch(/\{\{|undefined|<script|style=/)
  for (const said of [
    `bewaart uw antwoorden ${RUN_DAYS} dagen`,
    `nog ${DELIVERED_HOURS} uur`,
    `Na ${ORIGINAL_DAYS} dagen`,
    `woorden zijn weg na ${OPEN_ANSWER_MONTHS} maanden`,
    `antwoorden zijn weg na ${RESPONSE_MONTHS} maanden`,
    `Dat kan ${WITHDRAWAL_DAYS} dagen lang`,
    'vanaf 10 antwoorden',
    'href="/intrekken"',
  ])
    expect(html).toContain(said)
  for (const page of ['/', '/resultaten']) expect((await fetch(server.origin + page)).status).toBe(200)
  expect(await (await fetch(`${server.origin}/`)).text()).toContain('href="/privacy"')
})

test('the page of what can go wrong says what is left too, with the same numbers, and is led to from the privacy page', async () => {
  expect(await (await fetch(`${server.origin}/privacy`)).text()).toContain('href="/wat-kan-er-misgaan"')
  const html = await (await fetch(`${server.origin}/wat-kan-er-misgaan`)).text()
  expect(html).not.toMatch(/\{\{|undefined|<script|style=/)
  for (const said of [
    `Dat kan ${RUN_DAYS} dagen lang`,
    `Na ${RESPONSE_MONTHS} maanden`,
    `weg na ${OPEN_ANSWER_MONTHS} maanden`,
    `na ${BACKUP_DAYS} dagen weg`,
    `Dat kan ${WITHDRAWAL_DAYS} dagen lang`,
    'vanaf 10 antwoorden',
    'href="/intrekken"',
    'href="/privacy"',
    'tel:14030',
  ])
    expect(html).toContain(said)
})

test('what the page says of phones is what phones do', () => {
  expect([DAYS_KEPT, KEEP_DELIVERED_MS]).toEqual([RUN_DAYS, DELIVERED_HOURS * 3_600_000])
})

test('security.txt says where to report and for how long that holds', async () => {
  const reply = await fetch(`${server.origin}/.well-known/security.txt`)
  expect(reply.headers.get('content-type')).toMatch(/^text\/plain/)
  const contact = server.house.deps.municipality.help.find(({ kind }) => kind === 'help')?.url
  expect((await reply.text()).split('\n')).toEqual([
    `Contact: ${contact}`,
    'Expires: 2027-11-27T00:00:00Z',
    'Preferred-Languages: nl, en',
    'Canonical: https://ervaring.example/.well-known/security.txt',
    '',
  ])
})
