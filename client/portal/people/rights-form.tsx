import { useRef, useState } from 'preact/hooks'
import type { AccountRights, PeopleReply } from '../../../shared/account.ts'
import { ROLES } from '../../../shared/roles.ts'
import { ask } from '../requests.ts'
import { say } from './people-words.ts'

interface RightsFormProps<T> {
  readonly id: string
  readonly providers: PeopleReply['providers']
  /** What there is now; without it the form makes an account and asks for a login. */
  readonly rights?: AccountRights
  readonly more?: Readonly<Record<string, unknown>>
  readonly method: 'POST' | 'PUT'
  readonly path: string
  readonly go: string
  readonly onSignedOut: () => void
  readonly onCancel?: () => void
  /** Of a change that was refused: somebody else may have been first. Looks again, so that `now` and `more` are right. */
  readonly onRefused?: () => Promise<void>
  /** What there is now, in words. */
  readonly now?: string
  readonly onDone: (value: T) => void
}

/** What an account may see. What was chosen stays until it is taken; what is wrong is said above the button. */
export function RightsForm<T>(props: RightsFormProps<T>) {
  const { id, providers, rights, more, now, method, path, go, onSignedOut, onCancel, onRefused, onDone } = props
  const [role, setRole] = useState<string>(rights?.role ?? '')
  const [problem, setProblem] = useState<string | null>(null)
  const form = useRef<HTMLFormElement>(null)
  // A second press comes before the button is drawn anew.
  const isBusy = useRef(false)
  const send = async (event: SubmitEvent) => {
    event.preventDefault()
    if (isBusy.current || !form.current) return
    isBusy.current = true
    const given = new FormData(form.current)
    const body = { ...Object.fromEntries(given), portfolio: given.getAll('portfolio'), ...more }
    const reply = await ask<T>(path, { method, body })
    if (reply.state === 'unknown') await onRefused?.()
    isBusy.current = false
    if (reply.state === 'signed-out' || reply.state === 'wrong') return onSignedOut()
    if (reply.state !== 'ok') return setProblem(reply.message ?? say('failed'))
    setProblem(null)
    form.current?.reset()
    setRole(rights?.role ?? '')
    onDone(reply.value)
  }
  return (
    <form class="ew-add" ref={form} onSubmit={(event) => void send(event)}>
      {!rights && (
        <div class="ew-field">
          <label class="ew-field__label" for={`${id}-login`}>
            {say('invite.login')}
          </label>
          <input
            class="ew-input"
            id={`${id}-login`}
            name="login"
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            required
          />
        </div>
      )}
      <Choice
        id={`${id}-role`}
        name="role"
        label={say('invite.role')}
        first={say('choose')}
        value={role}
        choices={ROLES.map((one) => ({ id: one, name: say(`role.${one}`) }))}
        onChange={setRole}
      />
      {role === 'provider' && (
        <Choice
          id={`${id}-provider`}
          name="provider"
          label={say('invite.provider')}
          first={say('choose')}
          value={rights?.provider ?? ''}
          choices={providers}
        />
      )}
      {role === 'account-manager' && (
        <fieldset class="ew-people__portfolio">
          <legend>{say('invite.portfolio')}</legend>
          {providers.map((provider) => (
            <label key={provider.id} class="ew-people__follow">
              <input
                type="checkbox"
                name="portfolio"
                value={provider.id}
                defaultChecked={rights?.portfolio.includes(provider.id) ?? false}
              />{' '}
              {provider.name}
            </label>
          ))}
        </fieldset>
      )}
      <p class={problem ? 'ew-notice' : ''} role="alert">
        {problem} {problem && now && say('change.now', { what: now })}
      </p>
      <span class="ew-people__doing">
        <button class="ew-button ew-button--primary" type="submit">
          {go}
        </button>
        {onCancel && (
          <button class="ew-button ew-button--subtle" type="button" onClick={onCancel}>
            {say('change.cancel')}
          </button>
        )}
      </span>
    </form>
  )
}

interface ChoiceProps {
  readonly id: string
  readonly name: string
  readonly label: string
  readonly first: string
  readonly value: string
  readonly choices: PeopleReply['providers']
  readonly onChange?: (value: string) => void
}

function Choice({ id, name, label, first, value, choices, onChange }: ChoiceProps) {
  return (
    <div class="ew-field">
      <label class="ew-field__label" for={id}>
        {label}
      </label>
      <select class="ew-input" id={id} name={name} required onChange={(event) => onChange?.(event.currentTarget.value)}>
        <option value="">{first}</option>
        {choices.map((choice) => (
          <option key={choice.id} value={choice.id} selected={choice.id === value}>
            {choice.name}
          </option>
        ))}
      </select>
    </div>
  )
}
