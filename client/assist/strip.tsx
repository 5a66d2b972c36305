import { useEffect, useState } from 'preact/hooks'
import type { Words as SurveyWords } from '../../shared/survey/survey.ts'
import { directionOf, tell } from '../../shared/survey/text.ts'
import type { CollectorReply } from '../../shared/wire.ts'
import type { Words } from '../lib/i18n.ts'
import { Icon } from '../screens/icon.tsx'
import { LISTEN } from '../screens/later-icons.ts'
import { TURN } from './icons.ts'
import type { Talk, TalkSetup } from './talk.tsx'

interface StripProps {
  readonly words: Words
  readonly talk: Talk
  readonly reply: CollectorReply
  readonly setup: TalkSetup
  readonly turned: boolean
  readonly turn: () => void
}

/** The helper's side of a talk: the question again, the author's own explanation, and the screen the other way round. It
 *  never says what is answered. */
export function Strip({ words: { say }, talk, reply, setup, turned, turn }: StripProps) {
  const { question, alone } = talk.view()
  const [opened, open] = useState<'repeat' | 'explain' | null>(null)
  // What is shown belongs to this question.
  useEffect(() => open(null), [question?.id])
  const explanation = question && reply.explanations?.[setup.survey.id]?.[question.id]
  const helps = question !== null && alone !== 'alone'
  const shown = !helps ? null : opened === 'repeat' ? question.text : opened === 'explain' ? explanation : null
  const toggle = (what: 'repeat' | 'explain') => open(opened === what ? null : what)
  return (
    <aside class="ew-strip" aria-label={say('strip.label')} lang="nl" dir="ltr">
      <div class="ew-strip__row">
        {helps && (
          <button
            type="button"
            class="ew-button ew-button--secondary"
            aria-expanded={opened === 'repeat'}
            onClick={() => {
              toggle('repeat')
              if (opened !== 'repeat') talk.repeat()
            }}
          >
            <Icon sign={LISTEN} />
            {say('strip.repeat')}
          </button>
        )}
        {helps && explanation && (
          <button
            type="button"
            class="ew-button ew-button--secondary"
            aria-expanded={opened === 'explain'}
            onClick={() => toggle('explain')}
          >
            {say('strip.explain')}
          </button>
        )}
        {alone === 'alone' && question && <p class="ew-strip__alone">{say('strip.alone')}</p>}
        <button
          type="button"
          class="ew-button ew-button--secondary ew-strip__turn"
          aria-pressed={turned}
          onClick={turn}
        >
          <Icon sign={TURN} />
          {say('strip.turn')}
        </button>
      </div>
      {shown && <ReadOut label={say('strip.read')} said={shown} language={setup.language} />}
    </aside>
  )
}

/** The author's words, in the client's language where they are written in it. */
function ReadOut({
  label,
  said,
  language,
}: {
  readonly label: string
  readonly said: SurveyWords
  readonly language: string
}) {
  const { text, language: spoken } = tell(said, language, 'nl')
  return (
    <div class="ew-strip__read" role="status">
      <p class="ew-assist__sub">{label}</p>
      <p class="ew-strip__words" lang={spoken} dir={directionOf(spoken)}>
        {text}
      </p>
    </div>
  )
}

interface HandOverProps {
  readonly words: Words
  readonly goOn: (alone: 'alone' | 'with-helper') => void
}

/** Before the last page: it is the client's alone. */
export function HandOver({ words: { say }, goOn }: HandOverProps) {
  return (
    <section class="ew-assist__form">
      <h1 class="ew-assist__title" tabIndex={-1}>
        {say('hand-over.title')}
      </h1>
      <p>{say('hand-over.text')}</p>
      <div class="ew-assist__go">
        <button type="button" class="ew-button ew-button--secondary ew-button--big" onClick={() => goOn('with-helper')}>
          {say('hand-over.cannot')}
        </button>
        <button type="button" class="ew-button ew-button--primary ew-button--big" onClick={() => goOn('alone')}>
          {say('hand-over.go')}
        </button>
      </div>
    </section>
  )
}
