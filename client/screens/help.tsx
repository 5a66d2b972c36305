import type { ComponentChildren } from 'preact'
import type { HelpLine } from '../../shared/municipality.ts'
import { Frame, Title } from './frame.tsx'
import { Icon, LANGUAGE } from './icon.tsx'
import { TAKE_BACK, TEXT_SIZE } from './later-icons.ts'
import { HelpLines } from './lines.tsx'
import { type Action, Press } from './press.tsx'
import { type Queue, QueueNote } from './queue.tsx'
import { Tile } from './tile.tsx'
import type { Scene, Translate, WordKey } from './words.ts'

export type TextSize = '100' | '125' | '150'
export const SIZES: readonly TextSize[] = ['100', '125', '150']

interface HelpProps {
  readonly scene: Scene
  readonly lines: readonly HelpLine[]
  readonly language: string
  /** Absent where `comfort` has the choice of a size too. */
  readonly size?: TextSize
  readonly queue: Queue
  /** What is to be said of the voice that reads aloud. */
  readonly voice?: WordKey | null
  /** More that can be chosen to see better. */
  readonly comfort?: ComponentChildren
  readonly on: {
    readonly size?: (size: TextSize) => void
    /** Absent when there is one language. */
    readonly language?: Action | undefined
    /** Takes answers back by a code; absent where that would leave a page with answers on it. */
    readonly withdraw?: Action | undefined
    readonly back: Action
  }
}

export function HelpScreen({ scene, lines, language, size, queue, comfort, voice, on }: HelpProps) {
  const { t } = scene
  return (
    <Frame scene={scene} kind="help" back={on.back}>
      <Title>{t('help.title')}</Title>
      <HelpLines lines={lines.filter(isUrgent)} language={language} scene={scene} />
      {on.size && <Sizes t={t} size={size} choose={on.size} />}
      {comfort}
      {on.language && (
        <Press act={on.language} look="ew-button--secondary ew-help__row">
          <Icon sign={LANGUAGE} />
          {t('help.language')}
        </Press>
      )}
      <HelpLines lines={lines.filter((line) => !isUrgent(line))} language={language} scene={scene} />
      {on.withdraw && (
        <Press act={on.withdraw} look="ew-button--secondary ew-help__row">
          <Icon sign={TAKE_BACK} />
          {t('withdraw.open')}
        </Press>
      )}
      <QueueNote t={t} queue={queue} />
      {voice && <p>{t(voice)}</p>}
      {/* Without script no key is heard. */}
      {on.size && scene.nav.leave && <p>{t('leave.keys')}</p>}
    </Frame>
  )
}

interface SizesProps {
  readonly t: Translate
  readonly size: TextSize | undefined
  readonly choose: (size: TextSize) => void
}

function Sizes({ t, size, choose }: SizesProps) {
  return (
    <fieldset class="ew-help__size">
      <SizeLegend t={t} />
      <div class="ew-help__sizes">
        {SIZES.map((each) => (
          <Tile
            key={each}
            name="size"
            value={each}
            label={t(`help.size-${each}`)}
            chosen={each === size}
            choose={() => choose(each)}
            look="ew-answer-tile--size"
          >
            <SizeSample size={each} />
          </Tile>
        ))}
      </div>
    </fieldset>
  )
}

export function SizeLegend({ t }: { readonly t: Translate }) {
  return (
    <legend class="ew-help__label">
      <Icon sign={TEXT_SIZE} />
      {t('help.size')}
    </legend>
  )
}

/** What that size looks like. */
export function SizeSample({ size }: { readonly size: TextSize }) {
  return (
    <span class={`ew-answer-tile__sample ew-answer-tile__sample--${size}`} aria-hidden="true">
      A
    </span>
  )
}

const isUrgent = ({ kind }: HelpLine) => kind === 'urgent'
