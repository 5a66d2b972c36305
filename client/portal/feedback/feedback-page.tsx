import { useState } from 'preact/hooks'
import type { FeedbackItem, FeedbackReply } from '../../../shared/feedback.ts'
import { createWords } from '../../lib/i18n.ts'
import feedbackWords from '../../text/portal-feedback.nl.json'
import { useLoaded } from '../loaded.ts'
import type { PortalPageProps } from '../pages.ts'
import { ask } from '../requests.ts'
import { Waiting } from '../waiting.tsx'
import { Item } from './item.tsx'
import { WriteForm } from './write-form.tsx'
import './feedback.css'

const { say } = createWords('nl', { nl: feedbackWords })

/** Messages about what was done with answers: to write, publish and take back. */
export function FeedbackPage({ words, onSignedOut }: PortalPageProps) {
  const [stage, load] = useLoaded<FeedbackReply>('/api/v1/feedback', onSignedOut)
  const [changing, setChanging] = useState<FeedbackItem | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [told, setTold] = useState<string | null>(null)

  if (stage.at !== 'there') return <Waiting words={words} at={stage.at} onRetry={() => void load()} />
  const { providers, pictures, items } = stage.reply
  const turn = async ({ id }: FeedbackItem, state: 'published' | 'taken-back') => {
    const reply = await ask(`/api/v1/feedback/${encodeURIComponent(id)}/state`, { method: 'PUT', body: { state } })
    if (reply.state === 'signed-out') return onSignedOut()
    setProblem(reply.state === 'ok' ? null : (reply.message ?? say('failed')))
    setTold(reply.state === 'ok' ? say(state) : null)
    await load()
  }
  const kept = async () => {
    setChanging(null)
    setProblem(null)
    setTold(say('kept'))
    await load()
  }
  return (
    <>
      <section class="ew-lead ew-lead--single" aria-labelledby="lead">
        <div>
          <h1 class="ew-lead__title" id="lead">
            {say('title')}
          </h1>
          <p class="ew-lead__more">{say('intro')}</p>
        </div>
      </section>
      <section class="ew-sheet" aria-labelledby="write">
        <h2 class="ew-sheet__title" id="write">
          {say(changing ? 'change' : 'write')}
        </h2>
        <WriteForm
          key={changing?.id ?? ''}
          say={say}
          providers={providers}
          pictures={pictures}
          changing={changing}
          on={{ kept, stop: () => setChanging(null), signedOut: onSignedOut }}
        />
      </section>
      <section class="ew-sheet" aria-labelledby="list">
        <h2 class="ew-sheet__title" id="list">
          {say('list')}
        </h2>
        <p class={problem ? 'ew-notice' : ''} role="alert">
          {problem}
        </p>
        <p class={told ? 'ew-notice' : ''} role="status">
          {told}
        </p>
        {items.length === 0 && <p>{say('none')}</p>}
        <ul class="ew-told">
          {items.map((item) => (
            <li key={item.id}>
              <Item
                item={item}
                alt={pictures.find(({ id }) => id === item.picture)?.name ?? ''}
                say={say}
                onChange={() => {
                  setChanging(item)
                  document.getElementById('main')?.focus()
                }}
                onTurn={(state) => void turn(item, state)}
              />
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}
