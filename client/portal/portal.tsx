import type { ComponentChildren } from 'preact'
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { ResultsChoices } from '../../shared/results/choices.ts'
import type { Words } from '../lib/i18n.ts'
import { Mark } from '../screens/mark.tsx'
import { Choose } from './choose.tsx'
import { type Figures, Page } from './page.tsx'
import {
  getBackground,
  getChoices,
  getNearest,
  getOthers,
  getResults,
  getSignedIn,
  type Reply,
  signOut,
} from './requests.ts'
import { Sign } from './sign.tsx'
import { SignIn } from './sign-in.tsx'
import { isReversed, mirrorOf, queryOf, readView, type View, withSurvey } from './view.ts'

type Stage =
  | { readonly at: 'loading' | 'nothing' }
  | { readonly at: 'sign-in'; readonly again: boolean }
  | { readonly at: 'failed'; readonly why: 'no-connection' | 'unknown' }
  | { readonly at: 'reversed'; readonly view: View }
  | { readonly at: 'figures'; readonly view: View; readonly figures: Figures }

/** The portal: who is not signed in signs in first and then sees what the address asks for. */
export function Portal({ words }: { readonly words: Words }) {
  const { say } = words
  const [choices, setChoices] = useState<ResultsChoices | null>(null)
  const [stage, setStage] = useState<Stage>({ at: 'loading' })

  const loads = useRef(0)
  const signedIn = useRef(false)
  const load = useCallback(async () => {
    loads.current += 1
    const mine = loads.current
    setStage((before) => (before.at === 'figures' ? before : { at: 'loading' }))
    const { stage: next, choices: found } = await loadStage(readView(location.search), signedIn.current)
    // Another address was asked for while this one was on its way.
    if (mine !== loads.current) return
    signedIn.current = found !== null
    if (found) setChoices(found)
    setStage((before) =>
      next.at === 'sign-in' ? { at: 'sign-in', again: before.at === 'figures' || before.at === 'failed' } : next,
    )
  }, [])

  // What was asked for begins at its headline: the form is drawn anew, and would leave the focus nowhere.
  const asked = useRef(false)
  useEffect(() => {
    if (stage.at !== 'figures' || !asked.current) return
    asked.current = false
    document.getElementById('lead')?.focus()
  }, [stage])
  const ask = useCallback(() => {
    asked.current = true
    void load()
  }, [load])

  useEffect(() => {
    void load()
    addEventListener('popstate', ask)
    return () => removeEventListener('popstate', ask)
  }, [load, ask])

  const choose = (view: View) => {
    history.pushState(null, '', queryOf(view))
    ask()
  }
  const leave = async () => {
    await signOut()
    signedIn.current = false
    setChoices(null)
    setStage({ at: 'sign-in', again: false })
  }

  const known = stage.at === 'sign-in' ? null : choices
  return (
    <Frame words={words} choices={known} onLeave={() => void leave()}>
      <p class="ew-visually-hidden" role="status">
        {stage.at === 'figures' && say('ready')}
      </p>
      {stage.at === 'loading' && <p>{say('loading')}</p>}
      {stage.at === 'sign-in' && <SignIn words={words} again={stage.again} onSignedIn={ask} />}
      {stage.at === 'nothing' && <Message title={say('nothing.title')} text={say('nothing.text')} />}
      {stage.at === 'failed' && (
        <>
          <Message title={say('failed.title')} text={say(`failed.${stage.why}`)} />
          {known && stage.why === 'unknown' ? (
            <Choose words={words} choices={known} view={readView('')} onChoose={choose} />
          ) : (
            <button class="ew-button ew-button--primary" type="button" onClick={ask}>
              {say('retry')}
            </button>
          )}
        </>
      )}
      {stage.at === 'reversed' && known && (
        <>
          <Message title={say('reversed.title')} text={say('reversed')} />
          <Choose words={words} choices={known} view={stage.view} onChoose={choose} />
        </>
      )}
      {stage.at === 'figures' && known && (
        <Page words={words} choices={known} view={stage.view} figures={stage.figures} onChoose={choose} />
      )}
    </Frame>
  )
}

interface Loaded {
  readonly stage: Stage
  readonly choices: ResultsChoices | null
}

/** What to show for a view, asked from the server; who is known to be signed in need not be asked for first. */
async function loadStage(asked: View, signedIn: boolean): Promise<Loaded> {
  const session = signedIn ? null : await getSignedIn()
  if (session && session.state !== 'ok') return { stage: stageOf(session.state), choices: null }
  if (session?.value === false) return { stage: stageOf('signed-out'), choices: null }
  const choices = await getChoices()
  if (choices.state !== 'ok') return { stage: stageOf(choices.state), choices: null }
  const view = withSurvey(asked, choices.value)
  if (view === null) return { stage: { at: 'nothing' }, choices: choices.value }
  if (isReversed(view)) return { stage: { at: 'reversed', view }, choices: choices.value }
  const figures = await loadFigures(view, choices.value)
  return {
    stage: figures.state === 'ok' ? { at: 'figures', view, figures: figures.value } : stageOf(figures.state),
    choices: choices.value,
  }
}

/** All that a view shows, or why not. */
async function loadFigures(view: View, choices: ResultsChoices): Promise<Reply<Figures>> {
  const mirror = view.beside === 'others' ? mirrorOf(view, choices) : null
  const whole = { ...view, by: '' } as const
  const [results, background, periods, others] = await Promise.all([
    getResults(whole),
    getBackground(whole),
    view.by === '' ? NONE : getResults(view),
    mirror === null ? NONE : getOthers(mirror),
  ])
  if (results.state !== 'ok') return results
  if (background.state !== 'ok') return background
  if (periods.state !== 'ok') return periods
  if (others.state !== 'ok') return others
  const isEmpty = results.value.rows.every(({ level }) => level === 'hidden')
  const nearest = isEmpty ? await getNearest(whole) : NONE
  const value = {
    results: results.value,
    background: background.value,
    periods: periods.value,
    others: others.value,
    // Without it there is one link less.
    nearest: nearest.state === 'ok' ? (nearest.value?.nearest ?? null) : null,
  }
  return { state: 'ok', value }
}

/** Of what was not asked for. */
const NONE = { state: 'ok', value: null } as const

function stageOf(state: string): Stage {
  if (state === 'signed-out') return { at: 'sign-in', again: false }
  return { at: 'failed', why: state === 'unknown' ? 'unknown' : 'no-connection' }
}

interface FrameProps {
  readonly words: Words
  readonly choices: ResultsChoices | null
  readonly onLeave: () => void
  readonly children: ComponentChildren
}

function Frame({ words, choices, onLeave, children }: FrameProps) {
  const { say } = words
  const who = choices?.viewer.provider?.name ?? choices?.viewer.name
  const title = [say('page.title'), choices?.productName].filter(Boolean).join(' – ')
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
          {who !== undefined && (
            <p class="ew-portal-head__who">
              <Sign name="person" />
              <span>{who}</span>
              <button class="ew-button ew-button--subtle" type="button" onClick={onLeave}>
                {say('sign-out')}
              </button>
            </p>
          )}
        </div>
      </header>
      <main class="ew-portal-main" id="main" tabIndex={-1}>
        {children}
      </main>
      <footer class="ew-portal-foot">
        <div class="ew-portal-foot__inner">
          <p>{choices && say('note.talk')}</p>
          <a href="/methode">{say('note.method')}</a>
        </div>
      </footer>
    </>
  )
}

function Message({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <section class="ew-sheet">
      <h1 class="ew-sheet__title">{title}</h1>
      <p>{text}</p>
    </section>
  )
}
