import { useState } from 'preact/hooks'
import type { Invited, PeopleReply } from '../../../shared/account.ts'
import { dayInWords } from '../../../shared/results/format.ts'
import { useLoaded } from '../loaded.ts'
import type { PortalPageProps } from '../pages.ts'
import { ask, type Reply } from '../requests.ts'
import { Waiting } from '../waiting.tsx'
import { say } from './people-words.ts'
import { PersonRow } from './person-row.tsx'
import { RightsForm } from './rights-form.tsx'
import './people.css'

/** Who can sign in: invite, change, close. */
export function PeoplePage({ words, onSignedOut }: PortalPageProps) {
  const [stage, load] = useLoaded<PeopleReply>('/api/v1/people', onSignedOut)
  const [invited, setInvited] = useState<Invited | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [told, setTold] = useState<string | null>(null)

  /** Does one thing to an account, says what came of it, and looks again. */
  const act = async <T,>(asked: Promise<Reply<T>>, done: (value: T) => string | null) => {
    const reply = await asked
    if (reply.state === 'signed-out' || reply.state === 'wrong') return onSignedOut()
    setProblem(reply.state === 'ok' ? null : (reply.message ?? say('failed')))
    setTold(reply.state === 'ok' ? done(reply.value) : null)
    await load()
  }
  const showLink = (value: Invited) => {
    setInvited(value)
    return null
  }

  if (stage.at !== 'there') return <Waiting words={words} at={stage.at} onRetry={() => void load()} />
  const { people, providers } = stage.reply
  const admins = people.filter(({ role, disabled, hasPassword }) => role === 'admin' && !disabled && hasPassword)
  return (
    <>
      <section class="ew-lead ew-lead--single" aria-labelledby="lead">
        <div>
          <h1 class="ew-lead__title" id="lead">
            {say('title')}
          </h1>
          <p class="ew-lead__more">{say('intro')}</p>
        </div>
      </section>
      {admins.length === 1 && <p class="ew-notice">{say('only-admin')}</p>}
      <section class="ew-sheet ew-people__invite" aria-labelledby="invite">
        <h2 class="ew-sheet__title" id="invite">
          {say('invite.title')}
        </h2>
        <RightsForm<Invited>
          id="invite"
          providers={providers}
          method="POST"
          path="/api/v1/people"
          go={say('invite.go')}
          onSignedOut={onSignedOut}
          onDone={(value) => {
            setInvited(value)
            setProblem(null)
            void load()
          }}
        />
        {invited && <Link invited={invited} />}
      </section>
      <section class="ew-sheet" aria-labelledby="accounts">
        <h2 class="ew-sheet__title" id="accounts">
          {say('list.title')}
        </h2>
        <p class={problem ? 'ew-notice' : ''} role="alert">
          {problem}
        </p>
        <p class={told ? 'ew-notice' : ''} role="status">
          {told}
        </p>
        <table class="ew-table ew-table--stacked">
          <caption class="ew-visually-hidden">{say('list.title')}</caption>
          <thead>
            <tr>
              {['login', 'sees', 'state', 'what'].map((head) => (
                <th key={head} scope="col">
                  {say(`list.${head}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {people.map((person) => (
              <PersonRow
                key={person.id}
                person={person}
                providers={providers}
                onSignedOut={onSignedOut}
                onChanged={() => {
                  setProblem(null)
                  setTold(say('changed', { login: person.login }))
                  void load()
                }}
                onRefused={load}
                onLink={(afresh) => {
                  const path = `/api/v1/people/${person.id}/link`
                  void act(ask<Invited>(path, { method: 'POST', body: { afresh } }), showLink)
                }}
                onTurn={() => {
                  const { id, login, version } = person
                  const body = { disabled: !person.disabled, version }
                  void act(ask(`/api/v1/people/${id}/state`, { method: 'PUT', body }), () =>
                    say(body.disabled ? 'closed' : 'opened', { login }),
                  )
                }}
              />
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}

function Link({ invited: { login, link, until } }: { readonly invited: Invited }) {
  const [copied, setCopied] = useState(false)
  return (
    <div class="ew-people__link">
      <h3 tabIndex={-1} ref={(title) => title?.focus()}>
        {say('link.title', { login })}
      </h3>
      <p>{say('link.text', { day: dayInWords(until) })}</p>
      <p>
        <code>{link}</code>
      </p>
      <button
        class="ew-button ew-button--secondary"
        type="button"
        onClick={() =>
          void navigator.clipboard.writeText(link).then(
            () => setCopied(true),
            // It stands on the screen to be copied by hand.
            () => setCopied(false),
          )
        }
      >
        {say('link.copy')}
      </button>
      <p role="status">{copied && say('link.copied')}</p>
    </div>
  )
}
