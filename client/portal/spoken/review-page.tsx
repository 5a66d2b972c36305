import { useCallback, useEffect, useState } from 'preact/hooks'
import type { Decision, ReviewItem, ReviewReply } from '../../../shared/open-answers.ts'
import { createWords } from '../../lib/i18n.ts'
import spokenWords from '../../text/portal-spoken.nl.json'
import type { PortalPageProps } from '../pages.ts'
import { ask } from '../requests.ts'
import { Waiting } from '../waiting.tsx'
import { Item } from './item.tsx'
import './spoken.css'

const { say } = createWords('nl', { nl: spokenWords })

/** What a person chose for an answer so far: the starts of the pieces to cover, and whether it may be seen. */
export interface Choice {
  readonly covered: ReadonlySet<number>
  readonly show: boolean | null
}

type Stage = { readonly at: 'loading' | 'failed' } | { readonly at: 'items'; readonly reply: ReviewReply }

/** Open answers that wait until a person has looked at them. */
export function ReviewPage({ words, onSignedOut }: PortalPageProps) {
  const [stage, setStage] = useState<Stage>({ at: 'loading' })
  const [choices, setChoices] = useState<ReadonlyMap<string, Choice>>(new Map())
  const [noted, setNoted] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  const load = useCallback(async () => {
    const reply = await ask<ReviewReply>('/api/v1/open-answers/review')
    if (reply.state === 'signed-out') onSignedOut()
    else setStage(reply.state === 'ok' ? { at: 'items', reply: reply.value } : { at: 'failed' })
  }, [onSignedOut])
  useEffect(() => void load(), [load])

  if (stage.at !== 'items') return <Waiting words={words} at={stage.at} onRetry={() => void load()} />
  const { items, waiting } = stage.reply
  const choiceOf = (item: ReviewItem) => choices.get(item.id) ?? startOf(item)
  const decisions = items.flatMap((item) => decisionOf(item, choiceOf(item)))
  const keep = async (event: SubmitEvent) => {
    event.preventDefault()
    if (busy) return
    if (decisions.length === 0) return setProblem(say('review.nothing'))
    setBusy(true)
    const reply = await ask<{ readonly noted: number }>('/api/v1/open-answers/review', {
      method: 'PUT',
      body: { decisions },
    })
    setBusy(false)
    if (reply.state === 'signed-out') return onSignedOut()
    // What was chosen stays on the screen.
    if (reply.state !== 'ok') return setProblem(reply.message ?? say('review.failed'))
    setProblem(null)
    setNoted(say('review.noted', { count: reply.value.noted }))
    await load()
    document.getElementById('lead')?.focus()
  }
  return (
    <>
      <section class="ew-lead ew-lead--single" aria-labelledby="lead">
        <div>
          <h1 class="ew-lead__title" id="lead" tabIndex={-1}>
            {waiting === 0 ? say('review.none.title') : say('review.title', { count: waiting })}
          </h1>
          <p class="ew-lead__more">{say(waiting === 0 ? 'review.none' : 'review.intro')}</p>
          <p class={noted ? 'ew-notice' : ''} role="status">
            {noted}
          </p>
        </div>
      </section>
      {items.length > 0 && (
        <form class="ew-sheet ew-review" onSubmit={(event) => void keep(event)}>
          {items.map((item) => (
            <Item
              key={item.id}
              item={item}
              choice={choiceOf(item)}
              say={say}
              onChoice={(choice) => setChoices(new Map(choices).set(item.id, choice))}
            />
          ))}
          <p class={problem ? 'ew-notice' : ''} role="alert">
            {problem}
          </p>
          <button class="ew-button ew-button--primary" type="submit" aria-disabled={busy}>
            {say('review.keep', { count: decisions.length })}
          </button>
        </form>
      )}
    </>
  )
}

/** What may say who somebody is is covered until a person says otherwise. */
function startOf({ pieces }: ReviewItem): Choice {
  return { covered: new Set(pieces.filter(({ found }) => found !== null).map(({ start }) => start)), show: null }
}

function decisionOf({ id, pieces }: ReviewItem, { covered, show }: Choice): readonly Decision[] {
  if (show === null) return []
  if (!show) return [{ id, show }]
  const covers = pieces
    .filter(({ start }) => covered.has(start))
    .map(({ start, end, found }) => ({ start, end, kind: found ?? ('other' as const) }))
  return [{ id, show, covers }]
}
