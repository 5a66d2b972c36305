import { useState } from 'preact/hooks'
import type { PeopleReply, Person } from '../../../shared/account.ts'
import { dayInWords } from '../../../shared/results/format.ts'
import { say } from './people-words.ts'
import { RightsForm } from './rights-form.tsx'

interface PersonRowProps {
  readonly person: Person
  readonly providers: PeopleReply['providers']
  readonly onSignedOut: () => void
  readonly onChanged: () => void
  readonly onRefused: () => Promise<void>
  /** `afresh`: the second step and the password go too. */
  readonly onLink: (afresh: boolean) => void
  readonly onTurn: () => void
}

/** One account, and what can be done to it. */
export function PersonRow({ person, providers, onSignedOut, onChanged, onRefused, onLink, onTurn }: PersonRowProps) {
  const [doing, setDoing] = useState<'nothing' | 'changing' | 'closing' | 'afresh'>('nothing')
  const { id, login, role, disabled, hasSecondStep, own, version } = person
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
            providers={providers}
            rights={person}
            more={{ version }}
            now={[say(`short.${role}`), seesOf(person, providers)].join(', ')}
            method="PUT"
            path={`/api/v1/people/${id}`}
            go={say('change.go')}
            onSignedOut={onSignedOut}
            onCancel={() => setDoing('nothing')}
            onRefused={onRefused}
            onDone={() => {
              setDoing('nothing')
              onChanged()
            }}
          />
        )}
        {doing === 'closing' && <Sure what="close" login={login} onYes={onTurn} onDone={() => setDoing('nothing')} />}
        {doing === 'afresh' && (
          <Sure what="afresh" login={login} onYes={() => onLink(true)} onDone={() => setDoing('nothing')} />
        )}
        {doing === 'nothing' && (
          <span class="ew-people__doing">
            <Small name={say('change')} label={say('change.of', { login })} onClick={() => setDoing('changing')} />
            {!disabled && (
              <Small name={say('again')} label={say('again.of', { login })} onClick={() => onLink(false)} />
            )}
            {!disabled && hasSecondStep && !own && (
              <Small name={say('afresh')} label={say('afresh.of', { login })} onClick={() => setDoing('afresh')} />
            )}
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

interface SureProps {
  readonly what: 'close' | 'afresh'
  readonly login: string
  readonly onYes: () => void
  readonly onDone: () => void
}

function Sure({ what, login, onYes, onDone }: SureProps) {
  const yes = () => {
    onDone()
    onYes()
  }
  return (
    <fieldset>
      <legend class="ew-visually-hidden">{say(`${what}.of`, { login })}</legend>
      <p>{say(`${what}.sure`, { login })}</p>
      <span class="ew-people__doing">
        <Small name={say(`${what}.yes`)} onClick={yes} />
        <Small name={say('no')} onClick={onDone} />
      </span>
    </fieldset>
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
  if (invitedUntil !== null)
    return say(hasPassword ? 'state.linked' : 'state.invited', { day: dayInWords(invitedUntil) })
  return say(hasPassword ? 'state.open' : 'state.no-password')
}
