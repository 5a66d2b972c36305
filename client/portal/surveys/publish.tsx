import { useRef, useState } from 'preact/hooks'
import { MAX_REASON, type PublishCheck, type PublishReply } from '../../../shared/publishing.ts'
import type { Words } from '../../lib/i18n.ts'
import { useLoaded } from '../loaded.ts'
import { ask } from '../requests.ts'
import { Waiting } from '../waiting.tsx'
import { say } from './say.ts'

interface PublishProps {
  readonly id: string
  readonly words: Words
  readonly onSignedOut: () => void
  /** Called when it is in use. */
  readonly onPublished: () => void
}

/** What is looked at before a draft goes into use, and the button that does it. */
export function Publish({ id, words, onSignedOut, onPublished }: PublishProps) {
  const path = `/api/v1/surveys/draft/${encodeURIComponent(id)}/publish`
  const [stage, load] = useLoaded<PublishReply>(path, onSignedOut)
  return (
    <section class="ew-sheet" aria-labelledby="publish">
      <div class="ew-sheet__head">
        <h2 class="ew-sheet__title" id="publish">
          {say('publish')}
        </h2>
        <p class="ew-sheet__intro">{say('publish.how')}</p>
      </div>
      {stage.at === 'there' ? (
        <>
          <Checks checks={stage.reply.checks} />
          {stage.reply.mayPublish ? (
            <PublishForm {...{ path, onSignedOut, onPublished }} reply={stage.reply} onRefused={load} />
          ) : (
            <p class="ew-notice">{say('publish.not-yet')}</p>
          )}
        </>
      ) : (
        <Waiting words={words} at={stage.at} onRetry={() => void load()} />
      )}
    </section>
  )
}

function Checks({ checks }: { readonly checks: readonly PublishCheck[] }) {
  return (
    <ul class="ew-checks">
      {checks.map(({ name, state, notes }) => (
        <li key={name} class={`ew-checks__check ew-checks__check--${state}`}>
          <h3 class="ew-checks__name">
            {say(`check.${name}`)}: <span class="ew-checks__state">{say(`check.is.${state}`)}</span>
          </h3>
          <ul class="ew-surveys__list">
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  )
}

interface FormProps {
  readonly path: string
  readonly reply: PublishReply
  readonly onSignedOut: () => void
  readonly onPublished: () => void
  /** Called where it was not done: the list may say something else by now. */
  readonly onRefused: () => Promise<void>
}

function PublishForm({ path, reply: { seen, version, needsReason }, onSignedOut, onPublished, onRefused }: FormProps) {
  const [problem, setProblem] = useState<string | null>(null)
  const form = useRef<HTMLFormElement>(null)
  const isBusy = useRef(false)
  const send = async (event: SubmitEvent) => {
    event.preventDefault()
    if (isBusy.current || !form.current) return
    isBusy.current = true
    const { reason = '' } = Object.fromEntries(new FormData(form.current))
    const reply = await ask(path, { method: 'POST', body: { seen, reason } })
    isBusy.current = false
    if (reply.state === 'signed-out' || reply.state === 'wrong') return onSignedOut()
    if (reply.state === 'ok') return onPublished()
    setProblem(reply.message ?? say('publish.failed'))
    await onRefused()
  }
  return (
    <form class="ew-surveys__form" ref={form} onSubmit={(event) => void send(event)}>
      {needsReason && (
        <div class="ew-field">
          <label class="ew-field__label" for="reason">
            {say('publish.reason')}
          </label>
          <textarea class="ew-input" id="reason" name="reason" rows={2} maxLength={MAX_REASON} />
        </div>
      )}
      <p class={problem ? 'ew-notice' : ''} role="alert">
        {problem}
      </p>
      <button class="ew-button ew-button--primary" type="submit">
        {say('publish.go', { version: version ?? '' })}
      </button>
    </form>
  )
}

interface MakeDraftProps {
  readonly id: string
  readonly onSignedOut: () => void
  readonly onMade: () => void
}

/** Makes a draft of a survey that is in use. */
export function MakeDraft({ id, onSignedOut, onMade }: MakeDraftProps) {
  const [problem, setProblem] = useState<string | null>(null)
  const isBusy = useRef(false)
  const make = async () => {
    if (isBusy.current) return
    isBusy.current = true
    const reply = await ask(`/api/v1/surveys/current/${encodeURIComponent(id)}/draft`, { method: 'POST', body: {} })
    isBusy.current = false
    if (reply.state === 'signed-out' || reply.state === 'wrong') return onSignedOut()
    if (reply.state === 'ok') return onMade()
    setProblem(reply.message ?? say('publish.failed'))
  }
  return (
    <section class="ew-sheet" aria-labelledby="make-draft">
      <h2 class="ew-sheet__title" id="make-draft">
        {say('draft.make')}
      </h2>
      <p>{say('draft.how')}</p>
      <p class={problem ? 'ew-notice' : ''} role="alert">
        {problem}
      </p>
      <button class="ew-button ew-button--secondary" type="button" onClick={() => void make()}>
        {say('draft.go')}
      </button>
    </section>
  )
}
