import type { RefObject } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { Choice, ResultsChoices } from '../../shared/results/choices.ts'
import { monthInWords, quarterInWords } from '../../shared/results/format.ts'
import { monthsOf, periodOf } from '../../shared/results/periods.ts'
import type { Words } from '../lib/i18n.ts'
import { cutInWords, cutsFor } from './cells.tsx'
import { Sign } from './sign.tsx'
import {
  isReversed,
  quarterStarts,
  readBeside,
  readBy,
  readCut,
  readPool,
  readWith,
  successionOf,
  type View,
} from './view.ts'

interface ChooseProps {
  readonly words: Words
  readonly choices: ResultsChoices
  readonly view: View
  readonly onChoose: (view: View) => void
}

export function Choose({ words, choices, view, onChoose }: ChooseProps) {
  const { say } = words
  const survey = choices.surveys.find(({ id }) => id === view.survey)
  const starts = survey ? quarterStarts(survey) : []
  const quarters = starts.map((start) => periodOf(start, 'quarter'))
  const named = quarters.map((quarter) => ({ quarter, name: quarterInWords(quarter) }))
  const from = named.map(({ quarter, name }) => ({ id: monthsOf(quarter)[0], name }))
  const to = named.map(({ quarter, name }) => ({ id: monthsOf(quarter)[1], name }))
  const [wrong, setWrong] = useState(false)
  const end = useRef<HTMLSelectElement | null>(null)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    // The form is the event's own.
    const given = new FormData(event.currentTarget as HTMLFormElement)
    const text = (name: string) => String(given.get(name) ?? '')
    const next = { survey: text('survey'), provider: text('provider'), careType: text('careType') }
    // Months of one survey may not fit another.
    const period = next.survey === view.survey ? { from: text('from'), to: text('to') } : { from: '', to: '' }
    setWrong(isReversed(period))
    // The form keeps what was chosen.
    if (isReversed(period)) end.current?.focus()
    else {
      const shape = {
        // Of another provider it may be nothing.
        with: next.provider === view.provider ? readWith(text('with')) : ('' as const),
        by: readBy(text('by')),
        cut: readCut(text('cut')),
        beside: readBeside(text('beside')),
        pool: readPool(text('pool')),
      }
      onChoose({ ...next, ...period, ...shape })
    }
  }
  return (
    // A new address draws the form anew, so that Back shows what belongs to it.
    <form class="ew-filters" aria-label={say('choose')} onSubmit={submit} key={JSON.stringify(view)}>
      <Select name="survey" label={say('choose.survey')} options={choices.surveys} value={view.survey} />
      {choices.viewer.provider === null && choices.providers.length > 0 && (
        <Select
          name="provider"
          label={say('choose.provider')}
          options={[{ id: '', name: say('choose.provider.all') }, ...choices.providers]}
          value={view.provider}
        />
      )}
      {successionOf(view, choices) && (
        <Select
          name="with"
          label={say('choose.with')}
          options={['', 'predecessors'].map((id) => ({ id, name: say(`choose.with.${id || 'none'}`) }))}
          value={view.with}
        />
      )}
      <Select
        name="careType"
        label={say('choose.careType')}
        options={[{ id: '', name: say('choose.careType.all') }, ...careTypesOf(choices, view)]}
        value={view.careType}
      />
      <Select
        name="from"
        label={say('choose.from')}
        options={[{ id: '', name: say('choose.from.all') }, ...withMonth(from, view.from)]}
        value={view.from}
      />
      <Select
        name="to"
        label={say('choose.to')}
        options={[{ id: '', name: say('choose.to.all') }, ...withMonth(to, view.to)]}
        value={view.to}
        control={end}
        problem={wrong ? 'reversed' : undefined}
      />
      <Select
        name="by"
        label={say('choose.by')}
        options={['', 'quarter', 'year'].map((id) => ({ id, name: say(`choose.by.${id || 'none'}`) }))}
        value={view.by}
      />
      <Select
        name="cut"
        label={say('choose.cut')}
        options={cutsFor(choices, view).map((id) => ({ id, name: cutInWords(id, choices, words) }))}
        value={view.cut}
      />
      <Select
        name="pool"
        label={say('choose.pool')}
        options={['', 'theme', 'clientValue'].map((id) => ({ id, name: say(`choose.pool.${id || 'none'}`) }))}
        value={view.pool}
      />
      <Select
        name="beside"
        label={say('choose.beside')}
        options={['', 'others'].map((id) => ({ id, name: say(`choose.beside.${id || 'none'}`) }))}
        value={view.beside}
      />
      <button class="ew-button ew-button--secondary" type="submit">
        {say('choose.go')}
      </button>
      <p class={wrong ? 'ew-filters__problem ew-notice' : 'ew-filters__problem'} id="reversed" role="alert">
        {wrong && say('reversed')}
      </p>
    </form>
  )
}

interface SelectProps {
  readonly name: string
  readonly label: string
  readonly options: readonly Choice[]
  readonly value: string
  readonly control?: RefObject<HTMLSelectElement | null>
  /** Id of the text that says what is wrong. */
  readonly problem?: string | undefined
}

/** A field to choose from. */
export function Select({ name, label, options, value, control, problem }: SelectProps) {
  return (
    <div class="ew-field">
      <label class="ew-field__label" for={name}>
        {label}
      </label>
      <span class="ew-select">
        <select
          class="ew-select__control"
          id={name}
          name={name}
          {...(control && { ref: control })}
          {...(problem !== undefined && { 'aria-invalid': true, 'aria-describedby': problem })}
        >
          {options.map((option) => (
            <option key={option.id} value={option.id} selected={option.id === value}>
              {option.name}
            </option>
          ))}
        </select>
        <Sign name="down" look="ew-icon ew-select__icon" />
      </span>
    </div>
  )
}

function careTypesOf(choices: ResultsChoices, view: View): readonly Choice[] {
  const known = choices.surveys.find(({ id }) => id === view.survey)?.careTypes ?? []
  return choices.careTypes.filter(({ id }) => known.includes(id) || id === view.careType)
}

/** A month that an address names and the list lacks is added, so that the form shows what the page shows. */
function withMonth(options: readonly Choice[], month: string): readonly Choice[] {
  const lacks = month !== '' && !options.some(({ id }) => id === month)
  return lacks ? [...options, { id: month, name: monthInWords(month) }] : options
}
