import { useCallback, useEffect, useState } from 'preact/hooks'
import type { Run } from '../../../shared/run.ts'
import type { Survey } from '../../../shared/survey/survey.ts'
import { say as sayWords } from '../../../shared/survey/text.ts'
import type { SurveyReply } from '../../../shared/survey-desk.ts'
import { Message } from '../frame.tsx'
import type { PortalPageProps } from '../pages.ts'
import { ask } from '../requests.ts'
import { Waiting } from '../waiting.tsx'
import type { Commenting } from './comments.tsx'
import { OwnItems } from './own-items.tsx'
import { Phone } from './phone.tsx'
import { showQuestion, TriedScreen, tryRun, useScene } from './preview.tsx'
import { MakeDraft, Publish } from './publish.tsx'
import { say } from './say.ts'
import { States } from './states.tsx'

interface ShownProps extends PortalPageProps {
  readonly path: string
  readonly isDraft: boolean
  readonly id: string
}

type Stage = { readonly at: 'loading' | 'failed' | 'unknown' } | { readonly at: 'shown'; readonly reply: SurveyReply }

/** One survey or draft, on a phone and question by question. */
export function Shown({ words, signedIn, onSignedOut, path, isDraft, id }: ShownProps) {
  const [stage, setStage] = useState<Stage>({ at: 'loading' })
  const load = useCallback(async () => {
    const reply = await ask<SurveyReply>(`/api/v1/surveys/${isDraft ? 'draft' : 'current'}/${encodeURIComponent(id)}`)
    if (reply.state === 'signed-out') onSignedOut()
    else if (reply.state === 'ok') setStage({ at: 'shown', reply: reply.value })
    else setStage({ at: reply.state === 'unknown' ? 'unknown' : 'failed' })
  }, [onSignedOut, isDraft, id])
  useEffect(() => void load(), [load])

  if (stage.at === 'unknown')
    return <Message title={words.say('pages.unknown')} text={words.say('pages.unknown.text')} />
  if (stage.at !== 'shown') return <Waiting words={words} at={stage.at} onRetry={() => void load()} />
  const { survey, faults } = stage.reply
  const mayPublish = signedIn.rights.includes('publish')
  const commenting = { path: `/api/v1/surveys/draft/${id}/comments`, onDone: load, onSignedOut }
  return (
    <>
      <section class="ew-lead ew-lead--single" aria-labelledby="lead">
        <div>
          <p>
            <a href={path}>{say('back')}</a>
          </p>
          <h1 class="ew-lead__title" id="lead">
            {survey ? say('heading', { title: sayWords(survey.title, 'nl'), version: survey.version }) : id}
          </h1>
          <p>
            <span class="ew-tag">{say(isDraft ? 'is.draft' : 'is.current')}</span>
          </p>
        </div>
      </section>
      {faults.length > 0 && <Faults faults={faults} />}
      {isDraft && mayPublish && (
        <Publish
          key={survey?.questions.length}
          {...{ id, words, onSignedOut }}
          onPublished={() => location.assign(`${path}/${id}`)}
        />
      )}
      {isDraft && mayPublish && survey && <OwnItems {...{ id, words, onSignedOut }} onChanged={() => void load()} />}
      {survey && (
        <Tried
          key={survey.questions.length}
          survey={survey}
          reply={stage.reply}
          commenting={isDraft ? commenting : null}
        />
      )}
      {!isDraft && mayPublish && (
        <MakeDraft {...{ id, onSignedOut }} onMade={() => location.assign(`${path}/concept/${id}`)} />
      )}
    </>
  )
}

function Faults({ faults }: { readonly faults: readonly string[] }) {
  return (
    <section class="ew-sheet" aria-labelledby="faults">
      <h2 class="ew-sheet__title" id="faults">
        {say('broken')}
      </h2>
      <p>{say('broken.text')}</p>
      <ul class="ew-surveys__list">
        {faults.map((fault) => (
          <li key={fault}>{fault}</li>
        ))}
      </ul>
    </section>
  )
}

interface TriedProps {
  readonly survey: Survey
  readonly reply: SurveyReply
  readonly commenting: Commenting | null
}

/** The phone, and beside it how far each question is. */
function Tried({ survey, reply, commenting }: TriedProps) {
  const [language, setLanguage] = useState(survey.languages[0] ?? 'nl')
  const [run, setRun] = useState<Run | null>(() => tryRun(survey, language))
  const scene = useScene(survey, reply.municipality, language)
  const place = run?.place
  const question = place?.at === 'question' ? place.question : null
  return (
    <div class="ew-surveys">
      <section class="ew-sheet ew-surveys__phone" aria-labelledby="phone">
        <h2 class="ew-sheet__title" id="phone">
          {say('phone')}
        </h2>
        <p>{say('phone.how')}</p>
        <div class="ew-field">
          <label class="ew-field__label" for="language">
            {say('phone.language')}
          </label>
          <select
            class="ew-input"
            id="language"
            value={language}
            onChange={(event) => setLanguage(event.currentTarget.value)}
          >
            {survey.languages.map((code) => (
              <option key={code} value={code}>
                {nameOf(code)}
              </option>
            ))}
          </select>
        </div>
        <Phone title={say('phone.frame')} language={scene.page} screen={question ?? place?.at ?? 'end'}>
          <TriedScreen scene={scene} run={run} onRun={setRun} />
        </Phone>
        <button class="ew-button ew-button--secondary" type="button" onClick={() => setRun(tryRun(survey, language))}>
          {say('phone.again')}
        </button>
      </section>
      <States
        survey={survey}
        states={reply.states}
        shown={question}
        comments={reply.comments}
        commenting={commenting}
        onShow={(id) => setRun((now) => showQuestion(survey, now ?? tryRun(survey, language), id))}
      />
    </div>
  )
}

const NAMES = new Intl.DisplayNames(['nl'], { type: 'language' })

function nameOf(language: string): string {
  return NAMES.of(language) ?? language
}
