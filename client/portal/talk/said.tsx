import { useRef, useState } from 'preact/hooks'
import {
  INTERPRETATION_FIELDS,
  type Interpretation,
  type InterpretationField,
  type InterpretationReply,
  MAX_INTERPRETATION,
} from '../../../shared/interpretation.ts'
import { dayInWords } from '../../../shared/results/format.ts'
import type { Words } from '../../lib/i18n.ts'
import { ask } from '../requests.ts'

type Texts = Interpretation['texts']

interface OwnProps {
  readonly words: Words
  readonly path: string
  /** What this side says now. */
  readonly own: Interpretation | undefined
  /** Called with what is said after it was kept, or when a colleague was first. */
  readonly onReply: (reply: InterpretationReply) => void
  readonly onSignedOut: () => void
}

interface State {
  readonly kept?: true
  readonly problem?: string
  /** What this person saw before a colleague was first. */
  readonly before?: Texts | undefined
}

const textIn = (texts: Texts | undefined, field: InterpretationField) => texts?.[field] ?? ''

/** Four fields to write in. What was typed stays when it cannot be kept; what a colleague wrote meanwhile stands beside it. */
export function Own({ words: { say }, path, own, onReply, onSignedOut }: OwnProps) {
  const [state, setState] = useState<State>({})
  const [busy, setBusy] = useState(false)
  const isBusy = useRef(false)
  const keep = async (event: SubmitEvent) => {
    event.preventDefault()
    if (isBusy.current) return
    isBusy.current = true
    setBusy(true)
    setState(({ before }) => ({ before }))
    // The form is the event's own.
    const typed = Object.fromEntries(new FormData(event.currentTarget as HTMLFormElement))
    const body = { ...typed, seen: own?.texts ?? null }
    const reply = await ask<InterpretationReply>(path, { method: 'PUT', body })
    const now = reply.state === 'unknown' ? await ask<InterpretationReply>(path) : reply
    isBusy.current = false
    setBusy(false)
    if (reply.state === 'signed-out') return onSignedOut()
    if (reply.state === 'ok') setState({ kept: true })
    else
      setState(({ before }) => ({ problem: reply.message ?? say('failed'), before: before ?? own?.texts ?? NOTHING }))
    if (now.state === 'ok') onReply(now.value)
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
          <Field
            key={field}
            field={field}
            text={textIn(own?.texts, field)}
            isChanged={state.before !== undefined && textIn(state.before, field) !== textIn(own?.texts, field)}
            say={say}
          />
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

const NOTHING: Texts = { sight: '', meaning: '', striking: '', action: '' }

interface FieldProps {
  readonly field: InterpretationField
  /** What is kept of it now. */
  readonly text: string
  /** A colleague changed it while this person wrote. */
  readonly isChanged: boolean
  readonly say: Words['say']
}

/** Where nobody typed it shows what is kept now; what was typed stays. */
function Field({ field, text, isChanged, say }: FieldProps) {
  return (
    <div class="ew-field">
      <label class="ew-field__label" for={`said-${field}`}>
        {say(field)}
      </label>
      <textarea
        class="ew-input ew-said__text"
        id={`said-${field}`}
        name={field}
        rows={4}
        maxLength={MAX_INTERPRETATION}
        defaultValue={text}
        aria-describedby={isChanged ? `theirs-${field}` : undefined}
      />
      {isChanged && (
        <div class="ew-said__theirs" id={`theirs-${field}`}>
          {text === '' ? (
            <p>{say('theirs.none')}</p>
          ) : (
            <>
              <p>{say('theirs')}</p>
              <p class="ew-said__read">{text}</p>
            </>
          )}
        </div>
      )}
    </div>
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
