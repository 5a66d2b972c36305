import type { FeedbackItem, FeedbackRemark } from '../../../shared/feedback.ts'
import { dayInWords } from '../../../shared/results/format.ts'
import type { Words } from '../../lib/i18n.ts'

interface ItemProps {
  readonly item: FeedbackItem
  /** What the picture shows. */
  readonly alt: string
  readonly say: Words['say']
  readonly onChange: () => void
  readonly onTurn: (state: 'published' | 'taken-back') => void
}

/** One message, with what is to be mended in a draft and what can be done with it. */
export function Item({ item, alt, say, onChange, onTurn }: ItemProps) {
  const { text, picture, providerName, provider, state, day, remarks } = item
  const holding = remarks.filter(({ holds }) => holds)
  return (
    <article class="ew-told__item">
      <img class="ew-told__picture" src={`/plaatjes/${picture}.svg`} alt={alt} />
      <div>
        <h3 class="ew-told__text">{text}</h3>
        <p>
          {providerName}. {say(`state.${state}`, { day: day && dayInWords(day) })}.
        </p>
        <Remarks title={say('holds')} remarks={holding} say={say} />
        <Remarks title={say('look')} remarks={remarks.filter(({ holds }) => !holds)} say={say} />
        <p class="ew-told__do">
          {state === 'draft' && (
            <button
              class="ew-button ew-button--secondary"
              type="button"
              aria-label={say('draft.change.of', { text })}
              onClick={onChange}
            >
              {say('draft.change')}
            </button>
          )}
          {state === 'draft' && holding.length === 0 && (
            <button
              class="ew-button ew-button--primary"
              type="button"
              aria-label={say('draft.publish.of', { text })}
              onClick={() => onTurn('published')}
            >
              {say('draft.publish')}
            </button>
          )}
          {state === 'published' && (
            <>
              <button
                class="ew-button ew-button--secondary"
                type="button"
                aria-label={say('take-back.of', { text })}
                onClick={() => onTurn('taken-back')}
              >
                {say('take-back')}
              </button>
              <a href={provider === '' ? '/gedaan' : `/gedaan/${provider}`}>{say('see')}</a>
            </>
          )}
        </p>
      </div>
    </article>
  )
}

interface RemarksProps {
  readonly title: string
  readonly remarks: readonly FeedbackRemark[]
  readonly say: Words['say']
}

function Remarks({ title, remarks, say }: RemarksProps) {
  if (remarks.length === 0) return null
  return (
    <div class="ew-notice">
      <p>{title}</p>
      <ul>
        {remarks.map(({ problem, mend }) => (
          <li key={problem}>{say('mend', { problem, mend })}</li>
        ))}
      </ul>
    </div>
  )
}
