import { useCallback, useEffect, useState } from 'preact/hooks'
import type { AuditReply, AuditReplyLine } from '../../../shared/audit.ts'
import { dayInWords } from '../../../shared/results/format.ts'
import { createWords } from '../../lib/i18n.ts'
import auditWords from '../../text/portal-audit.nl.json'
import { Message } from '../frame.tsx'
import type { PortalPageProps } from '../pages.ts'
import { ask } from '../requests.ts'

const { say } = createWords('nl', { nl: auditWords })

type Stage =
  | { readonly at: 'loading' | 'failed' }
  | ({ readonly at: 'log'; readonly lines: readonly AuditReplyLine[] } & Required<Pick<AuditReply, 'next' | 'fault'>>)

/** Who did what, the newest first. */
export function AuditPage({ words, onSignedOut }: PortalPageProps) {
  const [stage, setStage] = useState<Stage>({ at: 'loading' })
  const [busy, setBusy] = useState(false)

  const load = useCallback(
    async (before: number | null) => {
      setBusy(true)
      const reply = await ask<AuditReply>(before === null ? '/api/v1/audit' : `/api/v1/audit?before=${before}`)
      setBusy(false)
      if (reply.state === 'signed-out') return onSignedOut()
      setStage((now) => {
        // What is on the screen stays there when more of it does not come.
        if (reply.state !== 'ok') return now.at === 'log' ? now : { at: 'failed' }
        const shown = now.at === 'log' && before !== null ? now.lines : []
        const { fault = now.at === 'log' ? now.fault : null } = reply.value
        return { at: 'log', lines: [...shown, ...reply.value.lines], next: reply.value.next, fault }
      })
    },
    [onSignedOut],
  )
  useEffect(() => void load(null), [load])

  if (stage.at !== 'log') {
    if (stage.at === 'loading') return <p>{words.say('loading')}</p>
    return (
      <>
        <Message title={words.say('failed.title')} text={words.say('failed.no-connection')} />
        <button class="ew-button ew-button--primary" type="button" onClick={() => void load(null)}>
          {words.say('retry')}
        </button>
      </>
    )
  }
  const { lines, next, fault } = stage
  return (
    <section class="ew-sheet" aria-labelledby="log">
      <div class="ew-sheet__head">
        <h1 class="ew-sheet__title" id="log">
          {say('title')}
        </h1>
        <p class="ew-sheet__intro">{say('intro')}</p>
      </div>
      <p class={fault === null ? 'ew-result__n' : 'ew-notice'}>
        {fault === null ? say('whole') : say('broken', { number: fault })}
      </p>
      <p>
        <a href="/api/v1/audit.csv" download>
          {say('download')}
        </a>
      </p>
      {lines.length === 0 ? <p>{say('none')}</p> : <Log lines={lines} />}
      {next !== null && (
        <button
          class="ew-button ew-button--secondary"
          type="button"
          aria-disabled={busy}
          onClick={() => !busy && void load(next)}
        >
          {say('more')}
        </button>
      )}
      <p class="ew-visually-hidden" role="status">
        {say('shown', { count: lines.length })}
      </p>
    </section>
  )
}

function Log({ lines }: { readonly lines: readonly AuditReplyLine[] }) {
  return (
    <table class="ew-table ew-table--stacked">
      <caption class="ew-visually-hidden">{say('title')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('when')}</th>
          <th scope="col">{say('who')}</th>
          <th scope="col">{say('what')}</th>
          <th scope="col">{say('about')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ number, at, who, words, about }) => (
          <tr key={number}>
            <th scope="row">{momentInWords(at)}</th>
            <td data-label={say('who')}>
              <span>{who}</span>
            </td>
            <td data-label={say('what')}>
              <span>{words}</span>
            </td>
            <td data-label={say('about')}>
              <span>{about === '' ? '–' : about}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** `2026-11-27T16:31:07Z` is `27 november 2026, 17:31`: by the clock of the reader. */
function momentInWords(at: string): string {
  const moment = new Date(at)
  const two = (part: number) => String(part).padStart(2, '0')
  const day = `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`
  return `${dayInWords(day)}, ${two(moment.getHours())}:${two(moment.getMinutes())}`
}
