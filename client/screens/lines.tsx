import type { HelpLine } from '../../shared/municipality.ts'
import { say } from '../../shared/survey/text.ts'
import { Icon } from './icon.tsx'
import { PHONE } from './later-icons.ts'
import type { Translate } from './words.ts'

interface LinesProps {
  readonly lines: readonly HelpLine[]
  readonly language: string
  readonly t: Translate
}

/** Where people get help, to call at once. An example number cannot be called by mistake. */
export function HelpLines({ lines, language, t }: LinesProps) {
  return (
    <ul class="ew-help__rows">
      {lines.map((line, index) => (
        <li key={index}>
          <p class="ew-help__name">{say(line.name, language)}</p>
          <Phone line={line} t={t} />
          {line.url && (
            <a class="ew-help__site" href={line.url} rel="noreferrer">
              {t('help.site')}
              <span class="ew-visually-hidden"> {say(line.name, language)}</span>
            </a>
          )}
        </li>
      ))}
    </ul>
  )
}

function Phone({ line, t }: { readonly line: HelpLine; readonly t: Translate }) {
  if (!line.phone) return null
  if (line.placeholder) {
    return (
      <p>
        <bdi>{line.phone}</bdi>. {t('help.example')}
      </p>
    )
  }
  return (
    <a class="ew-button ew-button--secondary ew-help__row" href={`tel:${line.phone.replace(/[^+\d]/g, '')}`}>
      <Icon sign={PHONE} />
      {t('help.call', { phone: line.phone })}
    </a>
  )
}
