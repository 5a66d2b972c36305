import type { Answer } from '../../shared/survey/answer.ts'
import { MAX_TEXT } from '../../shared/survey/survey.ts'
import type { Scene } from './words.ts'

/** Characters left from which the counter shows. */
const NEAR_END = 50

interface TextProps {
  readonly scene: Scene
  readonly answer: Answer | undefined
  readonly write: (answer: Answer) => void
  /** Where the field itself stops: on a page without script. It counts an emoji as two. */
  readonly most?: number
}

/** Room for an answer in one's own words; it stands in a question in place of the tiles. */
export function TextAnswer({ scene, answer, write, most }: TextProps) {
  const text = typeof answer === 'string' ? answer : ''
  const left = MAX_TEXT - [...text].length
  return (
    <div class="ew-text">
      <textarea
        class="ew-text__field"
        name="answer"
        rows={4}
        maxLength={most}
        autocomplete="off"
        value={text}
        aria-labelledby="question"
        onInput={(event) => write(textAnswer(event.currentTarget))}
      />
      <p class="ew-text__left" role="status">
        {left <= NEAR_END ? scene.t('text.left', { count: left }) : ''}
      </p>
    </div>
  )
}

/** What the field holds, cut off at the limit in whole characters; an empty field is a skipped question. */
function textAnswer(field: HTMLTextAreaElement): Answer {
  const text = [...field.value].slice(0, MAX_TEXT).join('')
  if (text !== field.value) field.value = text
  return text.trim() === '' ? { missing: 'skipped' } : text
}
