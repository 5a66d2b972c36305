import type { ComponentChildren } from 'preact'
import { type Comfort, Sample, STYLES, StyleLegend } from '../../client/screens/comfort.tsx'
import { SIZES, SizeLegend, SizeSample } from '../../client/screens/help.tsx'
import { CHECK, Icon } from '../../client/screens/icon.tsx'
import { CONTRAST } from '../../client/screens/later-icons.ts'
import type { Scene, Text } from '../../client/screens/words.ts'

interface ComfortProps {
  readonly scene: Scene
  readonly comfort: Comfort
  /** Name of the screen that the help belongs to. */
  readonly of: string
  /** Where the form of the page goes. */
  readonly action: string
}

/** What one sees best, as the app draws it (client/screens/help.tsx), but one press chooses: the page comes back with its
 *  help open, as it then looks. */
export function ComfortSheet({ scene: { t }, comfort, of, action }: ComfortProps) {
  const to = (deed: string) => ({ value: `${deed}:${of}`, formaction: `${action}#hulp-nu` })
  const high = comfort.contrast === 'high'
  return (
    <>
      <fieldset class="ew-help__size">
        <SizeLegend t={t} />
        <div class="ew-help__sizes">
          {SIZES.map((size) => (
            <PressTile
              key={size}
              {...to(`size:${size}`)}
              look="ew-answer-tile--size"
              label={t(`help.size-${size}`)}
              chosen={size === comfort.size}
            >
              <SizeSample size={size} />
            </PressTile>
          ))}
        </div>
      </fieldset>
      <fieldset class="ew-help__styles">
        <StyleLegend t={t} />
        <div class="ew-help__sizes">
          {STYLES.map((style) => (
            <PressTile
              key={style}
              {...to(`style:${style}`)}
              look="ew-answer-tile--size"
              label={t(`help.style-${style}`)}
              chosen={style === comfort.style}
            >
              <Sample style={style} />
            </PressTile>
          ))}
        </div>
      </fieldset>
      <PressTile
        {...to(`contrast:${high ? 'normal' : 'high'}`)}
        look="ew-answer-tile--row"
        label={t('help.contrast')}
        chosen={high}
      >
        <Icon sign={CONTRAST} />
      </PressTile>
    </>
  )
}

interface PressTileProps {
  readonly value: string
  readonly formaction: string
  readonly look: string
  readonly label: Text
  readonly chosen: boolean
  readonly children: ComponentChildren
}

/** A button that looks like a tile (client/screens/tile.tsx), with a tick when it is chosen. */
function PressTile({ value, formaction, look, label, chosen, children }: PressTileProps) {
  return (
    <button
      class={`ew-answer-tile ${look}`}
      type="submit"
      name="do"
      value={value}
      formaction={formaction}
      aria-pressed={chosen}
    >
      <span class={chosen ? 'ew-answer-tile__input ew-checked' : 'ew-answer-tile__input'} />
      {children}
      <span class="ew-answer-tile__label">{label}</span>
      {chosen && (
        <span class="ew-answer-tile__check">
          <Icon sign={CHECK} />
        </span>
      )}
    </button>
  )
}
