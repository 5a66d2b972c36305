import { useState } from 'preact/hooks'
import type { ManagedCollector } from '../../../shared/manage.ts'
import type { Words } from '../../lib/i18n.ts'
import { ask } from '../requests.ts'

interface CollectorsProps {
  readonly collectors: readonly ManagedCollector[]
  readonly say: Words['say']
  readonly onSignedOut: () => void
  readonly onDone: () => Promise<void>
}

/** Every collector with its link, its poster or form, and a button that closes or opens it. */
export function Collectors({ collectors, say, onSignedOut, onDone }: CollectorsProps) {
  const [problem, setProblem] = useState<string | null>(null)
  const [told, setTold] = useState<string | null>(null)
  const turn = async ({ code, closed }: ManagedCollector) => {
    const path = `/api/v1/manage/collectors/${encodeURIComponent(code)}`
    const reply = await ask(path, { method: 'PUT', body: { closed: !closed } })
    if (reply.state === 'signed-out') return onSignedOut()
    setProblem(reply.state === 'ok' ? null : (reply.message ?? say('failed')))
    if (reply.state !== 'ok') return
    setTold(say(closed ? 'collector.opened' : 'collector.closed', { code }))
    await onDone()
  }
  return (
    <section class="ew-sheet" aria-labelledby="collectors">
      <div class="ew-sheet__head">
        <h2 class="ew-sheet__title" id="collectors">
          {say('collectors')}
        </h2>
        <p class="ew-sheet__intro">{say('collectors.intro')}</p>
      </div>
      <p class={problem ? 'ew-notice' : ''} role="alert">
        {problem}
      </p>
      <p class={told ? 'ew-notice' : ''} role="status">
        {told}
      </p>
      {collectors.length === 0 ? (
        <p>{say('collectors.none')}</p>
      ) : (
        <table class="ew-table ew-table--stacked">
          <caption class="ew-visually-hidden">{say('collectors')}</caption>
          <thead>
            <tr>
              {['code', 'of', 'channel', 'links', 'state'].map((head) => (
                <th key={head} scope="col">
                  {say(`collectors.${head}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {collectors.map((collector) => (
              <Row key={collector.code} collector={collector} say={say} onTurn={() => void turn(collector)} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

interface RowProps {
  readonly collector: ManagedCollector
  readonly say: Words['say']
  readonly onTurn: () => void
}

function Row({ collector, say, onTurn }: RowProps) {
  const { code, provider, location, careType, channel, access, surveys, closed, demo, url } = collector
  return (
    <tr>
      <th scope="row">
        {code}
        {demo && <span class="ew-table__sub">{say('demo')}</span>}
      </th>
      <td data-label={say('collectors.of')}>
        <span>
          {[provider, location].filter((part) => part !== '').join(', ')}
          <span class="ew-table__sub">{careType}</span>
        </span>
      </td>
      <td data-label={say('collectors.channel')}>
        <span>
          {say(`channel.${channel}`)}
          <span class="ew-table__sub">{surveys.join(', ')}</span>
          {access === 'invited' && <span class="ew-table__sub">{say('access.invited')}</span>}
        </span>
      </td>
      <td data-label={say('collectors.links')}>
        <span class="ew-manage__links">
          {closed || url === null ? (
            '–'
          ) : (
            <>
              <a href={url}>{say('collectors.open')}</a>
              {channel === 'own-device' && <a href={`/poster/${code}`}>{say('collectors.poster')}</a>}
              {channel !== 'kiosk' && <a href={`/formulier/${code}`}>{say('collectors.form')}</a>}
            </>
          )}
        </span>
      </td>
      <td data-label={say('collectors.state')}>
        <span>
          {say(closed ? 'state.closed' : 'state.open')}{' '}
          {!demo && (
            <button
              class="ew-button ew-button--subtle ew-manage__turn"
              type="button"
              aria-label={say(closed ? 'collector.open.of' : 'collector.close.of', { code })}
              onClick={onTurn}
            >
              {say(closed ? 'collector.open' : 'collector.close')}
            </button>
          )}
        </span>
      </td>
    </tr>
  )
}
