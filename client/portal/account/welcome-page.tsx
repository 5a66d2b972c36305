import { useEffect, useState } from 'preact/hooks'
import type { AccountLinkReply, RecoveryCodes } from '../../../shared/account.ts'
import type { Words } from '../../lib/i18n.ts'
import { Message } from '../frame.tsx'
import { ACCOUNT_PATH } from '../pages.ts'
import { ask } from '../requests.ts'
import { Waiting } from '../waiting.tsx'
import { say } from './account-words.ts'
import { CodeField, PasswordField, Recovery } from './code-field.tsx'
import { SentForm } from './sent-form.tsx'
import './account.css'

type Stage =
  | { readonly at: 'loading' }
  | { readonly at: 'failed' }
  | { readonly at: 'none' }
  | { readonly at: 'choosing'; readonly offer: AccountLinkReply }
  | { readonly at: 'done'; readonly codes: readonly string[] }

const PATH = '/api/v1/session/link'

/** The page of an invitation. The secret is taken out of the address at once: it is in no history and on no screen. */
export function WelcomePage({ words }: { readonly words: Words }) {
  const [link] = useState(takeLink)
  const [stage, setStage] = useState<Stage>({ at: 'loading' })
  const look = async () => {
    setStage({ at: 'loading' })
    const reply = await ask<AccountLinkReply>(PATH, { method: 'POST', body: { link } })
    if (reply.state === 'ok') setStage({ at: 'choosing', offer: reply.value })
    else setStage(reply.state === 'unknown' ? { at: 'none' } : { at: 'failed' })
  }
  useEffect(() => void look(), [])

  if (stage.at === 'loading' || stage.at === 'failed')
    return <Waiting words={words} at={stage.at} onRetry={() => void look()} />
  if (stage.at === 'none') return <NoLink />
  if (stage.at === 'done')
    return (
      <>
        {stage.codes.length > 0 ? (
          <>
            <Message title={say('welcome.done')} text={say('step.done')} />
            <Recovery codes={stage.codes} />
          </>
        ) : (
          <Message title={say('welcome.again.done')} text={say('welcome.again.out')} />
        )}
        <p>
          {say('welcome.passkey')} <a href={ACCOUNT_PATH}>{say('title')}</a>
        </p>
        <p>
          <a class="ew-button ew-button--primary" href="/resultaten">
            {say('welcome.onward')}
          </a>
        </p>
      </>
    )
  const { login, step } = stage.offer
  return (
    <section class="ew-sheet ew-account" aria-labelledby="lead">
      <h1 class="ew-sheet__title" id="lead">
        {say(step ? 'welcome.title' : 'welcome.again')}
      </h1>
      <p>{say(step ? 'welcome.intro' : 'welcome.again.intro', { login })}</p>
      <SentForm<RecoveryCodes>
        id="welcome"
        method="PUT"
        path={PATH}
        more={{ link, secret: step?.secret ?? '' }}
        go={say(step ? 'welcome.go' : 'password.go')}
        onSignedOut={() => setStage({ at: 'none' })}
        onDone={({ recovery }) => setStage({ at: 'done', codes: recovery })}
      >
        {/* For the store of passwords of the browser. */}
        <input
          class="ew-visually-hidden"
          name="login"
          autocomplete="username"
          value={login}
          readOnly
          tabIndex={-1}
          aria-hidden
        />
        <PasswordField form="welcome" name="password" label={say(step ? 'password' : 'password.next')} isNew />
        <h2 class="ew-sheet__title">{say('step.title')}</h2>
        {step && <p>{say('step.why')}</p>}
        <CodeField form="welcome" step={step} />
      </SentForm>
    </section>
  )
}

function NoLink() {
  return (
    <>
      <Message title={say('welcome.none')} text={say('welcome.none.text')} />
      <p>
        <a href="/resultaten">{say('welcome.sign-in')}</a>
      </p>
    </>
  )
}

function takeLink(): string {
  const link = location.hash.slice(1)
  history.replaceState(null, '', location.pathname)
  return link
}
