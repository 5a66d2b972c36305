import axe, { type AxeResults } from 'axe-core'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { AXE } from './accessibility-report.ts'
import { PHONE } from './browser.ts'

/** A person whose browser runs no script, in words that hold in every language. */
export interface Scriptless {
  readonly page: Page
  /** What can be seen of these. */
  readonly seen: (selector: string) => Locator
  /** The button that sends this word. */
  readonly deed: (word: string) => Locator
  /** Presses it, and waits for the page that comes of it. */
  readonly send: (word: string) => Promise<void>
  readonly heading: () => Promise<string>
  /** Chooses the answer with that value; several for a question that takes several. */
  readonly choose: (...values: readonly string[]) => Promise<void>
  /** Id of the question on the page; null on any other screen. */
  readonly asked: () => Promise<string | null>
}

/** Opens a link in a browser that runs no script. */
export async function withoutScript(
  browser: Browser,
  url: string,
  settings: { readonly viewport?: { width: number; height: number } } = {},
): Promise<Scriptless> {
  const context = await browser.newContext({ ...PHONE, ...settings, javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(url)
  return scriptlessOn(page)
}

export function scriptlessOn(page: Page): Scriptless {
  const seen = (selector: string) => page.locator(selector).filter({ visible: true })
  const deed = (word: string) => seen(`button:not(.ew-enter)[value="${word}"]`)
  return {
    page,
    seen,
    deed,
    async send(word) {
      // Not before its style is there: without it more can be seen than the person sees.
      await Promise.all([page.waitForEvent('load'), deed(word).first().click()])
    },
    heading: () => seen('h1').innerText(),
    async choose(...values) {
      for (const value of values) await seen(`input[name="answer"][value="${value}"]`).check()
    },
    async asked() {
      const field = page.locator('input[name="shown"]')
      return (await field.count()) > 0 && (await seen('.ew-question').count()) > 0 ? field.getAttribute('value') : null
    },
  }
}

/** What axe finds on that page. Axe is a script itself, and where scripts are off its promises never come true: so the very
 *  markup that stands there is read at the same address by a browser with script, less the app's own. */
export async function violationsOf(reader: BrowserContext, { page }: Scriptless): Promise<AxeResults['violations']> {
  const markup = await markupOf(page)
  const copy = await reader.newPage()
  await copy.route('**/v/**', (route) => route.fulfill({ body: markup, contentType: 'text/html; charset=utf-8' }))
  await copy.goto(page.url())
  await copy.evaluate(axe.source)
  const found = await copy.evaluate(async (values) => {
    const still = new CSSStyleSheet()
    still.replaceSync('.ew-screen__actions { position: static !important }')
    document.adoptedStyleSheets = [still]
    const { axe } = window as unknown as { axe: typeof import('axe-core') }
    return (await axe.run({ runOnly: { type: 'tag', values }, resultTypes: ['violations'] })).violations
  }, AXE)
  await copy.close()
  return found
}

/** What stands on that page now, less its scripts; a `noscript` shows what is in it. */
async function markupOf(page: Page): Promise<string> {
  const markup = await page.content()
  return markup.replace(/<script\b[^>]*>.*?<\/script>/gs, '').replace(/<\/?noscript>/g, '')
}
