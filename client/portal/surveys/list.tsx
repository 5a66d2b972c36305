import { useCallback, useEffect, useState } from 'preact/hooks'
import { dayInWords } from '../../../shared/results/format.ts'
import type { ListedSurvey, SurveysReply } from '../../../shared/survey-desk.ts'
import type { PortalPageProps } from '../pages.ts'
import { ask } from '../requests.ts'
import { Waiting } from '../waiting.tsx'
import { say } from './say.ts'

type Stage =
  | { readonly at: 'loading' | 'failed' }
  | { readonly at: 'listed'; readonly surveys: readonly ListedSurvey[] }

/** Every draft and every survey that is offered. */
export function List({ words, signedIn, onSignedOut, path }: PortalPageProps & { readonly path: string }) {
  const [stage, setStage] = useState<Stage>({ at: 'loading' })
  const load = useCallback(async () => {
    const reply = await ask<SurveysReply>('/api/v1/surveys')
    if (reply.state === 'signed-out') onSignedOut()
    else setStage(reply.state === 'ok' ? { at: 'listed', surveys: reply.value.surveys } : { at: 'failed' })
  }, [onSignedOut])
  useEffect(() => void load(), [load])

  if (stage.at !== 'listed') return <Waiting words={words} at={stage.at} onRetry={() => void load()} />
  const drafts = stage.surveys.filter(({ isDraft }) => isDraft)
  const current = stage.surveys.filter(({ isDraft }) => !isDraft)
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
      <Group
        name="drafts"
        surveys={drafts}
        address={`${path}/concept`}
        none={say(signedIn.rights.includes('publish') ? 'drafts.none.make' : 'drafts.none')}
      />
      <Group name="current" surveys={current} address={path} none={say('current.none')} />
    </>
  )
}

interface GroupProps {
  readonly name: 'drafts' | 'current'
  readonly surveys: readonly ListedSurvey[]
  readonly address: string
  /** Said where there is none. */
  readonly none: string
}

function Group({ name, surveys, address, none }: GroupProps) {
  return (
    <section class="ew-sheet" aria-labelledby={name}>
      <h2 class="ew-sheet__title" id={name}>
        {say(name)}
      </h2>
      {surveys.length === 0 ? (
        <p>{none}</p>
      ) : (
        <table class="ew-table ew-table--stacked">
          <caption class="ew-visually-hidden">{say(name)}</caption>
          <thead>
            <tr>
              {(['list', 'version', 'questions', 'languages', 'published'] as const).map((column) => (
                <th key={column} scope="col">
                  {say(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {surveys.map((survey) => (
              <Row key={survey.id} survey={survey} address={`${address}/${survey.id}`} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function Row({ survey, address }: { readonly survey: ListedSurvey; readonly address: string }) {
  const { title, version, questions, languages, published, faults } = survey
  const day = published.at(-1)?.day
  return (
    <tr>
      <th scope="row">
        <a href={address}>{title}</a>
        {faults > 0 && <span class="ew-surveys__faults">{say('faults', { count: faults })}</span>}
      </th>
      <td data-label={say('version')}>
        <span>{version ?? '–'}</span>
      </td>
      <td data-label={say('questions')}>
        <span>{questions}</span>
      </td>
      <td data-label={say('languages')}>
        <span>{languages.length}</span>
      </td>
      <td data-label={say('published')}>
        <span>{day === undefined ? say('published.none') : dayInWords(day)}</span>
      </td>
    </tr>
  )
}
