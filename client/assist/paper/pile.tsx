import { useState } from 'preact/hooks'
import { say } from '../../../shared/survey/text.ts'
import type { CollectorReply } from '../../../shared/wire.ts'
import type { Words } from '../../lib/i18n.ts'
import { offered } from '../../screens/offered.ts'
import { Choice } from '../frame.tsx'
import { type Batch, monthName, monthsUntil } from './batch.ts'
import { EVERY, type Every } from './entry.ts'

interface PileProps {
  readonly words: Words
  readonly reply: CollectorReply
  readonly now: Date
  readonly begin: (batch: Batch) => void
}

/** Chosen once for a pile: which list, in which language, of which month, and how many are keyed twice. */
export function Pile({ words, reply, now, begin }: PileProps) {
  const months = monthsUntil(now)
  const [first] = reply.surveys
  const [id, setId] = useState(first?.id ?? '')
  const [language, setLanguage] = useState('nl')
  const [month, setMonth] = useState(months[0] ?? '')
  const [every, setEvery] = useState<Every>(10)
  const survey = reply.surveys.find((candidate) => candidate.id === id) ?? first
  if (!survey) return null
  const languages = offered(survey.languages, [])
  const known = languages.some(({ code }) => code === language) ? language : (survey.languages[0] ?? 'nl')
  return (
    <section class="ew-assist__form ew-pile">
      <div>
        <h1 class="ew-assist__title" tabIndex={-1}>
          {words.say('paper.pile.title')}
        </h1>
        <p class="ew-assist__sub">{words.say('paper.pile.text')}</p>
      </div>
      {reply.surveys.length > 1 && (
        <Choice
          name="survey"
          legend={words.say('paper.pile.survey')}
          options={reply.surveys.map((each) => ({
            value: each.id,
            label: say(each.title, 'nl'),
            hint: `${each.id} ${each.version}`,
          }))}
          chosen={survey.id}
          choose={setId}
        />
      )}
      {languages.length > 1 && (
        <Choice
          name="language"
          legend={words.say('paper.pile.language')}
          hint={words.say('paper.pile.language.hint', { code: `${survey.id} ${survey.version} ${known}` })}
          options={languages.map(({ code, name }) => ({ value: code, label: name, hint: code }))}
          chosen={known}
          choose={setLanguage}
        />
      )}
      <div class="ew-assist__pair">
        <label class="ew-assist__field">
          <span class="ew-assist__legend">{words.say('paper.pile.month')}</span>
          <select class="ew-assist__select" value={month} onChange={(event) => setMonth(event.currentTarget.value)}>
            {months.map((each) => (
              <option key={each} value={each}>
                {monthName(each)}
              </option>
            ))}
          </select>
        </label>
        <label class="ew-assist__field">
          <span class="ew-assist__legend">{words.say('paper.pile.every')}</span>
          <select
            class="ew-assist__select"
            value={String(every)}
            onChange={({ currentTarget }) => setEvery(EVERY.find((each) => String(each) === currentTarget.value) ?? 0)}
          >
            {EVERY.map((each) => (
              <option key={each} value={String(each)}>
                {words.say(`paper.pile.every.${each}`)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <button
        type="button"
        class="ew-button ew-button--primary ew-button--big"
        onClick={() => begin({ survey, language: known, month, every })}
      >
        {words.say('paper.pile.begin')}
      </button>
    </section>
  )
}
