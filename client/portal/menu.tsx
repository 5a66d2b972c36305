import { useEffect, useRef, useState } from 'preact/hooks'
import type { SignedIn } from '../../shared/roles.ts'
import type { Words } from '../lib/i18n.ts'
import { GROUPS, type PortalPage, pagesFor } from './pages.ts'
import { Sign } from './sign.tsx'

/** So many names are still one line on a desk, and two or three on a phone. */
const MOST_IN_LINE = 7

interface MenuProps {
  readonly words: Words
  readonly signedIn: SignedIn
  /** The page that is on; null for none of them. */
  readonly page: PortalPage | null
}

/** The pages that this viewer may open: beside each other, or where they are many under a few names that open; nothing
 *  where there is only one. */
export function Menu({ words, signedIn, page }: MenuProps) {
  const pages = pagesFor(signedIn).filter(({ group }) => group !== null)
  if (pages.length < 2) return null
  return (
    <nav class="ew-portal-nav" aria-label={words.say('pages')}>
      {pages.length > MOST_IN_LINE ? (
        <Groups words={words} pages={pages} page={page} />
      ) : (
        <Links words={words} pages={pages} page={page} />
      )}
    </nav>
  )
}

interface PagesProps extends Pick<MenuProps, 'words' | 'page'> {
  readonly pages: readonly PortalPage[]
}

function Links({ words, pages, page, id }: PagesProps & { readonly id?: string }) {
  return (
    <ul class="ew-portal-nav__pages" id={id}>
      {pages.map(({ path, name }) => (
        <li key={path}>
          <a href={path} aria-current={path === page?.path ? 'page' : undefined}>
            {words.say(name)}
          </a>
        </li>
      ))}
    </ul>
  )
}

/** One of them is open at a time. Escape closes it and gives the focus back to its name; so does going elsewhere, without. */
function Groups({ words, pages, page }: PagesProps) {
  const [open, setOpen] = useState<string | null>(null)
  const all = useRef<HTMLUListElement>(null)
  useEffect(() => {
    if (open === null) return
    const leave = ({ target }: Event) => {
      if (!all.current?.contains(target as Node | null)) setOpen(null)
    }
    const onKey = ({ key }: KeyboardEvent) => {
      if (key !== 'Escape') return
      all.current?.querySelector<HTMLElement>('[aria-expanded=true]')?.focus()
      setOpen(null)
    }
    document.addEventListener('pointerdown', leave)
    document.addEventListener('focusin', leave)
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('pointerdown', leave)
      document.removeEventListener('focusin', leave)
      document.removeEventListener('keydown', onKey)
    }
  }, [open])
  return (
    <ul class="ew-portal-nav__groups" ref={all}>
      {GROUPS.map((group) => {
        const within = pages.filter((one) => one.group === group)
        const id = `menu-${group}`
        if (within.length === 0) return null
        return (
          <li key={group}>
            <button
              type="button"
              aria-expanded={open === group}
              aria-controls={open === group ? id : undefined}
              aria-current={page?.group === group ? 'true' : undefined}
              onClick={() => setOpen(open === group ? null : group)}
            >
              {words.say(`pages.${group}`)}
              <Sign name="down" />
            </button>
            {open === group && <Links id={id} words={words} pages={within} page={page} />}
          </li>
        )
      })}
    </ul>
  )
}
