import axe, { type AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { AXE, recordChecked } from './accessibility-report.ts'
import { type Seen, seenBy } from './walk.ts'

/** What of the rules the settings can change, since the elements stay the same. */
const STYLE = [
  'color-contrast',
  'color-contrast-enhanced',
  'link-in-text-block',
  'scrollable-region-focusable',
  'target-size',
]

const WINDOWS = [
  { width: 320, height: 568 },
  { width: 360, height: 640 },
  { width: 800, height: 1280 },
  { width: 1280, height: 800 },
  // 1280 px at 400 %
  { width: 320, height: 256 },
]

/** So many screens and people: a busy machine needs a while. */
export const PATIENCE_MS = 400_000

/** Every device with every setting. */
const EVERYBODY: readonly Seen[] = WINDOWS.flatMap((device) =>
  (['100', '125', '150'] as const).flatMap((size) => [
    { ...device, size, contrast: 'normal' as const },
    { ...device, size, contrast: 'high' as const },
    { ...device, size, contrast: 'normal' as const, spaced: true },
  ]),
)

/** What is wrong with this screen for somebody, with who that is. */
export async function faultsOf(page: Page, screen: string, language: string): Promise<readonly string[]> {
  const faults: string[] = []
  await page.evaluate(axe.source)
  for (const seen of EVERYBODY) {
    await seenBy(page, seen)
    const { width, height, size, contrast, spaced } = seen
    const found = [...(await misfits(page, seen))]
    if (!spaced) found.push(...(await brokenWords(page)))
    if (!spaced && (width === 360 || width === 1280)) {
      const first = size === '100' && contrast === 'normal'
      const against = await violations(page, first ? { type: 'tag', values: AXE } : { type: 'rule', values: STYLE })
      recordChecked(page, { part: 'survey', screen, language, size, contrast }, against)
      found.push(...against.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120)}`))
    }
    const who = `${width}×${height}, ${size} %, ${contrast} contrast${spaced ? ', spaced' : ''}`
    faults.push(...found.map((fault) => `${who}: ${fault}`))
  }
  await seenBy(page, { width: 360, height: 640, size: '100', contrast: 'normal' })
  return faults
}

/** What axe finds. The bar lies below the rest meanwhile: a control that is half under it, until one scrolls, is not small. */
async function violations(page: Page, runOnly: axe.RunOnly): Promise<AxeResults['violations']> {
  return page.evaluate(async (asked) => {
    const still = new CSSStyleSheet()
    still.replaceSync('.ew-screen__actions { position: static !important }')
    document.adoptedStyleSheets = [still]
    const { axe } = window as unknown as { axe: typeof import('axe-core') }
    const { violations } = await axe.run({ runOnly: asked, resultTypes: ['violations'] })
    return violations
  }, runOnly)
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

/** Words of headings and controls that begin on one line and end on another. */
async function brokenWords(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const broken: string[] = []
    for (const part of document.querySelectorAll('h1, button, a, .ew-answer-tile__label')) {
      const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT)
      while (texts.nextNode()) {
        const { currentNode } = texts
        for (const { 0: word, index } of (currentNode.textContent ?? '').matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
          const range = document.createRange()
          range.setStart(currentNode, index)
          range.setEnd(currentNode, index + word.length)
          if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top / 8))).size > 1)
            broken.push(`${word} is broken in two`)
        }
      }
    }
    return broken
  })
}
