import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { KEYS, type Keying } from '../../../shared/survey/keying.ts'
import { MAX_TEXT, type Question, type Survey } from '../../../shared/survey/survey.ts'
import { directionOf, say, tell } from '../../../shared/survey/text.ts'
import type { Words } from '../../lib/i18n.ts'
import { numberOf, shownBoxes } from './say.ts'

interface QuestionProps {
  readonly words: Words
  readonly survey: Survey
  readonly language: string
  readonly question: Question
  readonly keying: Keying
  readonly press: (key: string) => void
  readonly write: (text: string) => void
}

/** One question of the form: its boxes with their keys, to press here or on a keyboard. */
export function KeyQuestion(props: QuestionProps) {
  const { words, survey, language, question, keying, press } = props
  const heading = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => {
    if (question.kind !== 'text') heading.current?.focus({ preventScroll: true })
  }, [question])
  const several = question.kind === 'choices'
  const boxes = shownBoxes(survey, question)
  const told = tell(question.text, language)
  return (
    <section class="ew-keying">
      <p class="ew-keying__count">
        {words.say('paper.question', { number: numberOf(survey, question.id), total: survey.questions.length })}
      </p>
      <h1 class="ew-keying__title" tabIndex={-1} ref={heading} id="key-question">
        {say(question.text, 'nl')}
      </h1>
      {told.language !== 'nl' && (
        <p class="ew-keying__other" lang={told.language} dir={directionOf(told.language)}>
          {told.text}
        </p>
      )}
      {question.kind === 'text' ? (
        <Written {...props} />
      ) : (
        <>
          {several && <p class="ew-assist__hint">{words.say('paper.several')}</p>}
          <div class="ew-keying__boxes">
            {boxes.map(({ key, label }) => (
              <Key
                key={key}
                name={key}
                label={label}
                pressed={several ? keying.open.includes(key) : undefined}
                press={() => press(key)}
              />
            ))}
          </div>
          <div class="ew-keying__others">
            <Key
              name={words.say('paper.key.enter')}
              label={words.say(keying.open ? 'paper.next' : 'paper.nothing')}
              press={() => press(KEYS.next)}
            />
            <Key name={KEYS.unclear} label={words.say('paper.unclear')} press={() => press(KEYS.unclear)} />
            <Back {...props} />
          </div>
        </>
      )}
    </section>
  )
}

interface KeyProps {
  readonly name: string
  readonly label: string
  /** Of a box of which several may be crossed: whether it is. */
  readonly pressed?: boolean | undefined
  readonly press: () => void
}

function Key({ name, label, pressed, press }: KeyProps) {
  return (
    <button type="button" class="ew-key-button" aria-pressed={pressed} onClick={press}>
      <kbd class="ew-key-button__key">{name}</kbd>
      <span>{label}</span>
    </button>
  )
}

function Back({ words, keying, press }: Pick<QuestionProps, 'words' | 'keying' | 'press'>) {
  if (!keying.passed[0] && !keying.open) return null
  return <Key name={words.say('paper.key.back')} label={words.say('paper.back')} press={() => press(KEYS.back)} />
}

/** What somebody wrote; it may stay away. Enter goes on, Backspace in an empty field goes back. */
function Written(props: QuestionProps) {
  const { words, keying, write, press } = props
  const [text, setText] = useState(keying.draft)
  const field = useRef<HTMLTextAreaElement>(null)
  useLayoutEffect(() => field.current?.focus(), [])
  return (
    <div class="ew-keying__written">
      <p class="ew-assist__hint" id="written-hint">
        {words.say('paper.written')}
      </p>
      <textarea
        class="ew-text__field"
        ref={field}
        rows={4}
        autocomplete="off"
        aria-labelledby="key-question"
        aria-describedby="written-hint"
        value={text}
        onInput={({ currentTarget }) => setText([...currentTarget.value].slice(0, MAX_TEXT).join(''))}
        onKeyDown={(event) => {
          if (event.isComposing || event.repeat) return
          const back = event.key === KEYS.back && text === ''
          if (event.key !== KEYS.next && !back) return
          event.preventDefault()
          event.stopPropagation()
          if (back) press(KEYS.back)
          else write(text)
        }}
      />
      <div class="ew-keying__others">
        <Key
          name={words.say('paper.key.enter')}
          label={words.say(text.trim() ? 'paper.next' : 'paper.no-words')}
          press={() => write(text)}
        />
        <Back {...props} />
      </div>
    </div>
  )
}
