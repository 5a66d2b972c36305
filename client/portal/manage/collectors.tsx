import { useState } from 'preact/hooks'
import type { ManagedCollector } from '../../../shared/manage.ts'
import type { Words } from '../../lib/i18n.ts'
import languageNames from '../../text/languages.json'
import { ask } from '../requests.ts'

type Deed = 'close' | 'open' | 'pause' | 'resume'
const BODIES = {
  close: { closed: true },
  open: { closed: false },
  pause: { paused: true },
  resume: { paused: false },
} as const

interface CollectorsProps {
  readonly collectors: readonly ManagedCollector[]
  readonly say: Words['say']
  readonly onSignedOut: () => void
  readonly onDone: () => Promise<void>
}

/** Every collector with its link, its poster or form, and buttons that pause it, close it or open it. */
export function Collectors({ collectors, say, onSignedOut, onDone }: CollectorsProps) {
  const [problem, setProblem] = useState<string | null>(null)
  const [told, setTold] = useState<string | null>(null)
  const [sought, setSought] = useState('')
  const found = collectors.filter((collector) => isSought(collector, sought))
  const turn = async ({ code }: ManagedCollector, deed: Deed) => {
    const path = `/api/v1/manage/collectors/${encodeURIComponent(code)}`
    const reply = await ask(path, { method: 'PUT', body: BODIES[deed] })
    if (reply.state === 'signed-out') return onSignedOut()
    setProblem(reply.state === 'ok' ? null : (reply.message ?? say('failed')))
    if (reply.state !== 'ok') return
    setTold(say(`collector.${deed}.done`, { code }))
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
      {collectors.length > MOST_UNSOUGHT && <Find say={say} found={found.length} onFind={setSought} />}
      {found.length === 0 ? (
        <p>{say(collectors.length === 0 ? 'collectors.none' : 'collectors.found.none')}</p>
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
            {found.map((collector) => (
              <Row key={collector.code} collector={collector} say={say} onTurn={(deed) => void turn(collector, deed)} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

/** So many are looked over without a search. */
const MOST_UNSOUGHT = 8

interface FindProps {
  readonly say: Words['say']
  /** How many there are. */
  readonly found: number
  readonly onFind: (sought: string) => void
}

function Find({ say, found, onFind }: FindProps) {
  return (
    <div class="ew-field ew-manage__find">
      <label class="ew-field__label" for="sought">
        {say('collectors.search')}
      </label>
      <input
        class="ew-input"
        type="search"
        id="sought"
        autocomplete="off"
        onInput={(event) => onFind(event.currentTarget.value)}
      />
      <p role="status">{say('collectors.found', { count: found })}</p>
    </div>
  )
}

/** Whether each word that was typed is in the code, a name or the care type of that collector. */
function isSought({ code, provider, location, careType }: ManagedCollector, sought: string): boolean {
  const text = `${code} ${provider} ${location} ${careType}`.toLowerCase()
  return sought
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

/** The poster in each language: two sizes as PDF, or the page where there is none. */
function Posters({ collector: { code, posters }, say }: Pick<RowProps, 'collector' | 'say'>) {
  if (!posters[0]) return null
  const names: Readonly<Record<string, string>> = languageNames
  return (
    <details class="ew-posters">
      <summary aria-label={say('collectors.poster.of', { code })}>{say('collectors.poster')}</summary>
      <p>{say('collectors.poster.more')}</p>
      <ul>
        {posters.map(({ language, pdf }) => (
          <li key={language}>
            <span lang={language}>{names[language] ?? language}</span>{' '}
            {pdf ? (
              (['a4', 'a5'] as const).map((size) => (
                <a key={size} href={`/poster/${code}.pdf?taal=${language}&maat=${size}`}>
                  {say(`collectors.poster.${size}`)}
                </a>
              ))
            ) : (
              <a href={`/poster/${code}?taal=${language}`}>{say('collectors.poster.page')}</a>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}

/** What can be done with a collector that is so now. */
const DEEDS = { open: ['pause', 'close'], paused: ['resume', 'close'], closed: ['open'] } as const

interface RowProps {
  readonly collector: ManagedCollector
  readonly say: Words['say']
  readonly onTurn: (deed: Deed) => void
}

function Row({ collector, say, onTurn }: RowProps) {
  const { code, provider, location, careType, channel, access, surveys, closed, paused, demo, url } = collector
  const state = closed ? 'closed' : paused ? 'paused' : 'open'
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
              <Posters collector={collector} say={say} />
              {channel !== 'kiosk' && <a href={`/formulier/${code}`}>{say('collectors.form')}</a>}
            </>
          )}
        </span>
      </td>
      <td data-label={say('collectors.state')}>
        <span>
          {say(`state.${state}`)}{' '}
          {!demo &&
            DEEDS[state].map((deed) => (
              <button
                key={deed}
                class="ew-button ew-button--subtle ew-manage__turn"
                type="button"
                aria-label={say(`collector.${deed}.of`, { code })}
                onClick={() => onTurn(deed)}
              >
                {say(`collector.${deed}`)}
              </button>
            ))}
        </span>
      </td>
    </tr>
  )
}
