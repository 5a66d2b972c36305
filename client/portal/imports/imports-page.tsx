import { useState } from 'preact/hooks'
import type { ImportsReply, ShownImport } from '../../../shared/imports.ts'
import { dayInWords } from '../../../shared/results/format.ts'
import { useLoaded } from '../loaded.ts'
import type { PortalPageProps } from '../pages.ts'
import { ask } from '../requests.ts'
import { Waiting } from '../waiting.tsx'
import { BringIn } from './bring-in.tsx'
import './imports.css'
import { say } from './say.ts'

const PATH = '/api/v1/imports'

/** Earlier surveys: bring one in, see what was brought in, take it out. */
export function ImportsPage({ words, onSignedOut }: PortalPageProps) {
  const [stage, load] = useLoaded<ImportsReply>(PATH, onSignedOut)
  if (stage.at !== 'there') return <Waiting words={words} at={stage.at} onRetry={() => void load()} />
  const { imports } = stage.reply
  return (
    <>
      <section class="ew-lead ew-lead--single" aria-labelledby="lead">
        <div>
          <h1 class="ew-lead__title" id="lead">
            {say('title')}
          </h1>
          <p class="ew-lead__more">{say('intro')}</p>
        </div>
      </section>
      <BringIn imports={imports} onSignedOut={onSignedOut} onKept={load} />
      <Earlier imports={imports} onSignedOut={onSignedOut} onDone={load} />
    </>
  )
}

interface EarlierProps {
  readonly imports: readonly ShownImport[]
  readonly onSignedOut: () => void
  readonly onDone: () => Promise<void>
}

function Earlier({ imports, onSignedOut, onDone }: EarlierProps) {
  const [problem, setProblem] = useState<string | null>(null)
  const [told, setTold] = useState<string | null>(null)
  const remove = async ({ name }: ShownImport) => {
    const reply = await ask<{ readonly removed: number }>(`${PATH}/${name}`, { method: 'DELETE' })
    if (reply.state === 'signed-out') return onSignedOut()
    setProblem(reply.state === 'ok' ? null : (reply.message ?? say('failed')))
    setTold(reply.state === 'ok' ? say('removed', { name, count: reply.value.removed }) : null)
    await onDone()
  }
  return (
    <section class="ew-sheet" aria-labelledby="earlier">
      <div class="ew-sheet__head">
        <h2 class="ew-sheet__title" id="earlier">
          {say('earlier')}
        </h2>
        <p class="ew-sheet__intro">{say('earlier.intro')}</p>
      </div>
      <p class={problem ? 'ew-notice' : ''} role="alert">
        {problem}
      </p>
      <p class={told ? 'ew-notice' : ''} role="status">
        {told}
      </p>
      {imports.length === 0 ? (
        <p>{say('earlier.none')}</p>
      ) : (
        <table class="ew-table ew-table--stacked">
          <caption class="ew-visually-hidden">{say('earlier')}</caption>
          <thead>
            <tr>
              {['name', 'source', 'day', 'responses', 'what'].map((head) => (
                <th key={head} scope="col">
                  {say(`earlier.${head}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {imports.map((one) => (
              <Row key={one.name} one={one} onRemove={() => void remove(one)} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

/** Taking out asks once more: the figures go with it. */
function Row({ one, onRemove }: { readonly one: ShownImport; readonly onRemove: () => void }) {
  const [sure, setSure] = useState(false)
  const { name, source, day, responses } = one
  return (
    <tr>
      <th scope="row">{name}</th>
      <td data-label={say('earlier.source')}>{source}</td>
      <td data-label={say('earlier.day')}>{dayInWords(day)}</td>
      <td data-label={say('earlier.responses')}>{responses}</td>
      <td data-label={say('earlier.what')}>
        {sure ? (
          <span class="ew-imports__ways">
            <span>{say('remove.sure')}</span>
            <button
              class="ew-button ew-button--secondary"
              type="button"
              onClick={() => {
                setSure(false)
                onRemove()
              }}
            >
              {say('remove.yes')}
            </button>
            <button class="ew-button ew-button--subtle" type="button" onClick={() => setSure(false)}>
              {say('remove.no')}
            </button>
          </span>
        ) : (
          <button
            class="ew-button ew-button--subtle"
            type="button"
            aria-label={say('remove.of', { name })}
            onClick={() => setSure(true)}
          >
            {say('remove')}
          </button>
        )}
      </td>
    </tr>
  )
}
