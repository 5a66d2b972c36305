import type { ImportColumn, MadePlace, MappingParts } from '../../../shared/imports.ts'
import type { Choice } from '../../../shared/results/choices.ts'
import { type Making, type Meaning, meaningOf, meaningsFor, placeIn, withMeaning } from './making.ts'
import { say } from './say.ts'

interface MakeMappingProps {
  readonly parts: MappingParts
  readonly making: Making
  readonly onChange: (making: Making) => void
}

/** Says of a file which column is what, and of each text in it what it stands for. */
export function MakeMapping({ parts, making, onChange }: MakeMappingProps) {
  const { columns, surveys, providers, careTypes } = parts
  const questions = surveys.find(({ id }) => id === making.survey)?.questions ?? []
  const none = ['dont-know', 'skipped', 'not-applicable'].map((id) => ({ value: `~${id}`, label: say(`none.${id}`) }))
  const answer = (id: string, place: MadePlace | null) => {
    const { [id]: _, ...others } = making.answers
    onChange({ ...making, answers: place ? { ...others, [id]: place } : others })
  }
  return (
    <>
      <div class="ew-field">
        <label class="ew-field__label" for="making-source">
          {say('making.source')}
        </label>
        <input
          class="ew-input"
          id="making-source"
          value={making.source}
          maxLength={120}
          required
          onInput={(event) => onChange({ ...making, source: event.currentTarget.value })}
        />
      </div>
      <div class="ew-field">
        <label class="ew-field__label" for="making-survey">
          {say('making.survey')}
        </label>
        <select
          class="ew-input"
          id="making-survey"
          required
          onChange={(event) => onChange({ ...making, survey: event.currentTarget.value, answers: {} })}
        >
          <option value="">{say('choose')}</option>
          {surveys.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </div>
      {(
        [
          ['provider', providers],
          ['careType', careTypes],
        ] as const
      ).map(([id, choices]) => (
        <PlaceField
          key={id}
          id={id}
          label={say(`making.${id}`)}
          columns={columns}
          fixed={choices}
          meanings={choices.map((choice) => ({ value: choice.id, label: choice.name }))}
          place={making[id]}
          onChange={(place) => onChange({ ...making, [id]: place })}
        />
      ))}
      <PlaceField
        id="month"
        label={say('making.month')}
        columns={columns}
        typed={say('making.month.all')}
        place={making.month}
        onChange={(month) => onChange({ ...making, month })}
      />
      {questions.map((question) => (
        <PlaceField
          key={`${making.survey} ${question.id}`}
          id={`answer-${question.id}`}
          label={question.text}
          columns={columns}
          optional
          meanings={question.options.length === 0 ? [] : meaningsFor(question, none)}
          place={making.answers[question.id] ?? null}
          onChange={(place) => answer(question.id, place)}
        />
      ))}
    </>
  )
}

interface PlaceFieldProps {
  readonly id: string
  readonly label: string
  readonly columns: readonly ImportColumn[]
  /** May be the same for all lines: one of these. */
  readonly fixed?: readonly Choice[]
  /** May be the same for all lines: a month, with this label. */
  readonly typed?: string
  readonly optional?: boolean
  readonly meanings?: readonly Meaning[]
  readonly place: MadePlace | null
  readonly onChange: (place: MadePlace | null) => void
}

const TYPED = 'typed'

function PlaceField({ id, label, columns, fixed, typed, optional, meanings = [], place, onChange }: PlaceFieldProps) {
  const choose = (chosen: string) => {
    const column = columns.find(({ name }) => chosen === `column ${name}`)
    if (column) return onChange(placeIn(column.name, column.texts, meanings))
    if (chosen === TYPED) return onChange({ value: '' })
    onChange(chosen === '' ? null : { value: chosen.replace(/^value /, '') })
  }
  const column = place && 'column' in place ? columns.find(({ name }) => name === place.column) : undefined
  return (
    <div class="ew-field">
      <label class="ew-field__label" for={`making-${id}`}>
        {label}
      </label>
      <select
        class="ew-input"
        id={`making-${id}`}
        required={!optional}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        <option value="">{say(optional ? 'making.not' : 'choose')}</option>
        <optgroup label={say('making.column')}>
          {columns.map(({ name }) => (
            <option key={name} value={`column ${name}`}>
              {name}
            </option>
          ))}
        </optgroup>
        {(fixed || typed) && (
          <optgroup label={say('making.all')}>
            {typed && <option value={TYPED}>{typed}</option>}
            {fixed?.map((choice) => (
              <option key={choice.id} value={`value ${choice.id}`}>
                {choice.name}
              </option>
            ))}
          </optgroup>
        )}
      </select>
      {typed && place && 'value' in place && (
        <input
          class="ew-input"
          aria-label={typed}
          placeholder="2023-10"
          pattern="\d{4}-\d{2}"
          required
          onInput={(event) => onChange({ value: event.currentTarget.value })}
        />
      )}
      {column && meanings.length > 0 && place && (
        <Meanings column={column} meanings={meanings} place={place} onChange={onChange} />
      )}
    </div>
  )
}

interface MeaningsProps {
  readonly column: ImportColumn
  readonly meanings: readonly Meaning[]
  readonly place: MadePlace
  readonly onChange: (place: MadePlace) => void
}

/** Each text of a column, and what it stands for. */
function Meanings({ column, meanings, place, onChange }: MeaningsProps) {
  if (column.texts.length === 0) return <p>{say('making.many')}</p>
  return (
    <ul class="ew-imports__meanings">
      {column.texts.map((text) => (
        <li key={text}>
          <span>{text}</span>
          <select
            class="ew-input"
            aria-label={say('making.means', { text })}
            value={meaningOf(place, text, meanings)}
            onChange={(event) => onChange(withMeaning(place, text, event.currentTarget.value))}
          >
            <option value="">{say('making.nothing')}</option>
            {meanings.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </li>
      ))}
    </ul>
  )
}
