import { cloneElement } from 'preact'
import type { HelpLine } from '../../shared/municipality.ts'
import { tell } from '../../shared/survey/text.ts'
import { Icon } from './icon.tsx'
import { PHONE } from './later-icons.ts'
import { marked, plain, type Scene, type Text } from './words.ts'

interface LinesProps {
  readonly scene: Scene
  readonly lines: readonly HelpLine[]
  readonly language: string
}

/** Where people get help, to call at once. An example number cannot be called by mistake. */
export function HelpLines({ scene, lines, language }: LinesProps) {
  return (
    <ul class="ew-help__rows">
      {lines.map((line, index) => {
        const name = marked(scene, tell(line.name, language))
        return (
          <li class="ew-help__line" key={index}>
            <Phone scene={scene} line={line} name={name} />
            {line.url && !scene.stays && (
              <a class="ew-help__site" href={line.url} rel="noreferrer">
                {scene.t('help.site')}
                <span class="ew-visually-hidden"> {name}</span>
              </a>
            )}
          </li>
        )
      })}
    </ul>
  )
}

interface PhoneProps {
  readonly scene: Scene
  readonly line: HelpLine
  readonly name: Text
}

function Phone({ scene: { t, stays }, line: { phone, placeholder }, name }: PhoneProps) {
  if (phone && !placeholder && !stays) {
    return (
      <a class="ew-button ew-button--secondary ew-help__row" href={`tel:${phone.replace(/[^+\d]/g, '')}`}>
        <Icon sign={PHONE} />
        <span>
          <span class="ew-help__name">{name}</span> {setApart(t('help.call', { phone }), phone)}
        </span>
      </a>
    )
  }
  return (
    <p class="ew-help__plain">
      {name}
      {phone && (
        <>
          : <bdi dir="ltr">{phone}</bdi>
          {placeholder && <>. {t('help.example')}</>}
        </>
      )}
    </p>
  )
}

/** Words with a number in them that keeps its own order: from right to left its groups would change places. */
function setApart(words: Text, number: string) {
  const [before, after] = plain(words).split(number)
  const parts = [before, <bdi dir="ltr">{number}</bdi>, after]
  return typeof words === 'string' ? parts : cloneElement(words, {}, parts)
}
