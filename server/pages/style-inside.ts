import { createHash } from 'node:crypto'
import { neededStyle } from './needed-style.ts'

export interface StyledPage {
  readonly html: string
  /** What the content security policy says of the style in it (CSP 3, "hash-source"). */
  readonly source: string
}

const STYLE_LINK = /<link rel="stylesheet"[^>]* href="([^"]+)"[^>]*>/

/** Address of the style sheet that a built page names; null when it names none. */
export function styleAddress(page: string): string | null {
  return STYLE_LINK.exec(page)?.[1] ?? null
}

/** The page with the part of its style sheet that it needs inside, so that it is drawn as soon as it is read. The app
 *  brings the whole of it later, from the address that stays in the page (client/respond/main.ts). */
export function withStyleInside(page: string, style: string): StyledPage {
  const needed = neededStyle(style, page)
  const html = page.replace(
    STYLE_LINK,
    (_link, address: string) => `<meta name="style" content="${address}">\n<style>${needed}</style>`,
  )
  return { html, source: `'sha256-${createHash('sha256').update(needed).digest('base64')}'` }
}
