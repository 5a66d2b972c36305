import { useRef, useState } from 'preact/hooks'
import { INTERPRETATION_FIELDS, type Interpretation, MAX_INTERPRETATION } from '../../../shared/interpretation.ts'
import { dayInWords } from '../../../shared/results/format.ts'
import type { Words } from '../../lib/i18n.ts'
import { ask } from '../requests.ts'

interface OwnProps {
  readonly words: Words
  readonly path: string
  /** What this side said before. */
  readonly own: Interpretation | undefined
  readonly onSignedOut: () => void
}

/** Four fields to write in. What was typed stays when it cannot be kept. */
export function Own({ words: { say }, path, own, onSignedOut }: OwnProps) {
  const [state, setState] = useState<{ readonly kept?: true; readonly problem?: string }>({})
  const [busy, setBusy] = useState(false)
  const isBusy = useRef(false)
  const keep = async (event: SubmitEvent) => {
    event.preventDefault()
    if (isBusy.current) return
    isBusy.current = true
    setBusy(true)
    setState({})
    // The form is the event's own.
    const body = Object.fromEntries(new FormData(event.currentTarget as HTMLFormElement))
    const reply = await ask(path, { method: 'PUT', body })
    isBusy.current = false
    setBusy(false)
    if (reply.state === 'signed-out') onSignedOut()
    else setState(reply.state === 'ok' ? { kept: true } : { problem: reply.message ?? say('failed') })
  }
  return (
    <section class="ew-sheet" aria-labelledby="own">
      <div class="ew-sheet__head">
        <h2 class="ew-sheet__title" id="own">
          {say('own')}
        </h2>
        <p class="ew-sheet__intro">
          {say('own.intro')} <strong>{say('own.names')}</strong>
        </p>
      </div>
      <form class="ew-said" onSubmit={(event) => void keep(event)}>
        {INTERPRETATION_FIELDS.map((field) => (
          <div class="ew-field" key={field}>
            <label class="ew-field__label" for={`said-${field}`}>
              {say(field)}
            </label>
            <textarea
              class="ew-input ew-said__text"
              id={`said-${field}`}
              name={field}
              rows={4}
              maxLength={MAX_INTERPRETATION}
              defaultValue={own?.texts[field] ?? ''}
            />
          </div>
        ))}
        <p class={state.problem ? 'ew-notice' : ''} role="alert">
          {state.problem}
        </p>
        <button class="ew-button ew-button--primary" type="submit" aria-disabled={busy}>
          {say('keep')}
        </button>
        <p class={state.kept ? 'ew-notice' : ''} role="status">
          {state.kept && say('kept')}
        </p>
        {own && !state.kept && <p>{say('last', { role: say(`role.${own.role}`), day: dayInWords(own.day) })}</p>}
      </form>
    </section>
  )
}

/** What the other side said. */
export function Other({ words: { say }, said }: { readonly words: Words; readonly said: readonly Interpretation[] }) {
  return (
    <section class="ew-sheet" aria-labelledby="other">
      <div class="ew-sheet__head">
        <h2 class="ew-sheet__title" id="other">
          {say('other')}
        </h2>
        {said.length === 0 && <p class="ew-sheet__intro">{say('other.none')}</p>}
      </div>
      {said.map(({ side, role, day, texts }) => (
        <div class="ew-said" key={side}>
          {INTERPRETATION_FIELDS.filter((field) => texts[field] !== '').map((field) => (
            <div key={field}>
              <h3>{say(field)}</h3>
              <p class="ew-said__read">{texts[field]}</p>
            </div>
          ))}
          <p>{say('by', { role: say(`role.${role}`), day: dayInWords(day) })}</p>
        </div>
      ))}
    </section>
  )
}
