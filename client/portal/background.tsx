import type { NearestView, ResultsBackground, UnreliableMonths } from '../../shared/results/background.ts'
import type { ResultsChoices } from '../../shared/results/choices.ts'
import { count, monthInWords, percent, rangeInWords } from '../../shared/results/format.ts'
import { monthsOf } from '../../shared/results/periods.ts'
import type { Words } from '../lib/i18n.ts'
import { queryOf, type View } from './view.ts'

/** How many people answered, when last, and what part of the clients that is where it is known. */
export function Facts({ words, background }: { readonly words: Words; readonly background: ResultsBackground }) {
  const { say } = words
  const { responses, last, rate } = background
  return (
    <div class="ew-lead__facts">
      <p>
        <strong class="ew-lead__number">{count(responses)}</strong> {say('lead.responses', { count: responses })}
      </p>
      {last !== null && <p>{say('lead.last', { month: monthInWords(last) })}</p>}
      {rate && (
        <p>
          {say('lead.rate', {
            period: sentenceStart(rangeInWords(monthsOf(rate.from)[0], monthsOf(rate.to)[1]) ?? ''),
            responses: count(rate.responses),
            clients: count(rate.clients),
            rate: percent(rate.responses / rate.clients),
          })}{' '}
          {say('lead.rate.about')} {!rate.complete && say('lead.rate.part')}
        </p>
      )}
    </div>
  )
}

/** Why some months are not to be relied on; nothing when all are. */
export function UnreliableNotes({
  words,
  marks,
}: {
  readonly words: Words
  readonly marks: readonly UnreliableMonths[]
}) {
  if (marks.length === 0) return null
  return (
    <section class="ew-notice" aria-labelledby="onbetrouwbaar">
      <h2 id="onbetrouwbaar">{words.say('unreliable.title')}</h2>
      <ul>
        {marks.map(({ from, to, reason }) => (
          <li key={`${from} ${to} ${reason}`}>
            {words.say('unreliable', { period: sentenceStart(rangeInWords(from, to) ?? ''), reason })}
          </li>
        ))}
      </ul>
    </section>
  )
}

interface NearestProps {
  readonly words: Words
  readonly choices: ResultsChoices
  readonly view: View
  readonly nearest: NearestView
  readonly onChoose: (view: View) => void
}

/** A view that has figures, to go to from one that has none. */
export function Nearest({ words, choices, view, nearest, onChoose }: NearestProps) {
  const { say } = words
  const { provider, careType, from, to } = nearest
  const own = choices.viewer.provider?.id
  const next: View = {
    ...view,
    provider: provider === own ? view.provider : (provider ?? ''),
    careType: careType ?? '',
    from: from ?? '',
    to: to ?? '',
  }
  const nameIn = (things: ResultsChoices['careTypes'], id: string | null) =>
    things.find((thing) => thing.id === id)?.name
  const text = say('nearest.link', {
    provider: nameIn(choices.providers, provider) ?? say('lead.provider.all'),
    careType: nameIn(choices.careTypes, careType) ?? say('lead.careType.all'),
    period: rangeInWords(from, to) ?? say('nearest.always'),
  })
  return (
    <p class="ew-notice">
      {say('nearest')}{' '}
      <a
        href={queryOf(next)}
        onClick={(event) => {
          event.preventDefault()
          onChoose(next)
        }}
      >
        {sentenceStart(text)}
      </a>
    </p>
  )
}

/** The reasons why a period is not to be relied on; [] when it is. */
export function reasonsFor(period: string, marks: readonly UnreliableMonths[]): readonly string[] {
  const [first, last] = monthsOf(period)
  return marks.filter(({ from, to }) => from <= last && first <= to).map(({ reason }) => reason)
}

function sentenceStart(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
