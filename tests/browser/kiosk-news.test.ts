import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { AXE } from '../support/accessibility-report.ts'
import { openBrowser } from '../support/browser.ts'
import { addKiosk, answerAll, calmly, NEXT, openKiosk, SURVEY, TALL, WIDE } from '../support/kiosk.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

/** As long as one can be. */
const TEXT =
  'De deur van het buurthuis gaat nu vanzelf open. Ook is er een nieuwe lift. Dat vroegen veel mensen die hier komen. Mooi.'

let server: InProcess
let browser: Browser

beforeAll(async () => {
  server = await startInProcess()
  browser = await openBrowser()
  addKiosk(server, 'K2KKKKK', [SURVEY])
  const { store, municipality } = server.house.deps
  const provider = store.collector('K2KKKKK')?.provider ?? ''
  const other = municipality.providers.find(({ id }) => id !== provider)?.id ?? ''
  const old = { id: 'a', provider, text: 'Oud.', picture: 'garden', day: '2026-01-02', state: 'published' } as const
  store.saveFeedback(old)
  store.saveFeedback({ ...old, id: 'b', text: TEXT, picture: 'easy-entrance', day: '2026-11-20' })
  store.saveFeedback({ ...old, id: 'c', text: 'Nog niet.', day: '', state: 'draft' })
  store.saveFeedback({ ...old, id: 'd', provider: other, text: 'Van een ander.', day: '2026-11-25' })
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

const told = (page: Page) => page.locator('.ew-news')

test.each([
  ['tall', TALL],
  ['wide', WIDE],
])('the attract screen says what was done with answers: %s', async (_, viewport) => {
  const { context, page } = await openKiosk(browser, `${server.origin}/zuil/K2KKKKK`, { viewport })
  await told(page).getByText(TEXT).waitFor()
  expect(await told(page).innerText()).toMatch(/^Wat doen we met uw antwoorden\?\s+De deur .*\s+20 november 2026$/s)
  expect(await told(page).count()).toBe(1)
  const over = await page.evaluate(() => {
    const { scrollHeight, scrollWidth } = document.documentElement
    return [scrollHeight - innerHeight, scrollWidth - innerWidth]
  })
  expect(over).toEqual([0, 0])
  const { violations } = await new AxeBuilder({ page }).withTags(AXE).setLegacyMode().analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
  await context.close()
})

test('touching it begins, and who is ready reads it beside the thanks', async () => {
  const { context, page } = await openKiosk(browser, `${server.origin}/zuil/K2KKKKK`, { clock: true })
  await page.clock.runFor(450)
  await told(page).click()
  await page.locator('.ew-intro').waitFor()
  expect(await told(page).count()).toBe(0)
  await calmly(page, NEXT)
  await page.locator('.ew-question').waitFor()
  await answerAll(page)
  await calmly(page, NEXT)
  await page.locator('.ew-thanks').waitFor()
  expect(await told(page).innerText()).toContain(TEXT)
  const under = await page.evaluate(() => {
    const bar = document.querySelector('.ew-screen__actions')?.getBoundingClientRect().top ?? innerHeight
    return (document.querySelector('.ew-news')?.getBoundingClientRect().bottom ?? 0) > bar
  })
  expect(under).toBe(false)
  await context.close()
})

test('a phone is told nothing of it', async () => {
  const phone = server.house.deps.store.collectors().find(({ channel }) => channel === 'own-device')
  const reply = await fetch(`${server.origin}/api/v1/collectors/${phone?.code}`)
  expect(await reply.json()).not.toHaveProperty('news')
})
