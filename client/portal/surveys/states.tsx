import { dayInWords } from '../../../shared/results/format.ts'
import type { Survey } from '../../../shared/survey/survey.ts'
import { say as sayWords } from '../../../shared/survey/text.ts'
import type { QuestionState, ShownComment } from '../../../shared/survey-desk.ts'
import { CommentForm, type Commenting, Comments } from './comments.tsx'
import { say } from './say.ts'

interface StatesProps {
  readonly survey: Survey
  readonly states: readonly QuestionState[]
  /** The question that is on the phone; null for none. */
  readonly shown: string | null
  readonly onShow: (question: string) => void
  readonly comments: readonly ShownComment[]
  /** Null where nothing can be said of it any more. */
  readonly commenting: Commenting | null
}

/** How far each question is: its words, translations and recordings. */
export function States({ survey, states, shown, onShow, comments, commenting }: StatesProps) {
  const others = survey.languages.length - 1
  return (
    <section class="ew-sheet" aria-labelledby="states">
      <div class="ew-sheet__head">
        <h2 class="ew-sheet__title" id="states">
          {say('states')}
        </h2>
        <p class="ew-sheet__intro">{say('states.how')}</p>
      </div>
      <ol class="ew-surveys__questions">
        {survey.questions.map(({ id, text }, index) => {
          const state = states.find(({ question }) => question === id)
          return (
            <li key={id} class="ew-surveys__question">
              <h3 class="ew-surveys__text">{sayWords(text, 'nl')}</h3>
              {state && <State state={state} others={others} />}
              <button
                class="ew-button ew-button--subtle ew-surveys__show"
                type="button"
                aria-label={say('states.show.of', { number: index + 1 })}
                aria-pressed={id === shown}
                onClick={() => onShow(id)}
              >
                {say('states.show')}
              </button>
              <Comments comments={comments.filter(({ question }) => question === id)} />
              {commenting && <CommentForm {...commenting} question={id} number={index + 1} />}
            </li>
          )
        })}
      </ol>
    </section>
  )
}

function State({ state, others }: { readonly state: QuestionState; readonly others: number }) {
  const { stage, on, translated, recorded } = state
  const facts = [
    ['states.words', say(`stage.${stage}`, on === '' ? {} : { day: dayInWords(on), who: state.with })],
    ['states.translated', languagesInWords(translated.length, others)],
    ['states.recorded', recorded.length === 0 ? say('recorded.none') : languagesInWords(recorded.length, others + 1)],
  ] as const
  return (
    <dl class="ew-surveys__facts">
      {facts.map(([name, fact]) => (
        <div key={name}>
          <dt>{say(name)}</dt>
          <dd>{fact}</dd>
        </div>
      ))}
    </dl>
  )
}

function languagesInWords(some: number, count: number): string {
  if (count === 0) return say('no-languages')
  return say(some === count ? 'all-languages' : 'some-languages', { some, count })
}
