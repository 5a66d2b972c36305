import type { ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { ask, type Reply } from '../requests.ts'
import { problemIn } from './account-words.ts'

interface SentFormProps<T> {
  /** Opens the ids of what stands in it: two forms may be open. */
  readonly id: string
  readonly method?: 'POST' | 'PUT'
  readonly path?: string
  /** In the place of sending it to the path. */
  readonly send?: (typed: Readonly<Record<string, unknown>>) => Promise<Reply<T>>
  /** Goes with what was typed. */
  readonly more?: Readonly<Record<string, unknown>>
  readonly go: string
  readonly onSignedOut: () => void
  readonly onDone: (value: T) => void
  readonly children: ComponentChildren
}

/** Sends what was typed. It stays until it is taken; what is wrong is said above the button and read aloud. */
export function SentForm<T>({
  id,
  method = 'POST',
  path = '',
  send,
  more,
  go,
  onSignedOut,
  onDone,
  children,
}: SentFormProps<T>) {
  const [problem, setProblem] = useState<string | null>(null)
  // A second press comes before the button is drawn anew.
  const isBusy = useRef(false)
  const form = useRef<HTMLFormElement>(null)
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (isBusy.current || !form.current) return
    isBusy.current = true
    const body = { ...Object.fromEntries(new FormData(form.current)), ...more }
    const reply = await (send ? send(body) : ask<T>(path, { method, body }))
    isBusy.current = false
    if (reply.state === 'signed-out' || reply.state === 'wrong') return onSignedOut()
    if (reply.state !== 'ok') return setProblem(problemIn(reply))
    setProblem(null)
    form.current?.reset()
    onDone(reply.value)
  }
  return (
    <form class="ew-add" ref={form} onSubmit={(event) => void submit(event)}>
      {children}
      <p class={problem ? 'ew-notice' : ''} id={`${id}-problem`} role="alert">
        {problem}
      </p>
      <button class="ew-button ew-button--primary" type="submit">
        {go}
      </button>
    </form>
  )
}
