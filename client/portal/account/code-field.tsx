import { encode } from 'uqr'
import type { NewSecondStep } from '../../../shared/account.ts'
import { say } from './account-words.ts'

/** A new second step: what to scan or type, and the field for the first code. */
export function CodeField({ step: { secret, uri } }: { readonly step: NewSecondStep }) {
  const { data, size } = encode(uri, { border: 2 })
  const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return (
    <>
      <p>{say('step.scan')}</p>
      <svg class="ew-account__qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={say('step.qr')}>
        <path d={dark} />
      </svg>
      <p>
        {say('step.here')} <a href={uri}>{say('step.here.go')}</a>
      </p>
      <p>
        {say('step.type')} <code class="ew-account__secret">{secret.match(/.{4}/g)?.join(' ')}</code>
      </p>
      <div class="ew-field">
        <label class="ew-field__label" for="code">
          {say('step.code')}
        </label>
        <p id="code-hint">{say('step.code.hint')}</p>
        <input
          class="ew-input"
          id="code"
          name="code"
          autocomplete="one-time-code"
          inputMode="numeric"
          aria-describedby="code-hint problem"
          required
        />
      </div>
    </>
  )
}

interface PasswordFieldProps {
  readonly name: 'password' | 'next'
  readonly label: string
  /** Of a password that is being chosen. */
  readonly isNew?: boolean
}

export function PasswordField({ name, label, isNew = false }: PasswordFieldProps) {
  return (
    <div class="ew-field">
      <label class="ew-field__label" for={name}>
        {label}
      </label>
      {isNew && <p id={`${name}-hint`}>{say('password.hint')}</p>}
      <input
        class="ew-input"
        id={name}
        name={name}
        type="password"
        autocomplete={isNew ? 'new-password' : 'current-password'}
        aria-describedby={isNew ? `${name}-hint problem` : 'problem'}
        required
      />
    </div>
  )
}

/** The codes for who loses the telephone, once. */
export function Recovery({ codes }: { readonly codes: readonly string[] }) {
  return (
    <section class="ew-sheet" aria-labelledby="recovery">
      <h2 class="ew-sheet__title" id="recovery" tabIndex={-1} ref={(title) => title?.focus()}>
        {say('recovery.title')}
      </h2>
      <p>{say('recovery.text')}</p>
      <ol class="ew-account__codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <button class="ew-button ew-button--secondary" type="button" onClick={() => print()}>
        {say('recovery.print')}
      </button>
    </section>
  )
}
