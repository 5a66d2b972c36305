import { useEffect, useRef, useState } from 'preact/hooks'
import type { Words } from '../lib/i18n.ts'
import { signIn } from './requests.ts'

interface SignInProps {
  readonly words: Words
  /** Whether the person was signed in before and has been sent back here. */
  readonly again: boolean
  readonly onSignedIn: () => void
}

export function SignIn({ words, again, onSignedIn }: SignInProps) {
  const { say } = words
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  // Asked once the password was right: the account has a second step.
  const [needsCode, setNeedsCode] = useState(false)
  const login = useRef<HTMLInputElement>(null)
  const code = useRef<HTMLInputElement>(null)
  useEffect(() => login.current?.focus(), [])
  useEffect(() => code.current?.focus(), [needsCode])

  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (busy) return
    // The form is the event's own.
    const given = new FormData(event.currentTarget as HTMLFormElement)
    setBusy(true)
    const text = (name: string) => String(given.get(name) ?? '')
    const reply = await signIn({ login: text('login'), password: text('password'), code: text('code') })
    setBusy(false)
    if (reply.state === 'ok') return onSignedIn()
    if (reply.code === undefined) {
      setProblem(reply.state)
      login.current?.focus()
      return
    }
    setNeedsCode(true)
    setProblem(reply.code === 'missing' ? null : 'wrong-code')
    if (code.current) code.current.value = ''
    code.current?.focus()
  }

  const byPasskey = async () => {
    if (busy) return
    setBusy(true)
    setProblem(null)
    const passkey = await import('./account/passkey.ts').catch(() => null)
    const end = passkey ? await passkey.signInByPasskey() : ({ state: 'no-connection' } as const)
    setBusy(false)
    if (end.state === 'ok') onSignedIn()
    else setProblem(end.state === 'wrong' ? 'passkey.wrong' : end.state)
  }

  return (
    <form class="ew-sheet ew-sign-in" onSubmit={(event) => void submit(event)}>
      <h1 class="ew-sheet__title">{say('sign-in.title')}</h1>
      <p class={again ? 'ew-notice' : ''} role={again ? 'status' : undefined}>
        {say(again ? 'sign-in.again' : 'sign-in.intro')}
      </p>
      <p class={problem ? 'ew-notice' : ''} id="problem" role="alert">
        {problem && say(`sign-in.${problem}`)}
      </p>
      <div class="ew-field">
        <label class="ew-field__label" for="login">
          {say('sign-in.login')}
        </label>
        <input
          class="ew-input"
          id="login"
          name="login"
          ref={login}
          autocomplete="username"
          autocapitalize="none"
          spellcheck={false}
          aria-describedby="problem"
          required
        />
      </div>
      <div class="ew-field">
        <label class="ew-field__label" for="password">
          {say('sign-in.password')}
        </label>
        <input
          class="ew-input"
          id="password"
          name="password"
          type="password"
          autocomplete="current-password"
          aria-describedby="problem"
          required
        />
      </div>
      {needsCode && (
        <div class="ew-field">
          <label class="ew-field__label" for="code">
            {say('sign-in.code')}
          </label>
          <p id="code-hint">{say('sign-in.code.hint')}</p>
          <input
            class="ew-input"
            id="code"
            name="code"
            ref={code}
            autocomplete="one-time-code"
            autocapitalize="characters"
            spellcheck={false}
            aria-describedby="code-hint problem"
            required
          />
        </div>
      )}
      <button class="ew-button ew-button--primary" type="submit" aria-disabled={busy}>
        {say('sign-in.go')}
      </button>
      {'PublicKeyCredential' in window && (
        <>
          <button
            class="ew-button ew-button--secondary"
            type="button"
            aria-disabled={busy}
            aria-describedby="passkey-hint"
            onClick={() => void byPasskey()}
          >
            {say('sign-in.passkey')}
          </button>
          <p id="passkey-hint">{say('sign-in.passkey.hint')}</p>
        </>
      )}
    </form>
  )
}
