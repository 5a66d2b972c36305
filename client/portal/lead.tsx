import type { AskedQuestion, ResultsChoices } from '../../shared/results/choices.ts'
import { highlights } from '../../shared/results/compare.ts'
import { dayInWords, rangeInWords } from '../../shared/results/format.ts'
import type { PublishedResults, ResultRow } from '../../shared/results/results.ts'
import type { Words } from '../lib/i18n.ts'
import { Facts } from './background.tsx'
import type { Figures } from './page.tsx'
import { meanInWords, rowInWords } from './sentences.ts'
import type { View } from './view.ts'

interface LeadProps {
  readonly words: Words
  readonly choices: ResultsChoices
  readonly view: View
  readonly figures: Pick<Figures, 'results' | 'background'>
  readonly questionOf: (row: ResultRow) => AskedQuestion | undefined
}

/** In words, before any figure: what this is about, what goes well, and what goes less well if that is clear. */
export function Lead({ words, choices, view, figures, questionOf }: LeadProps) {
  const { say } = words
  const { results, background } = figures
  const shown = results.rows.filter(({ level }) => level !== 'hidden')
  const {
    good: [best],
    less: [worst],
  } = highlights(shown)
  const question = best && questionOf(best)
  const share = best && question ? rowInWords(best, question, words) : null
  const mean = best ? meanInWords(best, words) : null
  return (
    <section class={background.responses === 0 ? 'ew-lead ew-lead--single' : 'ew-lead'} aria-labelledby="lead">
      <div>
        <p class="ew-lead__context">{contextOf(words, choices, view, results)}</p>
        {best?.level === 'provisional' && <p class="ew-tag">{say('provisional')}</p>}
        <h1 class="ew-lead__title" id="lead" tabIndex={-1}>
          {mean ?? share ?? say(shown.length === 0 ? 'lead.few' : 'lead.some')}
        </h1>
        {question && (
          <p class="ew-lead__more">
            {say('lead.best.question', { question: question.text })} {mean !== null && share}
          </p>
        )}
        {worst && <Worst words={words} row={worst} question={questionOf(worst)} />}
      </div>
      {background.responses > 0 && <Facts words={words} background={background} />}
    </section>
  )
}

function Worst({ words, row, question }: { words: Words; row: ResultRow; question: AskedQuestion | undefined }) {
  if (!question) return null
  const sentence = rowInWords(row, question, words) ?? ''
  return <p class="ew-lead__more">{words.say('lead.worst', { question: question.text, sentence })}</p>
}

function contextOf(words: Words, choices: ResultsChoices, view: View, results: PublishedResults): string {
  const name = (things: readonly { readonly id: string; readonly name: string }[], id: string) =>
    things.find((thing) => thing.id === id)?.name
  const survey = choices.surveys.find(({ id }) => id === view.survey)
  const provider = choices.viewer.provider?.name ?? name(choices.providers, view.provider)
  const hasOthers = provider !== undefined && results.filter.with.length > 0
  const parts = [
    (hasOthers ? words.say('lead.provider.with', { provider }) : provider) ?? words.say('lead.provider.all'),
    name(choices.careTypes, view.careType) ?? words.say('lead.careType.all'),
    rangeInWords(view.from || survey?.from || null, view.to || survey?.to || null),
  ]
  const updated = results.released === null ? '' : ` ${words.say('updated', { day: dayInWords(results.released) })}`
  const context = parts.filter((part) => part !== null).join(', ')
  const title = survey ? `‘${survey.name}’ ` : ''
  return `${title}${context.charAt(0).toUpperCase()}${context.slice(1)}.${updated}`
}
