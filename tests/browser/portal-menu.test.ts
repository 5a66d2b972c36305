import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { accountOn, DESK, expectAccessible, openPortal, PHONE } from '../support/portal.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

let server: InProcess
let browser: Browser
let password: string

beforeAll(async () => {
  server = await startInProcess()
  browser = await openBrowser()
  password = await accountOn(server, 'beheer', '--role', 'admin')
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

describe('the menu of who may open many pages', () => {
  test.each([
    ['360', PHONE],
    ['1280', DESK],
  ])('stands under four names and works with the keyboard alone, at %s wide', async (_, settings) => {
    const signsIn = { login: 'beheer', password }
    const { page, complaints, close } = await openPortal(browser, server, '/resultaten/logboek', signsIn, settings)
    const menu = page.getByRole('navigation', { name: 'Pagina’s' })
    const names = menu.getByRole('button')
    expect(await names.allInnerTexts()).toEqual(['Cijfers', 'Gesprekken', 'Vragen', 'Organisatie'])
    expect(await menu.getByRole('link').count()).toBe(0)
    // Which of them holds the page that is on.
    expect(await menu.locator('[aria-current]').innerText()).toBe('Organisatie')

    const organisation = menu.getByRole('button', { name: 'Organisatie' })
    await organisation.focus()
    await page.keyboard.press('Enter')
    expect(await organisation.getAttribute('aria-expanded')).toBe('true')
    expect(await menu.locator('[aria-current=page]').innerText()).toBe('Logboek')
    await expectAccessible(page)
    const box = await menu.getByRole('link', { name: 'Logboek' }).boundingBox()
    expect((box?.x ?? -1) >= 0 && (box?.x ?? 0) + (box?.width ?? 9999) <= settings.viewport.width).toBe(true)

    await page.keyboard.press('Tab')
    await page.keyboard.press('Escape')
    expect(await menu.getByRole('link').count()).toBe(0)
    expect(await organisation.evaluate((button) => button === document.activeElement)).toBe(true)

    await page.keyboard.press('Space')
    await menu.getByRole('button', { name: 'Vragen' }).click()
    expect(await menu.getByRole('link').allInnerTexts()).toEqual(['Vragenlijsten', 'Uitnodigingen', 'Eerder onderzoek'])
    await page.getByRole('heading', { name: 'Wie deed wat?' }).click()
    expect(await menu.getByRole('link').count()).toBe(0)

    await menu.getByRole('button', { name: 'Vragen' }).click()
    await menu.getByRole('link', { name: 'Uitnodigingen' }).press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Uitnodigingen' }).waitFor()
    expect(await menu.locator('[aria-current]').innerText()).toBe('Vragen')
    expect(complaints).toEqual([])
    await close()
  })

  test('is one line of names for who may open a few', async () => {
    const login = 'dock'
    const signsIn = { login, password: await accountOn(server, login, '--role', 'provider', '--provider', 'dock') }
    const { page, close } = await openPortal(browser, server, '/resultaten', signsIn)
    const menu = page.getByRole('navigation', { name: 'Pagina’s' })
    expect(await menu.getByRole('button').count()).toBe(0)
    expect(await menu.getByRole('link', { name: 'Gesprek' }).count()).toBe(1)
    await close()
  })
})
