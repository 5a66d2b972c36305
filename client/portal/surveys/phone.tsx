import { render, type VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { directionOf } from '../../../shared/survey/text.ts'

interface PhoneProps {
  readonly title: string
  readonly language: string
  /** Changes when another screen is drawn, which is then read from its top. */
  readonly screen: string
  readonly children: VNode
}

/** A phone of 360 by 640 with a page of its own: widths, heights and the language of what is drawn are those of the phone,
 *  and its headings are not those of the portal. */
export function Phone({ title, language, screen, children }: PhoneProps) {
  const [page, setPage] = useState<Document | null>(null)
  const shown = useRef(screen)

  useEffect(() => {
    if (!page) return
    page.documentElement.lang = language
    page.documentElement.dir = directionOf(language)
    page.title = title
    render(children, page.body)
    // The page around it has a main part too.
    page.querySelector('main')?.setAttribute('aria-label', title)
    if (shown.current !== screen) {
      page.defaultView?.scrollTo(0, 0)
      // Who pressed in the phone goes on there; who pressed beside it stays beside it.
      if (document.activeElement?.tagName === 'IFRAME') page.querySelector('h1')?.focus({ preventScroll: true })
    }
    shown.current = screen
  })
  useEffect(() => () => void (page && render(null, page.body)), [page])
  return (
    <div class="ew-phone">
      <iframe
        class="ew-phone__screen"
        title={title}
        onLoad={({ currentTarget: { contentDocument } }) => setPage(contentDocument && dressed(contentDocument))}
      />
    </div>
  )
}

/** The empty page of the phone with the style that this page has. */
function dressed(page: Document): Document {
  if (page.head.childElementCount === 0)
    for (const style of document.querySelectorAll('link[rel="stylesheet"], style'))
      page.head.append(page.importNode(style, true))
  return page
}
