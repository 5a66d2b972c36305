import { useCallback, useEffect, useState } from 'preact/hooks'
import type { FollowedCare, FollowedProvider, PortfolioReply } from '../../../shared/portfolio.ts'
import { count, dayInWords, monthInWords } from '../../../shared/results/format.ts'
import { createWords } from '../../lib/i18n.ts'
import portfolioWords from '../../text/portal-portfolio.nl.json'
import type { PortalPageProps } from '../pages.ts'
import { ask } from '../requests.ts'
import { Waiting } from '../waiting.tsx'
import { Talk } from './talk.tsx'
import './portfolio.css'

const { say } = createWords('nl', { nl: portfolioWords })

/** From so many answers on a figure is more than a first picture. Source: design.md §6. */
const ENOUGH = 30

/** So many days before its end a contract says how many are left: two quarterly talks. */
const NEAR_DAYS = 184
const DAY_MS = 86_400_000

type Stage =
  | { readonly at: 'loading' | 'failed' }
  | { readonly at: 'list'; readonly today: string; readonly providers: readonly FollowedProvider[] }

/** The providers that somebody of the municipality follows, by name: no score, so nothing to rank. */
export function PortfolioPage({ words, onSignedOut }: PortalPageProps) {
  const [stage, setStage] = useState<Stage>({ at: 'loading' })
  const [sought, setSought] = useState('')

  const load = useCallback(async () => {
    const reply = await ask<PortfolioReply>('/api/v1/portfolio')
    if (reply.state === 'signed-out') onSignedOut()
    else setStage(reply.state === 'ok' ? { at: 'list', ...reply.value } : { at: 'failed' })
  }, [onSignedOut])
  useEffect(() => void load(), [load])

  if (stage.at !== 'list') return <Waiting words={words} at={stage.at} onRetry={() => void load()} />
  const { today, providers } = stage
  const found = providers.filter(({ name }) => name.toLowerCase().includes(sought.trim().toLowerCase()))
  const onTalk = (id: string, nextTalk: string | null) =>
    setStage({ ...stage, providers: providers.map((one) => (one.id === id ? { ...one, nextTalk } : one)) })
  return (
    <>
      <Lead providers={providers} />
      <section class="ew-sheet" aria-labelledby="list">
        <div class="ew-sheet__head">
          <h2 class="ew-sheet__title" id="list">
            {say('title')}
          </h2>
          <p class="ew-sheet__intro">{say('intro')}</p>
        </div>
        {providers.length > 1 && (
          <div class="ew-field ew-portfolio__find">
            <label class="ew-field__label" for="find">
              {say('find')}
            </label>
            <input
              class="ew-input"
              id="find"
              type="search"
              value={sought}
              onInput={(event) => setSought(event.currentTarget.value)}
            />
          </div>
        )}
        <p class="ew-visually-hidden" role="status">
          {sought !== '' && say('found', { count: found.length })}
        </p>
        {found.length === 0 ? (
          <p>{say(providers.length === 0 ? 'none' : 'found.none')}</p>
        ) : (
          <table class="ew-table ew-table--stacked">
            <caption class="ew-visually-hidden">{say('caption')}</caption>
            <thead>
              <tr>
                {['provider', 'care', 'n', 'last', 'signals', 'talk'].map((head) => (
                  <th key={head} scope="col">
                    {say(head)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {found.map((provider) => (
                <Row
                  key={provider.id}
                  provider={provider}
                  today={today}
                  onTalk={(day) => onTalk(provider.id, day)}
                  onSignedOut={onSignedOut}
                />
              ))}
            </tbody>
          </table>
        )}
      </section>
    </>
  )
}

function leadOf(all: number, enough: number): string {
  if (all === 0) return say('lead.none')
  if (enough === 0) return say('lead.few', { count: all })
  return enough === all ? say('lead.all', { count: all }) : say('lead.some', { enough: count(enough), all: count(all) })
}

function Lead({ providers }: { readonly providers: readonly FollowedProvider[] }) {
  const enough = providers.filter(({ n }) => n !== null && n >= ENOUGH).length
  const signals = providers.reduce((sum, { openSignals }) => sum + openSignals, 0)
  return (
    <section class="ew-lead ew-lead--single" aria-labelledby="lead">
      <div>
        <h1 class="ew-lead__title" id="lead">
          {leadOf(providers.length, enough)}
        </h1>
        {signals > 0 && <p class="ew-lead__more">{say('lead.signals', { count: signals })}</p>}
      </div>
    </section>
  )
}

/** When the contract ends, and how soon where that is near: a fact, no warning. */
function contractInWords({ contractFrom, contractUntil, contractNote }: FollowedCare, today: string): string {
  const note = contractNote === '' ? '' : say('contract.note', { note: contractNote })
  if (contractUntil === null)
    return [contractFrom === null ? '' : say('contract.from', { day: dayInWords(contractFrom) }), note].join(' ').trim()
  const days = Math.round((Date.parse(contractUntil) - Date.parse(today)) / DAY_MS)
  const until = say(days < 0 ? 'contract.over' : 'contract.until', { day: dayInWords(contractUntil) })
  const soon = days >= 0 && days <= NEAR_DAYS ? say('contract.days', { count: days }) : ''
  return [until, soon, note].filter((part) => part !== '').join(' ')
}

interface RowProps {
  readonly provider: FollowedProvider
  readonly today: string
  readonly onTalk: (day: string | null) => void
  readonly onSignedOut: () => void
}

function Row({ provider, today, onTalk, onSignedOut }: RowProps) {
  const { id, name, care, n, lastAnswer, openSignals } = provider
  const query = new URLSearchParams({ provider: id })
  return (
    <tr>
      <th scope="row">
        <a class="ew-table__link" href={`/resultaten?${query}`}>
          {name}
        </a>
      </th>
      <td data-label={say('care')}>
        {care.length === 0 ? (
          <span>{say('care.none')}</span>
        ) : (
          <ul class="ew-portfolio__care">
            {care.map((one) => (
              <li key={one.name}>
                {one.name}
                <span class="ew-table__sub">{contractInWords(one, today)}</span>
              </li>
            ))}
          </ul>
        )}
      </td>
      <td data-label={say('n')}>
        <span>{n === null ? say('n.few') : count(n)}</span>
      </td>
      <td data-label={say('last')}>
        <span>{lastAnswer === null ? '–' : monthInWords(lastAnswer)}</span>
      </td>
      <td data-label={say('signals')}>
        <span>
          {openSignals === 0 ? (
            say('signals.none')
          ) : (
            <a href={`/resultaten/antwoorden?${query}`}>{say('signals.open', { count: openSignals })}</a>
          )}
        </span>
      </td>
      <td data-label={say('talk')}>
        <Talk provider={provider} today={today} say={say} onTalk={onTalk} onSignedOut={onSignedOut} />
        <a href={`/resultaten/gesprek?${query}`} aria-label={say('talk.write.of', { name })}>
          {say('talk.write')}
        </a>
      </td>
    </tr>
  )
}
