import { useCallback, useEffect, useState } from 'preact/hooks'
import type { Invited, PeopleReply, Person } from '../../../shared/account.ts'
import { dayInWords } from '../../../shared/results/format.ts'
import { createWords } from '../../lib/i18n.ts'
import peopleWords from '../../text/portal-people.nl.json'
import type { PortalPageProps } from '../pages.ts'
import { ask, type Reply } from '../requests.ts'
import { Waiting } from '../waiting.tsx'
import { RightsForm } from './rights-form.tsx'
import './people.css'

const { say } = createWords('nl', { nl: peopleWords })

type Stage = { readonly at: 'loading' | 'failed' } | { readonly at: 'people'; readonly reply: PeopleReply }

/** Who can sign in: invite, change, close. */
export function PeoplePage({ words, onSignedOut }: PortalPageProps) {
  const [stage, setStage] = useState<Stage>({ at: 'loading' })
  const [invited, setInvited] = useState<Invited | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [told, setTold] = useState<string | null>(null)

  const load = useCallback(async () => {
    const reply = await ask<PeopleReply>('/api/v1/people')
    if (reply.state === 'signed-out') onSignedOut()
    else if (reply.state === 'ok') setStage({ at: 'people', reply: reply.value })
    else setStage((now) => (now.at === 'people' ? now : { at: 'failed' }))
  }, [onSignedOut])
  useEffect(() => void load(), [load])

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

  if (stage.at !== 'people') return <Waiting words={words} at={stage.at} onRetry={() => void load()} />
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
      <section class="ew-sheet" aria-labelledby="invite">
        <h2 class="ew-sheet__title" id="invite">
          {say('invite.title')}
        </h2>
        <RightsForm<Invited>
          id="invite"
          say={say}
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
              <Row
                key={person.id}
                person={person}
                providers={providers}
                onSignedOut={onSignedOut}
                onChanged={() => {
                  setProblem(null)
                  setTold(say('changed', { login: person.login }))
                  void load()
                }}
                onLink={() => void act(ask<Invited>(`/api/v1/people/${person.id}/link`, { method: 'POST' }), showLink)}
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

interface RowProps {
  readonly person: Person
  readonly providers: PeopleReply['providers']
  readonly onSignedOut: () => void
  readonly onChanged: () => void
  readonly onLink: () => void
  readonly onTurn: () => void
}

function Row({ person, providers, onSignedOut, onChanged, onLink, onTurn }: RowProps) {
  const [doing, setDoing] = useState<'nothing' | 'changing' | 'closing'>('nothing')
  const { id, login, role, disabled, own, version } = person
  return (
    <tr>
      <th scope="row">
        {login}
        {own && <span class="ew-table__sub">{say('own')}</span>}
      </th>
      <td data-label={say('list.sees')}>
        <span>
          {say(`short.${role}`)}
          <span class="ew-table__sub">{seesOf(person, providers)}</span>
        </span>
      </td>
      <td data-label={say('list.state')}>
        <span>
          {stateOf(person)}
          {person.hasPassword && (
            <span class="ew-table__sub">{say(person.hasSecondStep ? 'step.on' : 'step.off')}</span>
          )}
        </span>
      </td>
      <td data-label={say('list.what')}>
        {doing === 'changing' && (
          <RightsForm
            id={`change-${id}`}
            say={say}
            providers={providers}
            rights={person}
            more={{ version }}
            method="PUT"
            path={`/api/v1/people/${id}`}
            go={say('change.go')}
            onSignedOut={onSignedOut}
            onCancel={() => setDoing('nothing')}
            onDone={() => {
              setDoing('nothing')
              onChanged()
            }}
          />
        )}
        {doing === 'closing' && (
          <fieldset>
            <legend class="ew-visually-hidden">{say('close.of', { login })}</legend>
            <p>{say('close.sure', { login })}</p>
            <Small
              name={say('close.yes')}
              onClick={() => {
                setDoing('nothing')
                onTurn()
              }}
            />
            <Small name={say('close.no')} onClick={() => setDoing('nothing')} />
          </fieldset>
        )}
        {doing === 'nothing' && (
          <span class="ew-people__doing">
            <Small name={say('change')} label={say('change.of', { login })} onClick={() => setDoing('changing')} />
            {!disabled && <Small name={say('again')} label={say('again.of', { login })} onClick={onLink} />}
            {disabled ? (
              <Small name={say('open')} label={say('open.of', { login })} onClick={onTurn} />
            ) : (
              <Small name={say('close')} label={say('close.of', { login })} onClick={() => setDoing('closing')} />
            )}
          </span>
        )}
      </td>
    </tr>
  )
}

interface SmallProps {
  readonly name: string
  readonly label?: string
  readonly onClick: () => void
}

function Small({ name, label, onClick }: SmallProps) {
  return (
    <button class="ew-button ew-button--subtle" type="button" aria-label={label} onClick={onClick}>
      {name}
    </button>
  )
}

function seesOf({ role, provider, portfolio }: Person, providers: PeopleReply['providers']): string {
  const nameOf = (id: string) => providers.find((one) => one.id === id)?.name ?? id
  switch (role) {
    case 'provider':
      return nameOf(provider ?? '')
    case 'account-manager':
      return portfolio.map(nameOf).join(', ')
    case 'reader':
      return say('sees.together')
    case 'panel':
      return say('sees.surveys')
    case 'admin':
      return say('sees.all')
  }
}

function stateOf({ disabled, hasPassword, invitedUntil }: Person): string {
  if (disabled) return say('state.closed')
  if (invitedUntil !== null) return say('state.invited', { day: dayInWords(invitedUntil) })
  return say(hasPassword ? 'state.open' : 'state.no-password')
}
