import type { CollectorReply } from '../../shared/wire.ts'
import type { Words } from '../lib/i18n.ts'
import type { Pick } from './station.ts'

interface PicksProps {
  readonly words: Words
  readonly picks: readonly Pick[]
  readonly siteOf: (reply: CollectorReply) => string
}

/** The collectors of this device: talks and forms on paper. Each has its own address. */
export function Picks({ words: { say }, picks, siteOf }: PicksProps) {
  return (
    <section class="ew-assist__form">
      <h1 class="ew-assist__title" tabIndex={-1}>
        {say('pick.title')}
      </h1>
      <ul class="ew-assist__picks">
        {picks.map(({ code, reply, paused }) => (
          <li key={code}>
            {reply ? (
              <a class="ew-button ew-button--secondary ew-button--big" href={`/afname/${code}`}>
                <span>
                  {say(reply.collector.channel === 'paper' ? 'pick.paper' : 'pick.talk')}
                  <span class="ew-option__hint">{siteOf(reply)}</span>
                </span>
              </a>
            ) : (
              <p class="ew-assist__warning">{say(paused ? 'pick.paused' : 'pick.missing', { code })}</p>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
