import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { ResultsChoices } from '../../shared/results/choices.ts'
import { Choose } from './choose.tsx'
import { Message } from './frame.tsx'
import { type Figures, Page } from './page.tsx'
import type { PortalPageProps } from './pages.ts'
import { getBackground, getChoices, getNearest, getOthers, getResults, type Reply } from './requests.ts'
import { isReversed, mirrorOf, queryOf, readView, type View, withSurvey } from './view.ts'

type Stage =
  | { readonly at: 'loading' | 'nothing' | 'signed-out' }
  | { readonly at: 'failed'; readonly why: 'no-connection' | 'unknown' }
  | { readonly at: 'reversed'; readonly view: View }
  | { readonly at: 'figures'; readonly view: View; readonly figures: Figures }

/** The results that the address asks for. */
export function ResultsPage({ words, fresh, onSignedOut }: PortalPageProps) {
  const { say } = words
  const [choices, setChoices] = useState<ResultsChoices | null>(null)
  const [stage, setStage] = useState<Stage>({ at: 'loading' })

  const loads = useRef(0)
  const load = useCallback(async () => {
    loads.current += 1
    const mine = loads.current
    setStage((before) => (before.at === 'figures' ? before : { at: 'loading' }))
    const { stage: next, choices: found } = await loadStage(readView(location.search))
    // Another address was asked for while this one was on its way.
    if (mine !== loads.current) return
    if (found) setChoices(found)
    if (next.at === 'signed-out') onSignedOut()
    else setStage(next)
  }, [onSignedOut])

  // What was asked for begins at its headline: the form is drawn anew, and would leave the focus nowhere.
  const asked = useRef(fresh)
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

  return (
    <>
      <p class="ew-visually-hidden" role="status">
        {stage.at === 'figures' && say('ready')}
      </p>
      {stage.at === 'loading' && <p>{say('loading')}</p>}
      {stage.at === 'nothing' && <Message title={say('nothing.title')} text={say('nothing.text')} />}
      {stage.at === 'failed' && (
        <>
          <Message title={say('failed.title')} text={say(`failed.${stage.why}`)} />
          {choices && stage.why === 'unknown' ? (
            <Choose words={words} choices={choices} view={readView('')} onChoose={choose} />
          ) : (
            <button class="ew-button ew-button--primary" type="button" onClick={ask}>
              {say('retry')}
            </button>
          )}
        </>
      )}
      {stage.at === 'reversed' && choices && (
        <>
          <Message title={say('reversed.title')} text={say('reversed')} />
          <Choose words={words} choices={choices} view={stage.view} onChoose={choose} />
        </>
      )}
      {stage.at === 'figures' && choices && (
        <Page words={words} choices={choices} view={stage.view} figures={stage.figures} onChoose={choose} />
      )}
    </>
  )
}

interface Loaded {
  readonly stage: Stage
  readonly choices: ResultsChoices | null
}

/** What to show for a view, asked from the server. */
async function loadStage(asked: View): Promise<Loaded> {
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
  const whole = { ...view, by: '', cut: '' } as const
  const [results, background, periods, cells, others] = await Promise.all([
    getResults(whole),
    getBackground(whole),
    view.by === '' ? NONE : getResults({ ...view, cut: '' }),
    view.cut === '' ? NONE : getResults({ ...view, by: '' }),
    mirror === null ? NONE : getOthers(mirror),
  ])
  if (results.state !== 'ok') return results
  if (background.state !== 'ok') return background
  if (periods.state !== 'ok') return periods
  if (cells.state !== 'ok') return cells
  if (others.state !== 'ok') return others
  const isEmpty = results.value.rows.every(({ level }) => level === 'hidden')
  const nearest = isEmpty ? await getNearest(whole) : NONE
  const value = {
    results: results.value,
    background: background.value,
    periods: periods.value,
    cells: cells.value,
    others: others.value,
    // Without it there is one link less.
    nearest: nearest.state === 'ok' ? (nearest.value?.nearest ?? null) : null,
  }
  return { state: 'ok', value }
}

/** Of what was not asked for. */
const NONE = { state: 'ok', value: null } as const

function stageOf(state: string): Stage {
  if (state === 'signed-out') return { at: 'signed-out' }
  return { at: 'failed', why: state === 'unknown' ? 'unknown' : 'no-connection' }
}
