import type { ResultsChoices } from '../../shared/results/choices.ts'
import { dayInWords } from '../../shared/results/format.ts'
import type { Words } from '../lib/i18n.ts'
import { successionOf, type View } from './view.ts'

interface PredecessorsProps {
  readonly words: Words
  readonly choices: ResultsChoices
  readonly view: View
}

/** Which providers are in the figures, and from when, where some were taken over and count. */
export function Predecessors({ words, choices, view }: PredecessorsProps) {
  const { say } = words
  const succession = successionOf(view, choices)
  if (!succession || view.with === '') return null
  const named = choices.viewer.provider ?? choices.providers.find(({ id }) => id === succession.provider)
  return (
    <section class="ew-notice" aria-labelledby="voorgangers">
      <h2 id="voorgangers">{say('with.title')}</h2>
      <ul>
        {succession.predecessors.map(({ id, name, until }) => (
          <li key={id}>{say('with.predecessor', { name, day: dayInWords(until) })}</li>
        ))}
        <li>{say('with.own', { name: named?.name ?? '' })}</li>
      </ul>
      <p>{say('with.report')}</p>
    </section>
  )
}
