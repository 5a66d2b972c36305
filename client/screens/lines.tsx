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
        <li class="ew-help__line" key={index}>
          <Phone line={line} name={say(line.name, language)} t={t} />
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

interface PhoneProps {
  readonly line: HelpLine
  readonly name: string
  readonly t: Translate
}

function Phone({ line: { phone, placeholder }, name, t }: PhoneProps) {
  if (phone && !placeholder) {
    return (
      <a class="ew-button ew-button--secondary ew-help__row" href={`tel:${phone.replace(/[^+\d]/g, '')}`}>
        <Icon sign={PHONE} />
        <span>
          <span class="ew-help__name">{name}</span> {t('help.call', { phone })}
        </span>
      </a>
    )
  }
  return (
    <p class="ew-help__plain">
      {name}
      {phone && (
        <>
          : <bdi>{phone}</bdi>. {t('help.example')}
        </>
      )}
    </p>
  )
}
