import { useCallback, useEffect, useState } from 'preact/hooks'
import type { InterpretationReply, Talkable, TalksReply } from '../../../shared/interpretation.ts'
import type { ResultsChoices } from '../../../shared/results/choices.ts'
import { quarterInWords } from '../../../shared/results/format.ts'
import { createWords } from '../../lib/i18n.ts'
import talkWords from '../../text/portal-talk.nl.json'
import { Select } from '../choose.tsx'
import { Message } from '../frame.tsx'
import type { PortalPageProps } from '../pages.ts'
import { ask, getChoices } from '../requests.ts'
import { Sign } from '../sign.tsx'
import { queryOf } from '../view.ts'
import { Waiting } from '../waiting.tsx'
import { Other, Own } from './said.tsx'
import {
  monthsQuery,
  nameOf,
  providerOf,
  quartersOf,
  readTalk,
  subjectOf,
  subjects,
  type TalkView,
} from './talk-view.ts'
import './talk.css'

const words = createWords('nl', { nl: talkWords })
const { say } = words

type Stage =
  | { readonly at: 'loading' | 'failed' | 'nothing' }
  | {
      readonly at: 'talk'
      readonly view: TalkView
      readonly choices: ResultsChoices
      readonly talks: readonly Talkable[]
      readonly reply: InterpretationReply
    }

/** What the provider and the municipality each make of the figures of one report, for and after the talk. */
export function TalkPage({ words: portalWords, onSignedOut }: PortalPageProps) {
  const [stage, setStage] = useState<Stage>({ at: 'loading' })
  const load = useCallback(async () => {
    const choices = await getChoices()
    if (choices.state === 'signed-out') return onSignedOut()
    if (choices.state !== 'ok') return setStage({ at: 'failed' })
    const provider = providerOf(location.search, choices.value)
    if (provider === null) return setStage({ at: 'nothing' })
    const found = await ask<TalksReply>(`/api/v1/talks?${new URLSearchParams({ provider })}`)
    if (found.state === 'signed-out') return onSignedOut()
    if (found.state !== 'ok') return setStage({ at: 'failed' })
    const { talks } = found.value
    const view = readTalk(location.search, provider, talks)
    if (view === null) return setStage({ at: 'nothing' })
    const reply = await ask<InterpretationReply>(pathOf(view))
    if (reply.state === 'signed-out') onSignedOut()
    else if (reply.state === 'ok') setStage({ at: 'talk', view, choices: choices.value, talks, reply: reply.value })
    else setStage({ at: 'failed' })
  }, [onSignedOut])
  useEffect(() => {
    const again = () => void load()
    again()
    addEventListener('popstate', again)
    return () => removeEventListener('popstate', again)
  }, [load])

  if (stage.at === 'nothing') return <Message title={say('nothing.title')} text={say('nothing.text')} />
  if (stage.at !== 'talk') return <Waiting words={portalWords} at={stage.at} onRetry={() => void load()} />
  const { view, choices, talks, reply } = stage
  const choose = (next: Readonly<Record<string, string>>) => {
    history.pushState(null, '', queryOf({ ...(choices.viewer.provider ? {} : { provider: view.provider }), ...next }))
    void load()
  }
  const own = reply.said.find(({ side }) => side === reply.side)
  return (
    <>
      <Lead view={view} choices={choices} />
      <Choose view={view} choices={choices} talks={talks} onChoose={choose} />
      <div class="ew-talk-page" key={JSON.stringify(view)}>
        {reply.side !== null && (
          <Own
            words={words}
            path={pathOf(view)}
            own={own}
            onReply={(next) => setStage({ ...stage, reply: next })}
            onSignedOut={onSignedOut}
          />
        )}
        <Other words={words} said={reply.said.filter(({ side }) => side !== reply.side)} />
      </div>
    </>
  )
}

function pathOf(view: TalkView): string {
  return `/api/v1/interpretation?${new URLSearchParams({ ...view })}`
}

interface OfTalk {
  readonly view: TalkView
  readonly choices: ResultsChoices
}

function Lead({ view, choices }: OfTalk) {
  const quarter = quarterInWords(view.quarter)
  const provider = choices.viewer.provider?.name ?? nameOf(choices.providers, view.provider)
  return (
    <section class="ew-lead ew-lead--single" aria-labelledby="lead">
      <div>
        <h1 class="ew-lead__title" id="lead">
          {say('title', { careType: nameOf(choices.careTypes, view.careType) })}
        </h1>
        <p class="ew-lead__more">
          {say('context', { provider, quarter, survey: nameOf(choices.surveys, view.survey) })}
        </p>
        <p class="ew-downloads__row ew-talk-page__take">
          <a class="ew-button ew-button--secondary" href={`/api/v1/report.pdf${monthsQuery(view)}`} download>
            <Sign name="download" />
            {say('report', { quarter })}
          </a>
          <a href={`/resultaten${monthsQuery(view)}`}>{say('figures')}</a>
        </p>
      </div>
    </section>
  )
}

interface ChooseProps extends OfTalk {
  readonly talks: readonly Talkable[]
  readonly onChoose: (next: Readonly<Record<string, string>>) => void
}

function Choose({ view, choices, talks, onChoose }: ChooseProps) {
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    // The form is the event's own.
    const given = new FormData(event.currentTarget as HTMLFormElement)
    onChoose(Object.fromEntries([...given].map(([name, value]) => [name, String(value)])))
  }
  const talk = talks.find((one) => subjectOf(one) === subjectOf(view))
  const quarters = talk ? quartersOf(talk).map((id) => ({ id, name: quarterInWords(id) })) : []
  return (
    <form class="ew-filters" aria-label={say('choose')} onSubmit={submit} key={JSON.stringify(view)}>
      {choices.viewer.provider === null && (
        <Select name="provider" label={say('choose.provider')} options={choices.providers} value={view.provider} />
      )}
      <Select name="subject" label={say('choose.subject')} options={subjects(talks, choices)} value={subjectOf(view)} />
      <Select name="quarter" label={say('choose.quarter')} options={quarters} value={view.quarter} />
      <button class="ew-button ew-button--secondary" type="submit">
        {say('choose.go')}
      </button>
    </form>
  )
}
