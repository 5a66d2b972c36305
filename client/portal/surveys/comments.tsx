import { useRef, useState } from 'preact/hooks'
import { dayInWords } from '../../../shared/results/format.ts'
import { COMMENT_KINDS, MAX_NOTE, type ShownComment } from '../../../shared/survey-desk.ts'
import { ask } from '../requests.ts'
import { say } from './say.ts'

/** Where comments on a draft go, and what happens then. */
export interface Commenting {
  readonly path: string
  readonly onDone: () => Promise<void>
  readonly onSignedOut: () => void
}

/** What was said of a question, without names. */
export function Comments({ comments }: { readonly comments: readonly ShownComment[] }) {
  if (comments.length === 0) return null
  return (
    <ul class="ew-surveys__list">
      {comments.map(({ kind, note, role, day }, index) => (
        <li key={index}>
          <strong>{say(`comment.kind.${kind}`)}</strong>
          {note !== '' && `: ${note}`}{' '}
          <span class="ew-surveys__by">
            ({say('comment.by', { role: say(`comment.role.${role}`), day: dayInWords(day) })})
          </span>
        </li>
      ))}
    </ul>
  )
}

interface CommentFormProps extends Commenting {
  readonly question: string
  readonly number: number
}

/** One choice out of five and a few words, about one question. */
export function CommentForm({ question, number, path, onDone, onSignedOut }: CommentFormProps) {
  const form = useRef<HTMLFormElement>(null)
  const isBusy = useRef(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [done, setDone] = useState(false)

  const send = async (event: SubmitEvent) => {
    event.preventDefault()
    if (!form.current || isBusy.current) return
    const { kind, note } = Object.fromEntries(new FormData(form.current))
    setDone(false)
    if (kind === undefined) return setProblem(say('comment.choose'))
    isBusy.current = true
    const reply = await ask(path, { method: 'POST', body: { question, kind, note } })
    isBusy.current = false
    if (reply.state === 'signed-out' || reply.state === 'wrong') return onSignedOut()
    // What was typed stays.
    if (reply.state !== 'ok') return setProblem(reply.message ?? say('comment.failed'))
    setProblem(null)
    setDone(true)
    form.current.reset()
    await onDone()
  }
  return (
    <details class="ew-surveys__comment">
      <summary aria-label={say('comment.about', { number })}>{say('comment.open')}</summary>
      <form class="ew-surveys__form" ref={form} onSubmit={(event) => void send(event)}>
        <fieldset>
          <legend class="ew-field__label">{say('comment.about', { number })}</legend>
          {COMMENT_KINDS.map((kind) => (
            <label key={kind} class="ew-surveys__kind">
              <input type="radio" name="kind" value={kind} />
              {say(`comment.kind.${kind}`)}
            </label>
          ))}
        </fieldset>
        <label class="ew-field__label" for={`note-${question}`}>
          {say('comment.note')}
        </label>
        <textarea class="ew-input" id={`note-${question}`} name="note" rows={2} maxLength={MAX_NOTE} />
        <p class={problem ? 'ew-notice' : ''} role="alert">
          {problem}
        </p>
        <button class="ew-button ew-button--primary" type="submit">
          {say('comment.go')}
        </button>
        <p class={done ? 'ew-notice' : ''} role="status">
          {done && say('comment.done')}
        </p>
      </form>
    </details>
  )
}
