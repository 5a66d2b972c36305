import { createHash } from 'node:crypto'
import { neededStyle } from './needed-style.ts'

export interface StyledPage {
  readonly html: string
  /** What the content security policy says of the style in it (CSP 3, "hash-source"). */
  readonly source: string
}

/** The first screen that nobody sees before they ask for it. */
const HELP_SHEET = '<div class="ew-step ew-step--hulp-'
/** Stands before it. A browser that knows the link (HTML, "link type expect") draws nothing of a page that is half read:
 *  on a slow phone a frame with a part of the screen costs the frame with all of it some 25 ms. */
const READ = '<div id="gelezen" hidden></div>'
const AFTER_READING = '<link rel="expect" href="#gelezen" blocking="render">'

const STYLE_LINK = /<link rel="stylesheet"[^>]* href="([^"]+)"[^>]*>/

/** Address of the style sheet that a built page names; null when it names none. */
export function styleAddress(page: string): string | null {
  return STYLE_LINK.exec(page)?.[1] ?? null
}

/** The page with the part of its style sheet that it needs inside, so that it is drawn as soon as it is read. The app
 *  brings the whole of it later, from the address that stays in the page (client/respond/main.ts). */
export function withStyleInside(page: string, style: string): StyledPage {
  const needed = neededStyle(style, page)
  const waits = page.includes(HELP_SHEET)
  const html = page
    .replace(
      STYLE_LINK,
      (_link, address: string) =>
        `<meta name="style" content="${address}">\n${waits ? AFTER_READING : ''}<style>${needed}</style>`,
    )
    .replace(HELP_SHEET, READ + HELP_SHEET)
  return { html, source: `'sha256-${createHash('sha256').update(needed).digest('base64')}'` }
}
