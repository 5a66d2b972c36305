import { useRef, useState } from 'preact/hooks'
import { FEEDBACK_LENGTH, type FeedbackItem } from '../../../shared/feedback.ts'
import type { Choice } from '../../../shared/results/choices.ts'
import type { Words } from '../../lib/i18n.ts'
import { ask } from '../requests.ts'

interface WriteFormProps {
  readonly say: Words['say']
  readonly providers: readonly Choice[]
  readonly pictures: readonly Choice[]
  /** The draft to change; null for a new message. */
  readonly changing: FeedbackItem | null
  readonly on: { readonly kept: () => Promise<void>; readonly stop: () => void; readonly signedOut: () => void }
}

/** Writes a draft or changes one. What was typed stays until it is kept. */
export function WriteForm({ say, providers, pictures, changing, on }: WriteFormProps) {
  const [picture, setPicture] = useState(changing?.picture ?? pictures[0]?.id ?? '')
  const [problem, setProblem] = useState<string | null>(null)
  // A second press comes before the first is answered.
  const isBusy = useRef(false)
  const keep = async (event: SubmitEvent) => {
    event.preventDefault()
    if (isBusy.current || !(event.currentTarget instanceof HTMLFormElement)) return
    isBusy.current = true
    const form = event.currentTarget
    const body = Object.fromEntries(new FormData(form))
    const reply = changing
      ? await ask(`/api/v1/feedback/${encodeURIComponent(changing.id)}`, { method: 'PUT', body })
      : await ask('/api/v1/feedback', { method: 'POST', body })
    isBusy.current = false
    if (reply.state === 'signed-out' || reply.state === 'wrong') return on.signedOut()
    setProblem(reply.state === 'ok' ? null : (reply.message ?? say('failed')))
    if (reply.state !== 'ok') return
    form.reset()
    await on.kept()
  }
  return (
    <form class="ew-told-form" onSubmit={(event) => void keep(event)}>
      {!changing && (
        <div class="ew-field">
          <label class="ew-field__label" for="told-provider">
            {say('provider')}
          </label>
          <select class="ew-input" id="told-provider" name="provider">
            {providers.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
      )}
      <div class="ew-field">
        <label class="ew-field__label" for="told-text">
          {say('text')}
        </label>
        <p id="told-hint">{say('text.hint', { most: FEEDBACK_LENGTH })}</p>
        <textarea
          class="ew-input"
          id="told-text"
          name="text"
          rows={3}
          maxLength={FEEDBACK_LENGTH}
          required
          aria-describedby="told-hint"
          defaultValue={changing?.text ?? ''}
        />
        <p class={problem ? 'ew-notice' : ''} role="alert">
          {problem}
        </p>
      </div>
      <div class="ew-field">
        <label class="ew-field__label" for="told-picture">
          {say('picture')}
        </label>
        <select
          class="ew-input"
          id="told-picture"
          name="picture"
          value={picture}
          onChange={(event) => setPicture(event.currentTarget.value)}
        >
          {pictures.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
        {picture !== '' && <img class="ew-told__picture" src={`/plaatjes/${picture}.svg`} alt="" />}
      </div>
      <p class="ew-told__do">
        <button class="ew-button ew-button--primary" type="submit">
          {say('keep')}
        </button>
        {changing && (
          <button class="ew-button ew-button--subtle" type="button" onClick={on.stop}>
            {say('stop')}
          </button>
        )}
      </p>
    </form>
  )
}
