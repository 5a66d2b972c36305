import { useRef, useState } from 'preact/hooks'
import type { Choice } from '../../../shared/results/choices.ts'
import type { Words } from '../../lib/i18n.ts'
import { ask } from '../requests.ts'

export interface Field {
  /** Also the key of its label: `collector.provider` in the form `collector`. */
  readonly name: string
  readonly label?: string
  /** A field without choices is typed. */
  readonly choices?: readonly Choice[]
  readonly optional?: boolean
  /** Any number of the choices, with this said above them. */
  readonly several?: string
  /** What is chosen at first, or from now on. */
  readonly value?: string
  readonly onChange?: (value: string) => void
}

interface AddFormProps<T> {
  readonly id: string
  readonly path: string
  readonly fields: readonly Field[]
  readonly say: Words['say']
  readonly onSignedOut: () => void
  readonly onDone: () => Promise<void>
  readonly onAdded?: (added: T) => void
}

/** A form that makes something. What was typed stays until it is made; what is wrong is said above the button. */
export function AddForm<T>({ id, path, fields, say, onSignedOut, onDone, onAdded }: AddFormProps<T>) {
  const [problem, setProblem] = useState<string | null>(null)
  const [done, setDone] = useState(false)
  const [busy, setBusy] = useState(false)
  // A second press comes before the button is drawn anew.
  const isBusy = useRef(false)
  const form = useRef<HTMLFormElement>(null)

  const add = async (event: SubmitEvent) => {
    event.preventDefault()
    if (isBusy.current || !form.current) return
    isBusy.current = true
    const typed = new FormData(form.current)
    const body = Object.fromEntries(
      fields.map(({ name, several }) => [name, several === undefined ? typed.get(name) : typed.getAll(name)]),
    )
    setBusy(true)
    setDone(false)
    const reply = await ask<T>(path, { method: 'POST', body })
    isBusy.current = false
    setBusy(false)
    if (reply.state === 'signed-out' || reply.state === 'wrong') return onSignedOut()
    if (reply.state !== 'ok') return setProblem(reply.message ?? say('failed'))
    setProblem(null)
    setDone(true)
    for (const input of form.current.querySelectorAll('input')) {
      if (input.type === 'checkbox') input.checked = false
      else input.value = ''
    }
    onAdded?.(reply.value)
    await onDone()
  }
  return (
    <form class="ew-add" ref={form} onSubmit={(event) => void add(event)}>
      {fields.map((field) => {
        const Part = field.several === undefined ? FormField : Boxes
        const label = field.label ?? say(`${id}.${field.name}`)
        return <Part key={field.name} id={`${id}-${field.name}`} field={field} label={label} say={say} />
      })}
      <p class={problem ? 'ew-notice' : ''} role="alert">
        {problem}
      </p>
      <button class="ew-button ew-button--primary" type="submit" aria-disabled={busy}>
        {say(`${id}.go`)}
      </button>
      <p class={done ? 'ew-notice' : ''} role="status">
        {done && say(`${id}.done`)}
      </p>
    </form>
  )
}

interface FormFieldProps {
  readonly id: string
  readonly field: Field
  readonly label: string
  readonly say: Words['say']
}

function Boxes({ id, field: { name, choices, several }, label, say }: FormFieldProps) {
  return (
    <details class="ew-boxes">
      <summary class="ew-field__label">{say('optional', { label })}</summary>
      <fieldset class="ew-boxes__all" aria-describedby={`${id}-more`}>
        <legend class="ew-visually-hidden">{label}</legend>
        <p id={`${id}-more`}>{several}</p>
        {choices?.map((choice) => (
          <label key={choice.id} class="ew-boxes__one">
            <input type="checkbox" name={name} value={choice.id} /> {choice.name}
          </label>
        ))}
      </fieldset>
    </details>
  )
}

function FormField({ id, field: { name, choices, optional, value, onChange }, label, say }: FormFieldProps) {
  const text = optional ? say('optional', { label }) : label
  return (
    <div class="ew-field">
      <label class="ew-field__label" for={id}>
        {text}
      </label>
      {choices ? (
        // Another set of choices, or another first one, begins anew.
        <select
          class="ew-input"
          id={id}
          name={name}
          key={`${value ?? ''} ${choices.length}`}
          required={!optional}
          onChange={(event) => onChange?.(event.currentTarget.value)}
        >
          <option value="">{say(optional ? 'choose.none' : 'choose')}</option>
          {choices.map((choice) => (
            <option key={choice.id} value={choice.id} selected={choice.id === value}>
              {choice.name}
            </option>
          ))}
        </select>
      ) : (
        <input class="ew-input" id={id} name={name} autocomplete="off" spellcheck={false} required={!optional} />
      )}
    </div>
  )
}
