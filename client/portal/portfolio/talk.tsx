import { useEffect, useRef, useState } from 'preact/hooks'
import type { FollowedProvider } from '../../../shared/portfolio.ts'
import { dayInWords } from '../../../shared/results/format.ts'
import type { Words } from '../../lib/i18n.ts'
import { ask } from '../requests.ts'

interface TalkProps {
  readonly provider: FollowedProvider
  readonly today: string
  readonly say: Words['say']
  readonly onTalk: (day: string | null) => void
  readonly onSignedOut: () => void
}

/** The day of the next talk, and a small form to change it. What was typed stays when it cannot be kept. */
export function Talk({ provider: { id, name, nextTalk }, today, say, onTalk, onSignedOut }: TalkProps) {
  const [open, setOpen] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const change = useRef<HTMLButtonElement>(null)
  const closed = useRef(false)
  useEffect(() => {
    if (open) field.current?.focus()
    else if (closed.current) change.current?.focus()
    closed.current = open
  }, [open])

  const keep = async (event: SubmitEvent) => {
    event.preventDefault()
    const day = field.current?.value || null
    const reply = await ask(`/api/v1/portfolio/${encodeURIComponent(id)}/talk`, { method: 'PUT', body: { day } })
    if (reply.state === 'signed-out') onSignedOut()
    else if (reply.state === 'ok') {
      setProblem(null)
      setOpen(false)
      onTalk(day)
    } else {
      setProblem(reply.message ?? say('talk.failed'))
      field.current?.focus()
    }
  }

  if (!open) {
    return (
      <span class="ew-talk">
        <span>{nextTalk === null ? say('talk.none') : dayInWords(nextTalk)}</span>
        <button
          class="ew-button ew-button--subtle"
          type="button"
          ref={change}
          aria-label={say('talk.change.of', { name })}
          onClick={() => setOpen(true)}
        >
          {say('talk.change')}
        </button>
      </span>
    )
  }
  const fieldId = `talk-${id}`
  return (
    <form class="ew-talk" noValidate onSubmit={(event) => void keep(event)}>
      <label class="ew-field__label" for={fieldId}>
        {say('talk.day', { name })}
      </label>
      <p class={problem ? 'ew-notice' : ''} id={`${fieldId}-problem`} role="alert">
        {problem}
      </p>
      <input
        class="ew-input"
        type="date"
        id={fieldId}
        ref={field}
        min={today}
        defaultValue={nextTalk ?? ''}
        aria-describedby={`${fieldId}-problem`}
        aria-invalid={problem !== null}
      />
      <span class="ew-talk__buttons">
        <button class="ew-button ew-button--primary" type="submit">
          {say('talk.keep')}
        </button>
        <button
          class="ew-button ew-button--subtle"
          type="button"
          onClick={() => {
            setProblem(null)
            setOpen(false)
          }}
        >
          {say('talk.cancel')}
        </button>
      </span>
    </form>
  )
}
