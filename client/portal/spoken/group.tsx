import { useId, useState } from 'preact/hooks'
import type { OpenAnswer, OpenAnswerGroup } from '../../../shared/open-answers.ts'
import type { Words } from '../../lib/i18n.ts'
import { ask } from '../requests.ts'

/** So many answers stand open; the rest wait for a press. */
const FIRST = 20

interface GroupProps {
  readonly group: OpenAnswerGroup
  readonly say: Words['say']
  readonly maySignal: boolean
  readonly showProvider: boolean
  readonly onSignal: (id: string, signal: OpenAnswer['signal']) => void
  readonly onSignedOut: () => void
}

/** The answers to one question, and the words that they have in common. */
export function Group({ group, say, maySignal, showProvider, onSignal, onSignedOut }: GroupProps) {
  const id = useId()
  const [word, setWord] = useState<string | null>(null)
  const [all, setAll] = useState(false)
  const chosen = group.words.find((one) => one.word === word)
  const answers = chosen ? chosen.answers.flatMap((index) => group.answers[index] ?? []) : group.answers
  const shown = all ? answers : answers.slice(0, FIRST)
  const about = [showProvider ? group.provider.name : '', group.careType.name].filter((part) => part !== '')
  return (
    <section class="ew-sheet" aria-labelledby={id}>
      <div class="ew-sheet__head">
        <h2 class="ew-sheet__title" id={id}>
          {group.question.text}
        </h2>
        <p class="ew-sheet__intro">
          {about.join(', ')}. {say('n', { count: group.answers.length })}
          {group.demo && ` ${say('demo')}`}
        </p>
      </div>
      {group.words.length > 0 && (
        <div class="ew-spoken__words">
          <p>{say('words')}</p>
          <ul aria-label={say('words')}>
            {group.words.map((one) => (
              <li key={one.word}>
                <button
                  class="ew-spoken__word"
                  type="button"
                  aria-pressed={one.word === word}
                  onClick={() => setWord(one.word === word ? null : one.word)}
                >
                  {one.word} <span>{one.answers.length}</span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
      <p class="ew-visually-hidden" role="status">
        {chosen && say('words.chosen', { word: chosen.word, count: answers.length })}
      </p>
      <ul class="ew-spoken">
        {shown.map((answer) => (
          <Answer
            key={answer.id}
            answer={answer}
            say={say}
            maySignal={maySignal}
            onSignal={onSignal}
            onSignedOut={onSignedOut}
          />
        ))}
      </ul>
      {shown.length < answers.length && (
        <button class="ew-button ew-button--secondary" type="button" onClick={() => setAll(true)}>
          {say('all', { count: answers.length })}
        </button>
      )}
    </section>
  )
}

interface AnswerProps extends Pick<GroupProps, 'say' | 'maySignal' | 'onSignal' | 'onSignedOut'> {
  readonly answer: OpenAnswer
}

function Answer({ answer: { id, text, signal }, say, maySignal, onSignal, onSignedOut }: AnswerProps) {
  const [problem, setProblem] = useState<string | null>(null)
  const mark = async (next: OpenAnswer['signal']) => {
    const path = `/api/v1/open-answers/${encodeURIComponent(id)}/signal`
    const reply = await ask(path, { method: 'PUT', body: { signal: next } })
    if (reply.state === 'signed-out') return onSignedOut()
    setProblem(reply.state === 'ok' ? null : (reply.message ?? say('signal.failed')))
    if (reply.state === 'ok') onSignal(id, next)
  }
  const steps = { '': ['open'], open: ['done', ''], done: ['open'] } as const
  return (
    <li class={signal === 'open' ? 'ew-spoken__answer ew-spoken__answer--signal' : 'ew-spoken__answer'}>
      <blockquote>{text}</blockquote>
      {signal !== '' && <span class="ew-tag">{say(`signal.${signal}`)}</span>}
      {maySignal && (
        <span class="ew-spoken__steps">
          {steps[signal].map((next) => (
            <button key={next} class="ew-button ew-button--subtle" type="button" onClick={() => void mark(next)}>
              {say(`signal.to.${next || 'none'}`)}
            </button>
          ))}
        </span>
      )}
      <p class={problem ? 'ew-notice' : ''} role="alert">
        {problem}
      </p>
    </li>
  )
}
