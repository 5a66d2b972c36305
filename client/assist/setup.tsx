import { useState } from 'preact/hooks'
import type { AnsweredBy, Relation } from '../../shared/response.ts'
import { ANSWERED_BY, RELATIONS } from '../../shared/response.ts'
import { directionOf, tell } from '../../shared/survey/text.ts'
import type { CollectorReply } from '../../shared/wire.ts'
import type { Words } from '../lib/i18n.ts'
import { Icon, NEXT } from '../screens/icon.tsx'
import { LISTEN } from '../screens/later-icons.ts'
import { offered } from '../screens/offered.ts'
import { Drawing } from '../screens/picture.tsx'
import { Tile } from '../screens/tile.tsx'
import { Choice } from './frame.tsx'
import { WHO_PICTURES } from './pictures.ts'
import type { TalkSetup } from './talk.tsx'

interface SetupProps {
  readonly words: Words
  readonly reply: CollectorReply
  /** Something was kept a moment ago. */
  readonly kept: boolean
  readonly begin: (setup: TalkSetup) => void
  readonly check: () => void
}

/** Before each client: which list, which language, who taps, and the words with which every talk begins. */
export function Setup({ words, reply, kept, begin, check }: SetupProps) {
  const { say } = words
  const { surveys, collector } = reply
  const [surveyId, chooseSurvey] = useState(surveys[0]?.id ?? '')
  const [language, chooseLanguage] = useState('nl')
  const [who, chooseWho] = useState<AnsweredBy | null>(null)
  const [relation, chooseRelation] = useState<Relation | null>(null)
  const [lacks, setLacks] = useState<'who' | 'relation' | null>(null)
  const survey = surveys.find(({ id }) => id === surveyId) ?? surveys[0]
  if (!survey) return null
  const languages = offered(survey.languages, [])
  const spoken = languages.some(({ code }) => code === language) ? language : (languages[0]?.code ?? 'nl')
  const count = survey.questions.filter(({ showIf }) => !showIf).length
  const go = () => {
    if (!who) return setLacks('who')
    if (who === 'on-behalf' && !relation) return setLacks('relation')
    begin({ survey, language: spoken, answeredBy: who, relation: who === 'on-behalf' ? relation : null })
  }
  return (
    <div class="ew-assist__talk">
      <Script words={words} count={count} provider={collector.provider.name} je={survey.address === 'je'} />
      <section class="ew-assist__form">
        <div>
          <h1 class="ew-assist__title" tabIndex={-1}>
            {say('setup.title')}
          </h1>
          <p class="ew-assist__sub">
            {[collector.provider.name, collector.careType.name, say('setup.questions', { count })].join(' · ')}
          </p>
          {kept && (
            <p class="ew-assist__kept" role="status">
              {say('setup.kept')}
            </p>
          )}
        </div>
        {surveys.length > 1 && (
          <Choice
            name="survey"
            legend={say('setup.survey')}
            options={surveys.map(({ id, title }) => ({ value: id, label: tell(title, 'nl', 'nl').text }))}
            chosen={survey.id}
            choose={chooseSurvey}
          />
        )}
        <fieldset class="ew-assist__fieldset">
          <legend class="ew-assist__legend">{say('setup.who')}</legend>
          <div class="ew-assist__tiles">
            {ANSWERED_BY.map((value) => (
              <Tile
                key={value}
                name="who"
                value={value}
                chosen={who === value}
                choose={() => {
                  chooseWho(value)
                  setLacks(null)
                }}
                look="ew-answer-tile--choice"
                label={
                  <span>
                    {say(`who.${value}`)}
                    <span class="ew-option__hint">{say(`who.${value}.hint`)}</span>
                  </span>
                }
              >
                <Drawing picture={WHO_PICTURES[value]} look="ew-answer-tile__picture" />
              </Tile>
            ))}
          </div>
        </fieldset>
        {who === 'on-behalf' && (
          <Choice
            name="relation"
            legend={say('setup.relation')}
            options={RELATIONS.map((value) => ({ value, label: say(`relation.${value}`) }))}
            chosen={relation ?? ''}
            choose={(value) => {
              chooseRelation(value as Relation) // one of the options just above
              setLacks(null)
            }}
          />
        )}
        {languages.length > 1 && (
          <fieldset class="ew-assist__fieldset">
            <legend class="ew-assist__legend">{say('setup.language')}</legend>
            <div class="ew-assist__languages">
              {languages.map(({ code, name }) => (
                <label class="ew-option" key={code} lang={code} dir={directionOf(code)}>
                  <input
                    type="radio"
                    name="language"
                    value={code}
                    checked={code === spoken}
                    autocomplete="off"
                    onChange={() => chooseLanguage(code)}
                  />
                  <span>{name}</span>
                </label>
              ))}
            </div>
          </fieldset>
        )}
        <p class={lacks ? 'ew-assist__warning' : undefined} role="alert">
          {lacks && say(`setup.lacks.${lacks}`)}
        </p>
        <div class="ew-assist__go">
          <button type="button" class="ew-button ew-button--secondary ew-button--big" onClick={check}>
            {say('check.title')}
          </button>
          <button type="button" class="ew-button ew-button--primary ew-button--big" onClick={go}>
            {say('setup.go')}
            <Icon sign={NEXT} />
          </button>
        </div>
      </section>
    </div>
  )
}

interface ScriptProps {
  readonly words: Words
  readonly count: number
  readonly provider: string
  readonly je: boolean
}

/** The same words before every talk. */
function Script({ words: { say }, count, provider, je }: ScriptProps) {
  const context = je ? 'je' : ''
  return (
    <section class="ew-assist__script" aria-labelledby="say">
      <h2 id="say" class="ew-assist__label">
        <Icon sign={LISTEN} />
        {say('script.title')}
      </h2>
      <blockquote class="ew-assist__quote">
        {['about', 'name', 'secret', 'stop', 'agree'].map((line) => (
          <p key={line}>{say(`script.${line}`, { count, provider, context })}</p>
        ))}
      </blockquote>
    </section>
  )
}
