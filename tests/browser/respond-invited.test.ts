import type { BrowserContext } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Collector } from '../../server/store/store.ts'
import { newProfile, openProfile } from '../support/browser.ts'
import { expectAccessible } from '../support/portal.ts'
import { filesHolding } from '../support/profile-search.ts'
import { openLink } from '../support/respondent.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

const SECRET = 'KMNP7QRS9TUVWXYZ'
const OTHER = 'ZYXWVUT9SRQ7PNMK'

let server: InProcess
let collector: Collector
let made = 0
let profile: ReturnType<typeof newProfile>
let phone: BrowserContext

beforeAll(async () => {
  server = await startInProcess()
})
beforeEach(async () => {
  const { store } = server.house.deps
  const like = store.collectors().find(({ surveys }) => surveys.includes('individuele-begeleiding'))
  if (!like) throw new Error('no such collector')
  made += 1
  collector = { ...like, code: `NVYTED${made + 1}`, access: 'invited', surveys: ['individuele-begeleiding'] }
  store.saveCollector(collector)
  store.addInvitations({ collector: collector.code, batch: 'mei' }, [`${SECRET}${made}`, `${OTHER}${made}`])
  profile = newProfile()
  phone = await openProfile(profile.folder)
})
afterEach(async () => {
  await phone.close()
  profile.forget()
})
afterAll(() => server.stop())

const plain = () => `${server.origin}/v/${collector.code}`
const link = (secret = SECRET) => `${plain()}?taal=nl#i=${secret}${made}`
const fault = (secret: string) => server.house.deps.store.invitationFault(collector.code, `${secret}${made}`)

test('the secret leaves the address, is nowhere on the phone in plain, outlives a reload, and is used up once', async () => {
  const person = await openLink(phone, link())
  expect(person.page.url()).not.toContain(SECRET)
  await person.press('Begin')
  await person.page.reload()
  await person.page.locator('.ew-answer-tile__input').first().waitFor()
  await person.answerAll()
  expect(filesHolding(profile.folder, [`"invitation":"${SECRET}`])).toEqual([])
  expect(fault(SECRET)).toBeNull()
  await person.press('Versturen')
  await person.page.getByText('Bewaard. Verstuurd.').first().waitFor()
  expect(fault(SECRET)).toBe('used-invitation')
  const told = person.page.getByRole('link', { name: 'Wat doen we met uw antwoorden?' })
  expect(await told.getAttribute('href')).toBe(`/gedaan/${collector.provider}?taal=nl`)
  await person.page.reload()
  await person.page.getByText('Dank u wel. U bent klaar.').waitFor()
  await person.page.getByText('Bewaard. Verstuurd.').first().waitFor()
})

test('a second answer by the same letter is not lost silently: the phone keeps it and says so', async () => {
  for (const end of ['Bewaard. Verstuurd.', 'Bewaard op deze telefoon.']) {
    const person = await openLink(phone, link())
    await person.press('Begin')
    await person.answerAll()
    await person.press('Versturen')
    await person.page.getByText(end).first().waitFor()
    await person.page.close()
  }
  expect(server.house.deps.store.refused()).toMatchObject([{ reason: 'used-invitation', collector: collector.code }])
})

test('who typed the address types the code of the letter too, and no address ever holds it', async () => {
  const person = await openLink(phone, `${plain()}?taal=nl`)
  const { page } = person
  const addresses: string[] = []
  page.on('request', (request) => addresses.push(request.url()))
  await page.getByRole('heading', { name: 'Typ de code uit uw brief.' }).waitFor()
  await expectAccessible(page)
  await page.getByLabel('Code uit de brief').fill('KMNP 7QRS')
  await page.getByRole('button', { name: 'Verder' }).click()
  await page.getByText('Deze code klopt niet.').waitFor()
  await page.getByLabel('Code uit de brief').fill(`${SECRET}${made}`.toLowerCase())
  await page.getByRole('button', { name: 'Verder' }).click()
  await page.getByRole('button', { name: 'Begin' }).waitFor()
  expect(addresses.filter((address) => address.toUpperCase().includes(SECRET))).toEqual([])
})

test('what one person began is not shown to another with a letter of their own', async () => {
  const first = await openLink(phone, link())
  await first.press('Begin')
  await first.page.locator('.ew-answer-tile__input').first().check()
  await first.page.close()
  const again = await openLink(phone, link())
  await again.page.locator('.ew-answer-tile__input').first().waitFor()
  expect(await again.page.locator('.ew-answer-tile__input').first().isChecked()).toBe(true)
  await again.page.close()
  const other = await openLink(phone, link(OTHER))
  await other.press('Begin')
  await other.page.locator('.ew-answer-tile__input').first().waitFor()
  expect(await other.page.locator('.ew-answer-tile__input:checked').count()).toBe(0)
})
