import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { type InProcess, startInProcess } from '../support/server.ts'
import { type Seen, seenBy, walk } from '../support/walk.ts'

const AXE = ['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

let server: InProcess
let browser: Browser

beforeAll(async () => {
  server = await startInProcess()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

const WINDOWS = [
  { width: 320, height: 568 },
  { width: 360, height: 640 },
  { width: 800, height: 1280 },
  { width: 1280, height: 800 },
  // 1280 px at 400 %
  { width: 320, height: 256 },
]

/** Every device with every setting. */
const EVERYBODY: readonly Seen[] = WINDOWS.flatMap((device) =>
  (['100', '125', '150'] as const).flatMap((size) => [
    { ...device, size, contrast: 'normal' as const },
    { ...device, size, contrast: 'high' as const },
    { ...device, size, contrast: 'normal' as const, spaced: true },
  ]),
)

/** Together they have every kind of question. */
const WALKS = ['buurtteam-jeugd-gezin-ouders', 'wmo-landelijk'].flatMap((survey) =>
  ['nl', 'ar'].map((language) => ({ survey, language })),
)

test.each(WALKS)('$survey in $language: every screen suits every body', async (walked) => {
  const faults = new Set<string>()
  const known = new Set<string>()
  await walk(browser, server, walked, async (page, name) => {
    if (known.has(name)) return
    known.add(name)
    await page.evaluate(axe.source)
    for (const seen of EVERYBODY) {
      await seenBy(page, seen)
      const where = `${name} at ${seen.width}×${seen.height}, ${seen.size} %, ${seen.contrast} contrast${seen.spaced ? ', spaced' : ''}`
      for (const fault of await misfits(page, seen)) faults.add(`${where}: ${fault}`)
      if (!seen.spaced && (seen.width === 360 || seen.width === 1280)) {
        for (const fault of await violations(page)) faults.add(`${where}: ${fault}`)
      }
    }
    await seenBy(page, { width: 360, height: 640, size: '100', contrast: 'normal' })
  })
  expect([...faults]).toEqual([])
})

async function violations(page: Page): Promise<readonly string[]> {
  return page.evaluate(async (values) => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') }
    const { violations } = await axe.run({ runOnly: { type: 'tag', values }, resultTypes: ['violations'] })
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120)}`)
  }, AXE)
}

/** What does not fit the width, is cut off, or is too small to hit. */
async function misfits(page: Page, { width, height }: Seen): Promise<readonly string[]> {
  const least = width < 360 ? { width: 120, height: 96 } : { width: 120, height: 120 }
  return page.evaluate(
    ([answer, screen]) => {
      const faults: string[] = []
      const over = document.documentElement.scrollWidth - innerWidth
      if (over > 0) faults.push(`${over} px too wide`)
      for (const control of document.querySelectorAll('button, a, textarea, input')) {
        const box = control.getBoundingClientRect()
        const size = control.matches('.ew-question input') ? answer : { width: 56, height: 56 }
        const name = control.parentElement?.textContent || control.textContent
        if (box.width < size.width - 0.5 || box.height < size.height - 0.5)
          faults.push(`${name}: ${box.width}×${box.height}`)
        if (box.left < 0 || box.right > innerWidth + 0.5) faults.push(`${name} sticks out`)
      }
      for (const words of document.querySelectorAll<HTMLElement>('main *, nav *, .ew-screen__actions *')) {
        const { overflowX, overflowY } = getComputedStyle(words)
        if (words.matches('.ew-visually-hidden, textarea, svg *')) continue
        if (overflowX === 'visible' && overflowY === 'visible') continue
        if (words.scrollWidth > words.clientWidth + 1) faults.push(`cut off: ${words.className} ${words.textContent}`)
      }
      const bar = document.querySelector('.ew-screen__actions')
      const fixed = bar && getComputedStyle(bar).position === 'sticky' ? bar.getBoundingClientRect().height : 0
      if (fixed > screen / 3) faults.push(`the bar takes ${fixed} of ${screen} px`)
      return faults
    },
    [least, height] as const,
  )
}
