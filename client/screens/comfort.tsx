import { Face } from './face.tsx'
import type { TextSize } from './help.tsx'
import { Icon } from './icon.tsx'
import { ANSWERS, CONTRAST } from './later-icons.ts'
import { Thumb } from './thumb.tsx'
import { Tile } from './tile.tsx'
import type { Scene, Translate } from './words.ts'

/** What stands above the word of an answer on a scale. The answers and their codes stay the same. */
export type AnswerStyle = 'faces' | 'thumbs' | 'words'

/** How a person sees best. */
export interface Comfort {
  readonly size: TextSize
  /** As chosen here; null follows the device. */
  readonly contrast: 'high' | 'normal' | null
  readonly style: AnswerStyle
}

interface ComfortProps {
  readonly scene: Scene
  readonly contrast: boolean
  readonly style: AnswerStyle
  readonly on: { readonly contrast: (more: boolean) => void; readonly style: (style: AnswerStyle) => void }
}

/** The part of the help screen for what one sees best, beside the size of the text. */
export function ComfortChoices({ scene: { t }, contrast, style, on }: ComfortProps) {
  return (
    <>
      <fieldset class="ew-help__styles">
        <StyleLegend t={t} />
        <div class="ew-help__sizes">
          {STYLES.map((each) => (
            <Tile
              key={each}
              name="style"
              value={each}
              label={t(`help.style-${each}`)}
              chosen={each === style}
              choose={() => on.style(each)}
              look="ew-answer-tile--size"
            >
              <Sample style={each} />
            </Tile>
          ))}
        </div>
      </fieldset>
      <Tile
        name="contrast"
        value="high"
        label={t('help.contrast')}
        several
        chosen={contrast}
        choose={() => on.contrast(!contrast)}
        look="ew-answer-tile--row"
      >
        <Icon sign={CONTRAST} />
      </Tile>
    </>
  )
}

export const STYLES: readonly AnswerStyle[] = ['faces', 'thumbs', 'words']

export function StyleLegend({ t }: { readonly t: Translate }) {
  return (
    <legend class="ew-help__label">
      <Icon sign={ANSWERS} />
      {t('help.style')}
    </legend>
  )
}

/** What answers look like in that style. */
export function Sample({ style }: { readonly style: AnswerStyle }) {
  const look = 'ew-answer-tile__picture ew-answer-tile__picture--small'
  if (style === 'faces') return <Face name="face3-3" look={look} />
  return style === 'thumbs' ? <Thumb of="face3-3" look={look} /> : null
}
