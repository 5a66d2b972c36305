import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { Comfort } from '../../client/screens/comfort.tsx'

/** One screen of a page. Several stand in one page, and the part of the address behind # says which is seen
 *  (client/screens/look/plain.css); without style they stand one after the other. */
export interface Sheet {
  /** Its name behind the #. */
  readonly name: string
  readonly screen: VNode
}

export interface Page {
  readonly language: string
  readonly direction: 'ltr' | 'rtl'
  readonly comfort: Comfort
  /** Where its form goes. */
  readonly action: string
  /** Hidden fields, by name. */
  readonly hidden: Readonly<Record<string, string>>
  /** What the Enter key sends. */
  readonly enter: string
  readonly sheets: readonly Sheet[]
  /** Whether the app may take this page over. */
  readonly script: boolean
}

/** The whole page. `built` is the page of the app as the build made it: it names the files of style and script. */
export function documentOf(built: string, page: Page): string {
  const body = renderToString(<Form page={page} />)
  const html = built
    .replace(/<html[^>]*>/, () => `<html lang="${page.language}" dir="${page.direction}"${lookOf(page.comfort)}>`)
    .replace(/<title>[^<]*<\/title>/, () => `<title>${titleIn(body)}</title>`)
    .replace(/<div id="app"><\/div>/, () => body)
  return page.script ? html : html.replace(/\s*<script\b[^>]*><\/script>/g, '')
}

/** What the style knows of how a person sees best. */
function lookOf({ size, contrast }: Comfort): string {
  return `${size === '100' ? '' : ` data-text-size="${size}"`}${contrast ? ` data-contrast="${contrast}"` : ''}`
}

/** Where one is and what is asked, as the app says it; out of markup, so it is escaped already. */
function titleIn(body: string): string {
  const [first = ''] = body.split('</h1>')
  const parts = [/<p class="ew-question__count"[^>]*>(.*?)<\/p>/, /<h1[^>]*>(.*)$/]
  return parts.flatMap((part) => part.exec(first)?.[1]?.replace(/<[^>]*>/g, '') ?? []).join(' – ')
}

function Form({ page }: { readonly page: Page }) {
  const names = page.sheets.map(({ name }) => name)
  const places = names.reduceRight<VNode>(
    (inner, name) => (
      <div class="ew-place" id={name}>
        {inner}
      </div>
    ),
    <Sheets sheets={page.sheets} />,
  )
  return (
    <form id="app" method="post" action={page.action} autocomplete="off">
      {/* The first button of a form is what Enter presses; without this one that would be "Stoppen" or "Snel weg". */}
      <button class="ew-enter" type="submit" name="do" value={page.enter} tabIndex={-1} aria-hidden="true" />
      {Object.entries(page.hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} autocomplete="off" />
      ))}
      {places}
    </form>
  )
}

function Sheets({ sheets }: { readonly sheets: readonly Sheet[] }) {
  return (
    <>
      {sheets.map(({ name, screen }) => (
        <div class={`ew-step ew-step--${name}`} key={name}>
          {screen}
        </div>
      ))}
    </>
  )
}
