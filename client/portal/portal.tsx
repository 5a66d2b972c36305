import type { ComponentType } from 'preact'
import { useCallback, useEffect, useState } from 'preact/hooks'
import type { SignedIn } from '../../shared/roles.ts'
import type { Words } from '../lib/i18n.ts'
import type { WelcomePage } from './account/welcome-page.tsx'
import { Frame, Message } from './frame.tsx'
import { useIdleEnd } from './idle.ts'
import { type PortalPage, type PortalPageProps, pageAt, pagesFor } from './pages.ts'
import { getSignedIn, signOut } from './requests.ts'
import { SignIn } from './sign-in.tsx'
import { Waiting } from './waiting.tsx'

type Stage =
  | { readonly at: 'loading' | 'no-connection' }
  | { readonly at: 'sign-in'; readonly again: boolean }
  | { readonly at: 'page'; readonly signedIn: SignedIn; readonly fresh: boolean }

const PORTFOLIO = '/resultaten/portfolio'
const RESULTS = '/resultaten'

/** Whether the address asks for nothing in particular. */
function isBare(): boolean {
  return location.pathname === RESULTS && location.search === ''
}

/** The page at which somebody begins who asks for nothing in particular; null for the results. Who follows providers begins
 *  with those after signing in, and who may see no results with the first page that there is. */
function beginsAt(signedIn: SignedIn, fresh: boolean): string | null {
  if (fresh && signedIn.viewer.role === 'account-manager') return PORTFOLIO
  const pages = pagesFor(signedIn)
  return pages.some(({ path }) => path === RESULTS) ? null : (pages[0]?.path ?? null)
}

const WELCOME = '/resultaten/welkom'

/** The portal, or the page of an invitation, which is for who cannot sign in yet. */
export function Portal({ words }: { readonly words: Words }) {
  return pathNow() === WELCOME ? <Invitation words={words} /> : <SignedInPortal words={words} />
}

function pathNow(): string {
  return location.pathname.replace(/\/+$/, '')
}

function Invitation({ words }: { readonly words: Words }) {
  const [loaded, setLoaded] = useState<{ readonly Page: typeof WelcomePage } | 'loading' | 'failed'>('loading')
  const load = useCallback(() => {
    setLoaded('loading')
    import('./account/welcome-page.tsx').then(
      ({ WelcomePage: Page }) => setLoaded({ Page }),
      () => setLoaded('failed'),
    )
  }, [])
  useEffect(load, [load])
  return (
    <Frame words={words} signedIn={null} page={null} name="page.welcome" onLeave={() => {}}>
      {typeof loaded === 'object' ? (
        <loaded.Page words={words} />
      ) : (
        <Waiting words={words} at={loaded} onRetry={load} />
      )}
    </Frame>
  )
}

/** The portal: who is not signed in signs in first and then sees the page that the address asks for. */
function SignedInPortal({ words }: { readonly words: Words }) {
  const { say } = words
  const [stage, setStage] = useState<Stage>({ at: 'loading' })

  const look = useCallback(async (fresh: boolean) => {
    setStage((before) => (before.at === 'sign-in' ? before : { at: 'loading' }))
    const session = await getSignedIn()
    if (session.state !== 'ok') setStage({ at: 'no-connection' })
    else if (session.value === null) setStage({ at: 'sign-in', again: false })
    else {
      const elsewhere = isBare() ? beginsAt(session.value, fresh) : null
      if (elsewhere !== null) location.replace(elsewhere)
      else setStage({ at: 'page', signedIn: session.value, fresh })
    }
  }, [])
  useEffect(() => void look(false), [look])
  const onSignedOut = useCallback(() => setStage({ at: 'sign-in', again: true }), [])
  useIdleEnd(stage.at === 'page', onSignedOut)
  const leave = async () => {
    await signOut()
    setStage({ at: 'sign-in', again: false })
  }

  const signedIn = stage.at === 'page' ? stage.signedIn : null
  const path = pathNow()
  const page = signedIn && pageAt(path)
  const isAllowed = signedIn !== null && page !== null && pagesFor(signedIn).includes(page)
  return (
    <Frame words={words} signedIn={signedIn} page={isAllowed ? page : null} onLeave={() => void leave()}>
      {stage.at === 'loading' && <p>{say('loading')}</p>}
      {stage.at === 'sign-in' && <SignIn words={words} again={stage.again} onSignedIn={() => void look(true)} />}
      {stage.at === 'no-connection' && (
        <>
          <Message title={say('failed.title')} text={say('failed.no-connection')} />
          <button class="ew-button ew-button--primary" type="button" onClick={() => void look(true)}>
            {say('retry')}
          </button>
        </>
      )}
      {stage.at === 'page' && !isAllowed && <Elsewhere words={words} signedIn={stage.signedIn} known={page !== null} />}
      {stage.at === 'page' && isAllowed && (
        <Loaded page={page} words={words} signedIn={stage.signedIn} fresh={stage.fresh} onSignedOut={onSignedOut} />
      )}
    </Frame>
  )
}

/** A page once its file is there. */
function Loaded({ page, ...props }: PortalPageProps & { readonly page: PortalPage }) {
  const { say } = props.words
  const [loaded, setLoaded] = useState<{ readonly Page: ComponentType<PortalPageProps> } | 'loading' | 'failed'>(
    'loading',
  )
  const load = useCallback(() => {
    setLoaded('loading')
    page.load().then(
      (Page) => setLoaded({ Page }),
      () => setLoaded('failed'),
    )
  }, [page])
  useEffect(load, [load])
  if (loaded === 'loading') return <p>{say('loading')}</p>
  if (loaded !== 'failed') return <loaded.Page {...props} />
  return (
    <>
      <Message title={say('failed.title')} text={say('failed.no-connection')} />
      <button class="ew-button ew-button--primary" type="button" onClick={load}>
        {say('retry')}
      </button>
    </>
  )
}

/** Where this address leads to no page for this viewer. */
function Elsewhere(props: { readonly words: Words; readonly signedIn: SignedIn; readonly known: boolean }) {
  const { say } = props.words
  const [first] = pagesFor(props.signedIn)
  return (
    <>
      <Message
        title={say(props.known ? 'pages.forbidden' : 'pages.unknown')}
        text={say(props.known ? 'pages.forbidden.text' : 'pages.unknown.text')}
      />
      {first && (
        <p>
          <a href={first.path}>{say('pages.first', { name: say(first.name) })}</a>
        </p>
      )}
    </>
  )
}
