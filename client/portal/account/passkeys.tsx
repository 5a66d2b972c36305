import { useEffect, useRef, useState } from 'preact/hooks'
import type { AccountPasskey } from '../../../shared/account.ts'
import { dayInWords } from '../../../shared/results/format.ts'
import type { Reply } from '../requests.ts'
import { say } from './account-words.ts'
import { PasswordField } from './code-field.tsx'
import { SentForm } from './sent-form.tsx'

interface PasskeysProps {
  readonly path: string
  readonly passkeys: readonly AccountPasskey[]
  readonly onSignedOut: () => void
  readonly onDone: () => Promise<void>
}

/** The keys with which somebody signs in without a password: make one, look at them, take one away. */
export function Passkeys({ path, passkeys, onSignedOut, onDone }: PasskeysProps) {
  const [open, setOpen] = useState<'new' | AccountPasskey | null>(null)
  const [told, setTold] = useState<string | null>(null)
  const form = useRef<HTMLDivElement>(null)
  const add = useRef<HTMLButtonElement>(null)
  const wasOpen = useRef(false)
  useEffect(() => {
    if (open) form.current?.querySelector('input')?.focus()
    else if (wasOpen.current) add.current?.focus()
    wasOpen.current = open !== null
  }, [open])
  const show = (what: typeof open) => {
    setOpen(what)
    setTold(null)
  }
  const done = (words: string) => {
    setOpen(null)
    setTold(words)
    void onDone()
  }
  return (
    <section class="ew-sheet ew-account" aria-labelledby="passkeys">
      <h2 class="ew-sheet__title" id="passkeys">
        {say('passkey.title')}
      </h2>
      <p>{say('passkey.intro')}</p>
      <p class={told ? 'ew-notice' : ''} role="status">
        {told}
      </p>
      {passkeys.length > 0 && <List passkeys={passkeys} onRemove={show} />}
      <div ref={form}>
        {open === 'new' && <NewPasskey onSignedOut={onSignedOut} onDone={() => done(say('passkey.done'))} />}
        {open !== null && open !== 'new' && (
          <SentForm
            key={open.id}
            id="remove-passkey"
            method="POST"
            path={`${path}/passkeys/${open.id}/removal`}
            go={say('passkey.remove.go', { name: open.name })}
            onSignedOut={onSignedOut}
            onDone={() => done(say('passkey.removed', { name: open.name }))}
          >
            <PasswordField form="remove-passkey" name="password" label={say('password.now')} />
          </SentForm>
        )}
      </div>
      {open !== 'new' &&
        ('PublicKeyCredential' in window ? (
          <button class="ew-button ew-button--secondary" type="button" ref={add} onClick={() => show('new')}>
            {say('passkey.new')}
          </button>
        ) : (
          <p>{say('passkey.none')}</p>
        ))}
    </section>
  )
}

function NewPasskey({ onSignedOut, onDone }: Pick<PasskeysProps, 'onSignedOut'> & { readonly onDone: () => void }) {
  return (
    <SentForm id="new-passkey" send={make} go={say('passkey.go')} onSignedOut={onSignedOut} onDone={onDone}>
      <div class="ew-field">
        <label class="ew-field__label" for="new-passkey-name">
          {say('passkey.name')}
        </label>
        <p id="new-passkey-name-hint">{say('passkey.name.hint')}</p>
        <input
          class="ew-input"
          id="new-passkey-name"
          name="name"
          autocomplete="off"
          aria-describedby="new-passkey-name-hint new-passkey-problem"
          required
        />
      </div>
      <PasswordField form="new-passkey" name="password" label={say('password.now')} />
    </SentForm>
  )
}

async function make(typed: Readonly<Record<string, unknown>>): Promise<Reply<unknown>> {
  const passkey = await import('./passkey.ts').catch(() => null)
  if (!passkey) return { state: 'no-connection' }
  const end = await passkey.makePasskey({ name: String(typed.name), password: String(typed.password) })
  switch (end.state) {
    case 'stopped':
    case 'there':
    case 'elsewhere':
      return { state: 'unknown', message: say(`passkey.${end.state}`) }
    default:
      return end
  }
}

interface ListProps {
  readonly passkeys: readonly AccountPasskey[]
  readonly onRemove: (passkey: AccountPasskey) => void
}

function List({ passkeys, onRemove }: ListProps) {
  return (
    <table class="ew-table ew-table--stacked">
      <caption class="ew-visually-hidden">{say('passkey.title')}</caption>
      <thead>
        <tr>
          {['name', 'made', 'used', 'what'].map((head) => (
            <th key={head} scope="col">
              {say(`passkey.${head}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {passkeys.map((passkey) => (
          <tr key={passkey.id}>
            <th scope="row">{passkey.name}</th>
            <td data-label={say('passkey.made')}>
              <span>{dayInWords(passkey.made)}</span>
            </td>
            <td data-label={say('passkey.used')}>
              <span>{passkey.used === null ? say('passkey.used.never') : dayInWords(passkey.used)}</span>
            </td>
            <td data-label={say('passkey.what')}>
              <button
                class="ew-button ew-button--subtle"
                type="button"
                aria-label={say('passkey.remove.of', { name: passkey.name })}
                onClick={() => onRemove(passkey)}
              >
                {say('passkey.remove')}
              </button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
