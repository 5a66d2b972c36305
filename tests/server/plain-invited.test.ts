import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openPlain, type PlainPage, sendPlain } from '../support/plain-form.ts'
import { type InProcess, startInProcess, temporaryFolder } from '../support/server.ts'

// Somebody with a letter whose browser runs no script: what stands behind # in the link never comes to the server.

const clientDir = temporaryFolder()
const NOW = Date.UTC(2026, 10, 26)
let server: InProcess
let time = NOW
let made = 0
let code = ''

beforeAll(async () => {
  mkdirSync(join(clientDir, 'respond'))
  writeFileSync(
    join(clientDir, 'respond/index.html'),
    '<!doctype html><html lang="nl"><head><title>x</title><script src="/a.js"></script></head><body><div id="app"></div></body></html>',
  )
  server = await startInProcess({ clientDir, now: () => time })
})
afterAll(async () => {
  await server.stop()
  rmSync(clientDir, { recursive: true, force: true })
})
beforeEach(() => {
  const like = store()
    .collectors()
    .find(({ surveys }) => surveys.includes('wmo-landelijk'))
  if (!like) throw new Error('no such collector')
  made += 1
  time += 3_600_000
  code = `NVYTED${'ABCDEFGHJKMN'[made]}`
  store().saveCollector({ ...like, code, access: 'invited', surveys: ['wmo-landelijk'] })
  store().addInvitations({ collector: code, batch: 'mei' }, [secretOf('EEN'), secretOf('TWEE')])
})

const store = () => server.house.deps.store
const rows = () => store().verify().responses
const secretOf = (name: string) => `AAAABBBB${name}${made}`
const url = () => `${server.origin}/v/${code}`
const used = (name: string) => store().invitationFault(code, secretOf(name))

async function typed(page: PlainPage, invitation: string): Promise<PlainPage> {
  return sendPlain(url(), page, 'invite', { invitation })
}

/** From the link to the overview: the code is asked for after the first answer. */
async function toOverview(invitation: string): Promise<PlainPage> {
  const first = await openPlain(url())
  let page = await sendPlain(url(), first, 'next', { answer: first.values[0] ?? '' })
  expect(page.heading).toBe('Typ de code uit uw brief.')
  page = await typed(page, invitation)
  for (let steps = 0; page.hidden.shown !== undefined; steps++) {
    if (steps > 25) throw new Error(`no end at ${page.heading}`)
    page = await sendPlain(url(), page, 'next', { answer: page.values[0] ?? '' })
  }
  return page
}

test('the code is asked for once, keeps what was answered, and is used up when the answer is stored', async () => {
  const before = rows()
  const first = await openPlain(url())
  const ask = await sendPlain(url(), first, 'next', { answer: first.values[0] ?? '' })
  expect(ask.html).toContain('Uw antwoorden staan nog op deze pagina.')
  const second = await typed(ask, secretOf('EEN').toLowerCase().replace('aaaa', 'aa-aa '))
  expect(second.hidden.shown).toBeTruthy()
  const back = await sendPlain(url(), second, 'back')
  expect([back.hidden.shown, back.checked]).toEqual([first.hidden.shown, [first.values[0]]])
  const overview = await toOverview(secretOf('TWEE'))
  expect([used('EEN'), used('TWEE')]).toEqual([null, null])
  const thanks = await sendPlain(url(), overview, 'send')
  expect(thanks.html).toContain('Bewaard. Verstuurd.')
  expect([rows(), used('EEN'), used('TWEE')]).toEqual([before + 1, null, 'used-invitation'])
  // The browser that loads that page anew sends the same form.
  expect((await sendPlain(url(), overview, 'send')).html).toContain('Bewaard. Verstuurd.')
  expect((await sendPlain(url(), overview, 'stay')).heading).toBe('Dank u wel. U bent klaar.')
  expect(rows()).toBe(before + 1)
})

