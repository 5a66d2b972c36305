import type { ComponentChildren } from 'preact'
import { directionOf } from '../../shared/survey/text.ts'
import { CHECK, Icon } from './icon.tsx'
import type { Text } from './words.ts'

interface TileProps {
  readonly name: string
  readonly value: string
  readonly label: Text
  /** Written when it is another than that of the page. */
  readonly language?: string | undefined
  readonly chosen: boolean
  readonly choose: () => void
  /** Several may be chosen. */
  readonly several?: boolean
  readonly look?: string | undefined
  readonly children?: ComponentChildren
}

/** A large answer: the native radio (or box) fills the whole tile, so that picture, word and edge all choose it. */
export function Tile(props: TileProps) {
  const { name, value, label, language, chosen, choose, several, look, children } = props
  return (
    <label
      class={look ? `ew-answer-tile ${look}` : 'ew-answer-tile'}
      lang={language}
      dir={language ? directionOf(language) : undefined}
    >
      <input
        class="ew-answer-tile__input"
        autocomplete="off"
        type={several ? 'checkbox' : 'radio'}
        name={name}
        value={value}
        checked={chosen}
        onChange={choose}
      />
      {children}
      <span class="ew-answer-tile__label">{label}</span>
      <span class="ew-answer-tile__check">
        <Icon sign={CHECK} />
      </span>
    </label>
  )
}
