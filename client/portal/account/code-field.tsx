import { encode } from 'uqr'
import type { NewSecondStep } from '../../../shared/account.ts'
import { say } from './account-words.ts'

/** A new second step: what to scan or type, and the field for its first code; or a code of the one that there is (null),
 *  which may be a recovery code. */
export function CodeField({ form, step }: { readonly form: string; readonly step: NewSecondStep | null }) {
  const id = `${form}-code`
  return (
    <>
      {step && <Scan step={step} />}
      <div class="ew-field">
        <label class="ew-field__label" for={id}>
          {say('step.code')}
        </label>
        <p id={`${id}-hint`}>{say(step ? 'step.code.hint' : 'step.code.own')}</p>
        <input
          class="ew-input"
          id={id}
          name="code"
          autocomplete="one-time-code"
          inputMode={step ? 'numeric' : 'text'}
          aria-describedby={`${id}-hint ${form}-problem`}
          required
        />
      </div>
    </>
  )
}

function Scan({ step: { secret, uri } }: { readonly step: NewSecondStep }) {
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
    </>
  )
}

interface PasswordFieldProps {
  /** Id of the form in which it stands. */
  readonly form: string
  readonly name: 'password' | 'next'
  readonly label: string
  /** Of a password that is being chosen. */
  readonly isNew?: boolean
}

export function PasswordField({ form, name, label, isNew = false }: PasswordFieldProps) {
  const id = `${form}-${name}`
  return (
    <div class="ew-field">
      <label class="ew-field__label" for={id}>
        {label}
      </label>
      {isNew && <p id={`${id}-hint`}>{say('password.hint')}</p>}
      <input
        class="ew-input"
        id={id}
        name={name}
        type="password"
        autocomplete={isNew ? 'new-password' : 'current-password'}
        aria-describedby={isNew ? `${id}-hint ${form}-problem` : `${form}-problem`}
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