test('/brief/CODE begins with the code and the intro, in the language asked for, without script', async () => {
  const page = await openPlain(`${server.origin}/brief/${code}?taal=en`)
  expect([page.status, page.heading, page.html.includes('<script')]).toEqual([
    200,
    'Type the code from your letter.',
    false,
  ])
  expect(page.html).not.toContain('Your answers are still')
  const dutch = await sendPlain(url(), await sendPlain(url(), page, 'language'), 'speak', { language: 'nl' })
  expect(dutch.heading).toBe('Typ de code uit uw brief.')
  const intro = await typed(page, secretOf('EEN'))
  expect([intro.deeds.includes('begin'), intro.hidden.shown]).toEqual([true, undefined])
  const open = store()
    .collectors()
    .find(({ channel, access, closed }) => channel === 'own-device' && access === 'open' && !closed)
  const other = await openPlain(`${server.origin}/brief/${open?.code}?taal=nl`)
  expect([other.status, other.headers.get('location')]).toEqual([303, `/v/${open?.code}?taal=nl`])
  expect((await openPlain(`${server.origin}/brief/AAAAAAA`)).status).toBe(404)
})

test.each([
  ['a code that is not there', () => 'ZZZZZZZZZZZZZZZZ', 'Deze code klopt niet. Kijk of u alles hebt getypt.'],
  ['no code', () => '', 'Deze code klopt niet. Kijk of u alles hebt getypt.'],
  ['a code of another collector', () => 'ANDERE', 'Deze code klopt niet. Kijk of u alles hebt getypt.'],
  ['a used code', () => secretOf('TWEE'), 'Deze code is al gebruikt. Elke code werkt 1 keer.'],
])('%s is told, and every answer stays', async (_what, invitation, told) => {
  await sendPlain(url(), await toOverview(secretOf('TWEE')), 'send')
  const first = await openPlain(url())
  const ask = await sendPlain(url(), first, 'next', { answer: first.values[1] ?? '' })
  const wrong = await typed(ask, invitation())
  expect([wrong.heading, wrong.html.includes(told)]).toEqual(['Typ de code uit uw brief.', true])
  const back = await sendPlain(url(), await typed(wrong, secretOf('EEN')), 'back')
  expect([back.hidden.shown, back.checked]).toEqual([first.hidden.shown, [first.values[1]]])
})

test('of a hundred who send by one code at the same moment one is stored, and the others keep their answers', async () => {
  const before = rows()
  const { hidden } = await openPlain(url())
  const people = Array.from({ length: 100 }, () =>
    sendPlain(url(), { hidden }, 'invite', { invitation: secretOf('EEN') }),
  )
  const pages = await Promise.all(
    (await Promise.all(people)).map((page) => sendPlain(url(), page, 'send', { answer: page.values[0] ?? '' })),
  )
  const thanked = pages.filter(({ html }) => html.includes('Bewaard. Verstuurd.'))
  const asked = pages.filter(({ html }) => html.includes('Deze code is al gebruikt.'))
  expect([thanked.length, asked.length, rows()]).toEqual([1, 99, before + 1])
  expect(store().verify().differences).toEqual([])
  const other = await typed(asked[0] ?? ({} as PlainPage), secretOf('TWEE'))
  expect(other.checked).toHaveLength(1)
  expect((await sendPlain(url(), other, 'send')).html).toContain('Bewaard. Verstuurd.')
  expect(rows()).toBe(before + 2)
})

test('Stoppen without a code keeps nothing that is not asked for, and can be left', async () => {
  const before = rows()
  const first = await openPlain(url())
  const stop = await sendPlain(url(), first, 'stop', { answer: first.values[0] ?? '' })
  expect((await sendPlain(url(), stop, 'send')).heading).toBe('Typ de code uit uw brief.')
  expect((await sendPlain(url(), stop, 'discard')).heading).toBe('Uw antwoorden zijn weg.')
  expect(rows()).toBe(before)
})

test('after too many wrong codes all wait, and the page holds the answers', async () => {
  const ask = await openPlain(`${server.origin}/brief/${code}`)
  for (let tries = 0; tries < 120; tries++) await typed(ask, 'ZZZZ')
  const busy = await typed(ask, secretOf('EEN'))
  expect(busy.html).toContain('Het is druk. Wacht een paar minuten.')
  time += 60_000
  expect((await typed(busy, secretOf('EEN'))).deeds).toContain('begin')
})
