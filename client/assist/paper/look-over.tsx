import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Comparison, Difference, Keying, Settled } from '../../../shared/survey/keying.ts'
import type { Question, Survey } from '../../../shared/survey/survey.ts'
import { say } from '../../../shared/survey/text.ts'
import type { Words } from '../../lib/i18n.ts'
import { numberOf, sayKeyed } from './say.ts'

interface ShownProps {
  readonly words: Words
  readonly survey: Survey
}

/** All that was keyed, before "Klaar". */
export function LookOver(props: ShownProps & { readonly keying: Keying; readonly children: ComponentChildren }) {
  const { words, keying, children } = props
  const named = useNames(keying)
  return (
    <Part title={words.say('paper.look-over')}>
      {named && (
        <p class="ew-assist__warning" role="status">
          {words.say('paper.names')}
        </p>
      )}
      <Given {...props} />
      {children}
    </Part>
  )
}

/** A screen of its own, whose heading takes the focus. */
export function Part({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => heading.current?.focus({ preventScroll: true }), [])
  return (
    <section class="ew-keying">
      <h1 class="ew-keying__title" tabIndex={-1} ref={heading}>
        {title}
      </h1>
      {children}
    </section>
  )
}

/** The questions with what was keyed at each. */
export function Given({ words, survey, keying }: ShownProps & { readonly keying: Keying }) {
  return (
    <ol class="ew-keyed">
      {keying.passed.map(({ question: id, keyed }) => {
        const question = survey.questions.find((candidate) => candidate.id === id)
        if (!question) return null
        return (
          <li key={id}>
            <span>
              {numberOf(survey, id)}. {say(question.text, 'nl')}
            </span>
            <strong>{sayKeyed(words, survey, question, keyed)}</strong>
          </li>
        )
      })}
    </ol>
  )
}

interface SettleProps extends ShownProps {
  readonly comparison: Comparison
  readonly settled: Readonly<Record<string, Settled>>
  readonly settle: (question: string, decided: Settled) => void
  readonly children: ComponentChildren
}

/** What two people read differently, side by side; who has the paper looks and decides. */
export function Settle({ words, survey, comparison, settled, settle, children }: SettleProps) {
  const { differences } = comparison
  const questionOf = ({ question: id }: Difference) => survey.questions.find((candidate) => candidate.id === id)
  return (
    <Part title={words.say(differences[0] ? 'paper.settle.title' : 'paper.settle.same')}>
      {differences[0] && <p class="ew-assist__hint">{words.say('paper.settle.text')}</p>}
      {differences.map((difference) => {
        const question = questionOf(difference)
        return (
          question && (
            <Decide
              key={difference.question}
              words={words}
              survey={survey}
              question={question}
              difference={difference}
              decided={settled[difference.question]}
              decide={(decided) => settle(difference.question, decided)}
            />
          )
        )
      })}
      {children}
    </Part>
  )
}

interface DecideProps extends ShownProps {
  readonly question: Question
  readonly difference: Difference
  readonly decided: Settled | undefined
  readonly decide: (decided: Settled) => void
}

function Decide({ words, survey, question, difference, decided, decide }: DecideProps) {
  const { first, second } = difference
  const unclear = question.kind === 'text' ? 'paper.settle.no-words' : 'paper.unclear'
  const options: readonly { value: Settled; label: string; said?: string }[] = [
    { value: 'first', label: words.say('paper.settle.first'), said: sayKeyed(words, survey, question, first) },
    { value: 'second', label: words.say('paper.settle.second'), said: sayKeyed(words, survey, question, second) },
    ...(first.what === 'unclear' || second.what === 'unclear'
      ? []
      : [{ value: 'unclear' as const, label: words.say(unclear) }]),
  ]
  return (
    <fieldset class="ew-settle">
      <legend class="ew-assist__legend">
        {numberOf(survey, question.id)}. {say(question.text, 'nl')}
      </legend>
      <div class="ew-settle__choices">
        {options.map(({ value, label, said }) => (
          <label class="ew-option" key={value}>
            <input
              type="radio"
              name={`settle-${question.id}`}
              value={value}
              checked={decided === value}
              autocomplete="off"
              onChange={() => decide(value)}
            />
            <span>
              {label}
              {said && <strong class="ew-settle__said">{said}</strong>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** Whether somebody may be named in what was written; asked on this device only, and silent when the finder is not to
 *  be had. */
function useNames(keying: Keying): boolean {
  const [named, setNamed] = useState(false)
  useEffect(() => {
    const texts = keying.passed.flatMap(({ keyed }) => (keyed.what === 'text' ? [keyed.text] : []))
    if (!texts[0]) return setNamed(false)
    void import('../../../shared/personal/find.ts').then(
      ({ personalSentences }) => setNamed(texts.some((text) => personalSentences(text).length > 0)),
      () => undefined,
    )
  }, [keying])
  return named
}
