import { directionOf } from '../../shared/survey/text.ts'
import type { Words } from '../lib/i18n.ts'
import { Title } from '../screens/frame.tsx'
import { offered } from '../screens/offered.ts'
import { ReachHelp, silentOrNone } from './reach.tsx'
import type { OutReason } from './station.ts'
import { sayIn } from './words.ts'

interface OutProps {
  readonly why: OutReason
  readonly code: string
  readonly languages: readonly string[]
  readonly wordsIn: (language: string) => Words
  readonly serverDay: string | null
}

/** The kiosk takes nothing now: plain words for the visitor in every language, and a line for staff. */
export function OutScreen({ why, code, languages, wordsIn, serverDay }: OutProps) {
  const [, ...others] = offered([...new Set(['nl', ...languages])], [])
  const nl = wordsIn('nl')
  return (
    <main class="ew-out">
      <Title>{sayIn(nl, 'nl', 'out.title')}</Title>
      <p class="ew-out__text">{sayIn(nl, 'nl', 'out.text')}</p>
      <ul class="ew-out__others">
        {others.map(({ code: language }) => (
          <li key={language} lang={language} dir={directionOf(language)}>
            {sayIn(wordsIn(language), language, 'out.title')}
          </li>
        ))}
      </ul>
      <p class="ew-out__staff">
        {sayIn(nl, 'nl', 'staff.why')} {sayIn(nl, 'nl', `staff.out.${why}`, { code })}
      </p>
      {why === 'offline' && (
        <div class="ew-out__staff">
          <ReachHelp nl={nl} reach={silentOrNone()} serverDay={serverDay} />
        </div>
      )}
    </main>
  )
}
