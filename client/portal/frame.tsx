import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import type { SignedIn } from '../../shared/roles.ts'
import type { Words } from '../lib/i18n.ts'
import { Mark } from '../screens/mark.tsx'
import { Menu } from './menu.tsx'
import { ACCOUNT_PATH, type PortalPage } from './pages.ts'
import { Sign } from './sign.tsx'

interface FrameProps {
  readonly words: Words
  /** Null for nobody. */
  readonly signedIn: SignedIn | null
  /** The page that is on; null for none of them. */
  readonly page: PortalPage | null
  /** Key of the name of a page that is for who is not signed in. */
  readonly name?: string
  readonly onLeave: () => void
  readonly children: ComponentChildren
}

/** What stands around every page: its name, the other pages, who is signed in. */
export function Frame({ words, signedIn, page, name = 'page.title', onLeave, children }: FrameProps) {
  const { say } = words
  const who = signedIn?.providerName ?? signedIn?.viewer.name
  const title = [say(page ? page.name : name), signedIn?.productName].filter(Boolean).join(' – ')
  useEffect(() => {
    document.title = title
  }, [title])
  return (
    <>
      <a class="ew-skip" href="#main">
        {say('skip')}
      </a>
      <header class="ew-portal-head">
        <div class="ew-portal-head__inner">
          <span class="ew-brand">
            <Mark />
            {title}
          </span>
          {signedIn && <Menu words={words} signedIn={signedIn} page={page} />}
          {who !== undefined && (
            <p class="ew-portal-head__who">
              <Sign name="person" />
              <a href={ACCOUNT_PATH} aria-label={say('page.account.of', { who })}>
                {who}
              </a>
              <button class="ew-button ew-button--subtle" type="button" onClick={onLeave}>
                {say('sign-out')}
              </button>
            </p>
          )}
        </div>
        {signedIn?.lacksSecondStep && page?.path !== ACCOUNT_PATH && (
          <p class="ew-portal-tip">
            {say('second-step')} <a href={ACCOUNT_PATH}>{say('second-step.go')}</a>
          </p>
        )}
      </header>
      <main class="ew-portal-main" id="main" tabIndex={-1}>
        {children}
      </main>
      <footer class="ew-portal-foot">
        <div class="ew-portal-foot__inner">
          <p>{signedIn && say('note.talk')}</p>
          <a href="/privacy">{say('note.privacy')}</a>
          <a href="/methode">{say('note.method')}</a>
        </div>
      </footer>
    </>
  )
}

export function Message({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <section class="ew-sheet">
      <h1 class="ew-sheet__title">{title}</h1>
      <p>{text}</p>
    </section>
  )
}
