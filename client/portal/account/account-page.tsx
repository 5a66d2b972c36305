import { useState } from 'preact/hooks'
import type { AccountReply, AccountSession, NewSecondStep, RecoveryCodes } from '../../../shared/account.ts'
import { dayInWords } from '../../../shared/results/format.ts'
import { useLoaded } from '../loaded.ts'
import type { PortalPageProps } from '../pages.ts'
import { ask } from '../requests.ts'
import { Waiting } from '../waiting.tsx'
import { problemIn, say } from './account-words.ts'
import { CodeField, PasswordField, Recovery } from './code-field.tsx'
import { Passkeys } from './passkeys.tsx'
import { SentForm } from './sent-form.tsx'
import './account.css'

const PATH = '/api/v1/session/account'

/** One's own account: second step, passkeys, password, and where one is signed in. */
export function AccountPage({ words, onSignedOut }: PortalPageProps) {
  const [stage, load] = useLoaded<AccountReply>(PATH, onSignedOut)

  if (stage.at !== 'there') return <Waiting words={words} at={stage.at} onRetry={() => void load()} />
  const { reply: account } = stage
  return (
    <>
      <section class="ew-lead ew-lead--single" aria-labelledby="lead">
        <div>
          <h1 class="ew-lead__title" id="lead">
            {say('title')}
          </h1>
          <p class="ew-lead__more">{say('intro', { login: account.login })}</p>
        </div>
      </section>
      <Step account={account} onSignedOut={onSignedOut} onDone={load} />
      <Passkeys path={PATH} passkeys={account.passkeys} onSignedOut={onSignedOut} onDone={load} />
      <Password onSignedOut={onSignedOut} onDone={load} />
      <Sessions sessions={account.sessions} onSignedOut={onSignedOut} onDone={load} />
    </>
  )
}

interface PartProps {
  readonly onSignedOut: () => void
  readonly onDone: () => Promise<void>
}

function Step({ account, onSignedOut, onDone }: PartProps & { readonly account: AccountReply }) {
  const [offer, setOffer] = useState<NewSecondStep | null>(null)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const begin = async () => {
    const reply = await ask<NewSecondStep>(`${PATH}/second-step`, { method: 'POST', body: {} })
    if (reply.state === 'signed-out' || reply.state === 'wrong') return onSignedOut()
    setProblem(reply.state === 'ok' ? null : problemIn(reply))
    if (reply.state === 'ok') setOffer(reply.value)
  }
  if (codes) return <Recovery codes={codes} />
  return (
    <section class="ew-sheet ew-account" aria-labelledby="step">
      <h2 class="ew-sheet__title" id="step">
        {say('step.title')}
      </h2>
      <p class={account.hasSecondStep ? '' : 'ew-notice'}>
        {account.hasSecondStep ? say('step.on', { count: account.recoveryLeft }) : say('step.off')}
      </p>
      {offer ? (
        <SentForm<RecoveryCodes>
          id="new-step"
          method="PUT"
          path={`${PATH}/second-step`}
          more={{ secret: offer.secret }}
          go={say('step.go')}
          onSignedOut={onSignedOut}
          onDone={({ recovery }) => {
            setCodes(recovery)
            void onDone()
          }}
        >
          <CodeField form="new-step" step={offer} />
          <PasswordField form="new-step" name="password" label={say('password.now')} />
        </SentForm>
      ) : (
        <>
          <p>{say('step.why')}</p>
          <p class={problem ? 'ew-notice' : ''} role="alert">
            {problem}
          </p>
          <button class="ew-button ew-button--primary" type="button" onClick={() => void begin()}>
            {say(account.hasSecondStep ? 'step.again' : 'step.begin')}
          </button>
        </>
      )}
    </section>
  )
}

function Password({ onSignedOut, onDone }: PartProps) {
  const [isOpen, setOpen] = useState(false)
  const [done, setDone] = useState(false)
  return (
    <section class="ew-sheet ew-account" aria-labelledby="other-password">
      <h2 class="ew-sheet__title" id="other-password">
        {say('password.title')}
      </h2>
      <p class={done ? 'ew-notice' : ''} role="status">
        {done && say('password.done')}
      </p>
      {isOpen ? (
        <SentForm
          id="new-password"
          method="PUT"
          path={`${PATH}/password`}
          go={say('password.go')}
          onSignedOut={onSignedOut}
          onDone={() => {
            setDone(true)
            setOpen(false)
            void onDone()
          }}
        >
          <PasswordField form="new-password" name="password" label={say('password.now')} />
          <PasswordField form="new-password" name="next" label={say('password.next')} isNew />
        </SentForm>
      ) : (
        <button class="ew-button ew-button--secondary" type="button" onClick={() => setOpen(true)}>
          {say('password.title')}
        </button>
      )}
    </section>
  )
}

function Sessions({ sessions, onSignedOut, onDone }: PartProps & { readonly sessions: readonly AccountSession[] }) {
  const [problem, setProblem] = useState<string | null>(null)
  const [ended, setEnded] = useState(false)
  const end = async (path: string) => {
    const reply = await ask(`${PATH}/sessions${path}`, { method: 'DELETE' })
    if (reply.state === 'signed-out') return onSignedOut()
    setProblem(reply.state === 'ok' ? null : problemIn(reply))
    setEnded(reply.state === 'ok')
    await onDone()
  }
  return (
    <section class="ew-sheet" aria-labelledby="sessions">
      <h2 class="ew-sheet__title" id="sessions">
        {say('sessions.title')}
      </h2>
      <p>{say('sessions.intro')}</p>
      <p class={problem ? 'ew-notice' : ''} role="alert">
        {problem}
      </p>
      <p class={ended ? 'ew-notice' : ''} role="status">
        {ended && say('sessions.done')}
      </p>
      <table class="ew-table ew-table--stacked">
        <caption class="ew-visually-hidden">{say('sessions.title')}</caption>
        <thead>
          <tr>
            {['begun', 'used', 'what'].map((head) => (
              <th key={head} scope="col">
                {say(`sessions.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sessions.map(({ id, begun, used, own }) => (
            <tr key={id}>
              <th scope="row">{dayInWords(begun)}</th>
              <td data-label={say('sessions.used')}>
                <span>{dayInWords(used)}</span>
              </td>
              <td data-label={say('sessions.what')}>
                {own ? (
                  <span>{say('sessions.own')}</span>
                ) : (
                  <button
                    class="ew-button ew-button--subtle"
                    type="button"
                    aria-label={say('sessions.end.of', { day: dayInWords(begun) })}
                    onClick={() => void end(`/${id}`)}
                  >
                    {say('sessions.end')}
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {sessions.length > 1 && (
        <button class="ew-button ew-button--secondary" type="button" onClick={() => void end('')}>
          {say('sessions.others')}
        </button>
      )}
    </section>
  )
}
