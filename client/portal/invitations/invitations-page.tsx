import { useState } from 'preact/hooks'
import type { InvitationsReply, MadeInvitations, ShownBatch } from '../../../shared/invitations.ts'
import { createWords } from '../../lib/i18n.ts'
import { saveFile } from '../../respond/save-file.ts'
import names from '../../text/languages.json'
import invitationWords from '../../text/portal-invitations.nl.json'
import { useLoaded } from '../loaded.ts'
import { AddForm } from '../manage/form.tsx'
import type { PortalPageProps } from '../pages.ts'
import { ask } from '../requests.ts'
import { Waiting } from '../waiting.tsx'
import './invitations.css'

const { say } = createWords('nl', { nl: invitationWords })
const NAMES: Readonly<Record<string, string>> = names

/** Invitations: makes them, gives their letters once, ends them. */
export function InvitationsPage({ words, onSignedOut }: PortalPageProps) {
  const [stage, load] = useLoaded<InvitationsReply>('/api/v1/invitations', onSignedOut)
  const [collector, setCollector] = useState('')
  const [made, setMade] = useState<MadeInvitations | null>(null)
  if (stage.at !== 'there') return <Waiting words={words} at={stage.at} onRetry={() => void load()} />
  const { collectors, batches } = stage.reply
  const languages = collectors.find(({ id }) => id === collector)?.languages ?? []
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
      <section class="ew-sheet" aria-labelledby="make">
        <h2 class="ew-sheet__title" id="make">
          {say('make')}
        </h2>
        {collectors.length === 0 ? (
          <p>
            {say('make.none')} <a href="/resultaten/beheer">{say('make.none.go')}</a>
          </p>
        ) : (
          <AddForm<MadeInvitations>
            id="batch"
            path="/api/v1/invitations"
            say={say}
            onSignedOut={onSignedOut}
            onDone={load}
            onAdded={setMade}
            fields={[
              { name: 'collector', choices: collectors, value: collector, onChange: setCollector },
              { name: 'count' },
              { name: 'language', choices: languages.map((id) => ({ id, name: NAMES[id] ?? id })) },
              { name: 'label', optional: true },
            ]}
          />
        )}
        {made && <Made made={made} />}
      </section>
      <Batches reply={stage.reply} batches={batches} onSignedOut={onSignedOut} onDone={load} />
    </>
  )
}

/** The only time that the codes are to be had. */
function Made({ made: { batch, count, csv, letters } }: { readonly made: MadeInvitations }) {
  const [mark] = batch.split(' ')
  const save = (text: string, type: string, name: string) => saveFile(new Blob([text], { type }), name)
  return (
    <div class="ew-invitations__made">
      <p class="ew-notice">{say('made', { count, batch })}</p>
      <p class="ew-invitations__ways">
        {letters !== null && (
          <button
            class="ew-button ew-button--primary"
            type="button"
            onClick={() => save(letters, 'text/html', `brieven-${mark}.html`)}
          >
            {say('made.letters')}
          </button>
        )}
        <button
          class="ew-button ew-button--secondary"
          type="button"
          onClick={() => save(csv, 'text/csv', `uitnodigingen-${mark}.csv`)}
        >
          {say('made.csv')}
        </button>
      </p>
      <p>{say(letters === null ? 'made.many' : 'made.print')}</p>
    </div>
  )
}

interface BatchesProps {
  readonly reply: InvitationsReply
  readonly batches: readonly ShownBatch[]
  readonly onSignedOut: () => void
  readonly onDone: () => Promise<void>
}

function Batches({ reply, batches, onSignedOut, onDone }: BatchesProps) {
  const [problem, setProblem] = useState<string | null>(null)
  const [told, setTold] = useState<string | null>(null)
  const end = async ({ collector, batch }: ShownBatch) => {
    const ended = await ask('/api/v1/invitations/end', { method: 'POST', body: { collector, batch } })
    if (ended.state === 'signed-out') return onSignedOut()
    setProblem(ended.state === 'ok' ? null : (ended.message ?? say('failed')))
    setTold(ended.state === 'ok' ? say('ended', { batch }) : null)
    await onDone()
  }
  return (
    <section class="ew-sheet" aria-labelledby="batches">
      <div class="ew-sheet__head">
        <h2 class="ew-sheet__title" id="batches">
          {say('batches')}
        </h2>
        <p class="ew-sheet__intro">{say('batches.intro')}</p>
      </div>
      <p class={problem ? 'ew-notice' : ''} role="alert">
        {problem}
      </p>
      <p class={told ? 'ew-notice' : ''} role="status">
        {told}
      </p>
      {batches.length === 0 ? (
        <p>{say('batches.none')}</p>
      ) : (
        <table class="ew-table ew-table--stacked">
          <caption class="ew-visually-hidden">{say('batches')}</caption>
          <thead>
            <tr>
              {['batch', 'collector', 'made', 'used', 'what'].map((head) => (
                <th key={head} scope="col">
                  {say(`batches.${head}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {batches.map((one) => (
              <Row key={`${one.collector} ${one.batch}`} one={one} reply={reply} onEnd={() => void end(one)} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

interface RowProps {
  readonly one: ShownBatch
  readonly reply: InvitationsReply
  readonly onEnd: () => void
}

/** Ending asks once more: who has a letter can then not answer any more. */
function Row({ one, reply, onEnd }: RowProps) {
  const [sure, setSure] = useState(false)
  const { collector, batch, made, used } = one
  return (
    <tr>
      <th scope="row">{batch}</th>
      <td data-label={say('batches.collector')}>
        {reply.collectors.find(({ id }) => id === collector)?.name ?? collector}
      </td>
      <td data-label={say('batches.made')}>{countOf(made)}</td>
      <td data-label={say('batches.used')}>{countOf(used)}</td>
      <td data-label={say('batches.what')}>
        {sure ? (
          <span class="ew-invitations__ways">
            <span>{say('end.sure')}</span>
            <button
              class="ew-button ew-button--secondary"
              type="button"
              onClick={() => {
                setSure(false)
                onEnd()
              }}
            >
              {say('end.yes')}
            </button>
            <button class="ew-button ew-button--subtle" type="button" onClick={() => setSure(false)}>
              {say('end.no')}
            </button>
          </span>
        ) : (
          <button
            class="ew-button ew-button--subtle"
            type="button"
            aria-label={say('end.of', { batch })}
            onClick={() => setSure(true)}
          >
            {say('end')}
          </button>
        )}
      </td>
    </tr>
  )
}

function countOf(count: number | null): string {
  return count === null ? say('few') : say('least', { count })
}
