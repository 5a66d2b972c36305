import { useRef, useState } from 'preact/hooks'
import type { ReachReply, ShownMark, ShownReach } from '../../../shared/reach.ts'
import type { Choice } from '../../../shared/results/choices.ts'
import { count, monthInWords, quarterInWords } from '../../../shared/results/format.ts'
import { createWords } from '../../lib/i18n.ts'
import reachWords from '../../text/portal-reach.nl.json'
import { useLoaded } from '../loaded.ts'
import { AddForm } from '../manage/form.tsx'
import '../manage/manage.css'
import type { PortalPageProps } from '../pages.ts'
import { ask } from '../requests.ts'
import { Waiting } from '../waiting.tsx'

const { say } = createWords('nl', { nl: reachWords })

const PATH = '/api/v1/reach'

/** How many clients there were in a quarter, and for an administrator which months are not to be relied on. */
export function ReachPage({ words, onSignedOut }: PortalPageProps) {
  const [stage, load] = useLoaded<ReachReply>(PATH, onSignedOut)
  const [typed, setProvider] = useState('')

  if (stage.at !== 'there') return <Waiting words={words} at={stage.at} onRetry={() => void load()} />
  const { providers, careTypes, surveys, quarters, reach, marks } = stage.reply
  const provider = typed === '' && providers.length === 1 ? (providers[0]?.id ?? '') : typed
  const given = providers.find(({ id }) => id === provider)?.careTypes ?? []
  const own = careTypes.filter(({ id }) => given.includes(id))
  const shared = { say, onSignedOut, onDone: load }
  const named = { providers, careTypes, surveys }
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
      <section class="ew-sheet" aria-labelledby="add">
        <h2 class="ew-sheet__title" id="add">
          {say('reach.add')}
        </h2>
        <AddForm
          {...shared}
          id="reach"
          path={PATH}
          fields={[
            { name: 'provider', choices: providers, value: provider, onChange: setProvider },
            {
              name: 'careType',
              choices: own.length > 0 ? own : careTypes,
              ...(own.length === 1 ? { value: own[0]?.id ?? '' } : {}),
            },
            { name: 'quarter', choices: quarters.map((id) => ({ id, name: quarterInWords(id) })) },
            { name: 'clients' },
          ]}
        />
      </section>
      <Known
        title={say('reach')}
        none={say('reach.none')}
        heads={['provider', 'careType', 'quarter', 'clients']}
        {...shared}
      >
        {reach.map((one) => ({
          cells: reachCells(one, named),
          path: `${PATH}?${new URLSearchParams({ provider: one.provider, careType: one.careType, quarter: one.quarter })}`,
        }))}
      </Known>
      {marks && (
        <>
          <section class="ew-sheet" aria-labelledby="add-mark">
            <h2 class="ew-sheet__title" id="add-mark">
              {say('mark.add')}
            </h2>
            <p>{say('mark.how')}</p>
            <AddForm
              {...shared}
              id="mark"
              path={`${PATH}/unreliable`}
              fields={[
                { name: 'from' },
                { name: 'to' },
                { name: 'reason' },
                { name: 'provider', choices: providers, optional: true },
                { name: 'careType', choices: careTypes, optional: true },
                { name: 'survey', choices: surveys, optional: true },
              ]}
            />
          </section>
          <Known title={say('mark')} none={say('mark.none')} heads={['months', 'of', 'reason']} {...shared}>
            {marks.map((one) => ({ cells: markCells(one, named), path: `${PATH}/unreliable?${markQuery(one)}` }))}
          </Known>
        </>
      )}
    </>
  )
}

type Named = Pick<ReachReply, 'providers' | 'careTypes' | 'surveys'>

const nameOf = (choices: readonly Choice[], id: string) => choices.find((one) => one.id === id)?.name ?? id

function reachCells({ provider, careType, quarter, clients }: ShownReach, named: Named): readonly string[] {
  return [nameOf(named.providers, provider), nameOf(named.careTypes, careType), quarterInWords(quarter), count(clients)]
}

function markCells({ from, to, survey, provider, careType, reason }: ShownMark, named: Named): readonly string[] {
  const months = from === to ? monthInWords(from) : say('months', { from: monthInWords(from), to: monthInWords(to) })
  const of = [
    provider && nameOf(named.providers, provider),
    careType && nameOf(named.careTypes, careType),
    survey && nameOf(named.surveys, survey),
  ].filter((part) => part !== '')
  return [months, of.length === 0 ? say('everything') : of.join(', '), reason]
}

function markQuery({ reason, ...place }: ShownMark): string {
  return new URLSearchParams(place).toString()
}

interface KnownProps {
  readonly title: string
  readonly none: string
  /** Keys of the names of the columns; the first cell names the row. */
  readonly heads: readonly string[]
  readonly onSignedOut: () => void
  readonly onDone: () => Promise<void>
  readonly children: readonly { readonly cells: readonly string[]; readonly path: string }[]
}

/** What is known, a line each, with a button that takes it away. */
function Known({ title, none, heads, onSignedOut, onDone, children }: KnownProps) {
  const [problem, setProblem] = useState<string | null>(null)
  const isBusy = useRef(false)
  const id = heads.join('-')
  const remove = async (path: string) => {
    if (isBusy.current) return
    isBusy.current = true
    const reply = await ask(path, { method: 'DELETE' })
    isBusy.current = false
    if (reply.state === 'signed-out') return onSignedOut()
    setProblem(reply.state === 'ok' ? null : (reply.message ?? say('failed')))
    await onDone()
  }
  return (
    <section class="ew-sheet" aria-labelledby={id}>
      <h2 class="ew-sheet__title" id={id}>
        {title}
      </h2>
      <p class={problem ? 'ew-notice' : ''} role="alert">
        {problem}
      </p>
      {children.length === 0 ? (
        <p>{none}</p>
      ) : (
        <table class="ew-table ew-table--stacked">
          <caption class="ew-visually-hidden">{title}</caption>
          <thead>
            <tr>
              {[...heads, 'remove'].map((head) => (
                <th key={head} scope="col">
                  {say(`head.${head}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {children.map(({ cells: [first = '', ...cells], path }) => (
              <tr key={path}>
                <th scope="row">{first}</th>
                {cells.map((cell, index) => (
                  <td key={heads[index + 1]} data-label={say(`head.${heads[index + 1]}`)}>
                    <span>{cell}</span>
                  </td>
                ))}
                <td data-label={say('head.remove')}>
                  <button
                    class="ew-button ew-button--subtle ew-manage__turn"
                    type="button"
                    aria-label={say('remove.of', { what: [first, ...cells].join(', ') })}
                    onClick={() => void remove(path)}
                  >
                    {say('remove')}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
