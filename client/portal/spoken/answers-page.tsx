import { useCallback, useEffect, useState } from 'preact/hooks'
import type { OpenAnswer, OpenAnswerGroup, OpenAnswersReply } from '../../../shared/open-answers.ts'
import { createWords } from '../../lib/i18n.ts'
import spokenWords from '../../text/portal-spoken.nl.json'
import type { PortalPageProps } from '../pages.ts'
import { ask } from '../requests.ts'
import { Waiting } from '../waiting.tsx'
import { Group } from './group.tsx'
import './spoken.css'

const { say } = createWords('nl', { nl: spokenWords })

type Stage = { readonly at: 'loading' | 'failed' } | { readonly at: 'answers'; readonly reply: OpenAnswersReply }

/** What people said in their own words, by question. */
export function AnswersPage({ words, signedIn, onSignedOut }: PortalPageProps) {
  const [stage, setStage] = useState<Stage>({ at: 'loading' })
  const [provider, setProvider] = useState(() => new URLSearchParams(location.search).get('provider') ?? '')

  const load = useCallback(async () => {
    const reply = await ask<OpenAnswersReply>('/api/v1/open-answers')
    if (reply.state === 'signed-out') onSignedOut()
    else setStage(reply.state === 'ok' ? { at: 'answers', reply: reply.value } : { at: 'failed' })
  }, [onSignedOut])
  useEffect(() => void load(), [load])

  if (stage.at !== 'answers') return <Waiting words={words} at={stage.at} onRetry={() => void load()} />
  const { groups, maySignal, waiting, complaint } = stage.reply
  const providers = [...new Map(groups.map((group) => [group.provider.id, group.provider.name]))]
  const shown = groups.filter((group) => provider === '' || group.provider.id === provider)
  const choose = (id: string) => {
    setProvider(id)
    history.replaceState(null, '', id === '' ? location.pathname : `?${new URLSearchParams({ provider: id })}`)
  }
  const onSignal = (id: string, signal: OpenAnswer['signal']) =>
    setStage({ at: 'answers', reply: { ...stage.reply, groups: groups.map((group) => withSignal(group, id, signal)) } })
  return (
    <>
      <section class="ew-lead ew-lead--single" aria-labelledby="lead">
        <div>
          <h1 class="ew-lead__title" id="lead">
            {say('title')}
          </h1>
          <p class="ew-lead__more">{say('intro')}</p>
          {waiting !== null && waiting > 0 && (
            <p class="ew-lead__more">
              <a href="/resultaten/nakijken">{say('waiting', { count: waiting })}</a>
            </p>
          )}
        </div>
      </section>
      {providers.length > 1 && (
        <div class="ew-field ew-spoken__choose">
          <label class="ew-field__label" for="provider">
            {say('provider')}
          </label>
          <select
            class="ew-input"
            id="provider"
            value={provider}
            onChange={(event) => choose(event.currentTarget.value)}
          >
            <option value="">{say('provider.all')}</option>
            {providers.map(([id, name]) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
      )}
      {shown.length === 0 && (
        <section class="ew-sheet" aria-labelledby="none">
          <h2 class="ew-sheet__title" id="none">
            {say('none.title')}
          </h2>
          <p>{say('none')}</p>
        </section>
      )}
      {shown.map((group) => (
        <Group
          key={`${group.survey} ${group.question.id} ${group.provider.id} ${group.careType.id} ${group.demo}`}
          group={group}
          say={say}
          maySignal={maySignal}
          showProvider={signedIn.viewer.provider === null}
          onSignal={onSignal}
          onSignedOut={onSignedOut}
        />
      ))}
      <section class="ew-sheet" aria-labelledby="complaint">
        <h2 class="ew-sheet__title" id="complaint">
          {say('complaint.title')}
        </h2>
        <p>{say('complaint')}</p>
        {complaint.map(({ name, phone, url }) => (
          <p key={name}>
            <strong>{name}</strong> <span class="ew-table__nowrap">{phone}</span>{' '}
            {url && (
              <a href={url} rel="noreferrer">
                {url}
              </a>
            )}
          </p>
        ))}
      </section>
    </>
  )
}

function withSignal(group: OpenAnswerGroup, id: string, signal: OpenAnswer['signal']): OpenAnswerGroup {
  return { ...group, answers: group.answers.map((answer) => (answer.id === id ? { ...answer, signal } : answer)) }
}
