import { useRef, useState } from 'preact/hooks'
import { OWN_ITEM_KINDS, type OwnItemsReply } from '../../../shared/own-item-desk.ts'
import type { Words } from '../../lib/i18n.ts'
import { useLoaded } from '../loaded.ts'
import { AddForm, type Field } from '../manage/form.tsx'
import '../manage/manage.css'
import { ask } from '../requests.ts'
import { Waiting } from '../waiting.tsx'
import { say } from './say.ts'

interface OwnItemsProps {
  readonly id: string
  readonly words: Words
  readonly onSignedOut: () => void
  /** Called when the draft is another one than before. */
  readonly onChanged: () => void
}

/** The own questions of providers in a draft, and a form for one more. */
export function OwnItems({ id, words, onSignedOut, onChanged }: OwnItemsProps) {
  const path = `/api/v1/surveys/draft/${encodeURIComponent(id)}/own-items`
  const [stage, load] = useLoaded<OwnItemsReply>(path, onSignedOut)
  const [problem, setProblem] = useState<string | null>(null)
  const title = useRef<HTMLHeadingElement>(null)
  if (stage.at !== 'there') return <Waiting words={words} at={stage.at} onRetry={() => void load()} />
  const { items, providers, pictures, languages } = stage.reply
  const changed = async () => {
    await load()
    onChanged()
  }
  const takeOut = async (question: string) => {
    const reply = await ask(`${path}/${encodeURIComponent(question)}`, { method: 'DELETE' })
    if (reply.state === 'signed-out' || reply.state === 'wrong') return onSignedOut()
    setProblem(reply.state === 'ok' ? null : (reply.message ?? say('failed')))
    await changed()
    // The button that was pressed is gone.
    title.current?.focus()
  }
  const fields: readonly Field[] = [
    { name: 'provider', choices: providers },
    { name: 'kind', choices: OWN_ITEM_KINDS.map((kind) => ({ id: kind, name: say(`own-item.kind.${kind}`) })) },
    { name: 'picture', choices: pictures },
    ...languages.map(({ id: language, name }) => ({
      name: `text:${language}`,
      label: say('own-item.text', { language: name }),
    })),
  ]
  return (
    <section class="ew-sheet" aria-labelledby="own-items">
      <div class="ew-sheet__head">
        <h2 class="ew-sheet__title" id="own-items" tabIndex={-1} ref={title}>
          {say('own-items')}
        </h2>
        <p class="ew-sheet__intro">{say('own-items.how')}</p>
      </div>
      {items.length === 0 ? (
        <p>{say('own-items.none')}</p>
      ) : (
        <ul class="ew-surveys__list">
          {items.map(({ question, provider, text }) => (
            <li key={question}>
              {say('own-item.of', { provider, text })}{' '}
              <button
                class="ew-button ew-button--subtle ew-manage__turn"
                type="button"
                aria-label={say('own-item.remove.of', { text })}
                onClick={() => void takeOut(question)}
              >
                {say('own-item.remove')}
              </button>
            </li>
          ))}
        </ul>
      )}
      <p class={problem ? 'ew-notice' : ''} role="alert">
        {problem}
      </p>
      <details class="ew-boxes">
        <summary class="ew-field__label">{say('own-item.add')}</summary>
        <AddForm id="own-item" {...{ path, fields, say, onSignedOut }} onDone={changed} />
      </details>
    </section>
  )
}
