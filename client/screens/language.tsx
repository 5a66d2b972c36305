import { Frame, Title } from './frame.tsx'
import { Icon, LANGUAGE, NEXT } from './icon.tsx'
import type { Action } from './press.tsx'
import { Tile } from './tile.tsx'
import type { Scene } from './words.ts'

interface LanguageProps {
  readonly scene: Scene
  /** Each in its own words. */
  readonly languages: readonly { readonly code: string; readonly name: string }[]
  readonly language: string
  readonly on: { readonly choose: (language: string) => void; readonly done: Action }
}

export function LanguageScreen({ scene, languages, language, on }: LanguageProps) {
  const { t } = scene
  return (
    <Frame scene={scene} kind="languages" back={on.done} next={{ label: t('next'), act: on.done, icon: NEXT }}>
      <fieldset class="ew-languages__fieldset">
        <legend class="ew-question__head">
          <span class="ew-languages__head">
            <Icon sign={LANGUAGE} />
            <Title>{t('language.title')}</Title>
          </span>
        </legend>
        <div class="ew-languages__list">
          {languages.map(({ code, name }) => (
            <Tile
              key={code}
              name="language"
              value={code}
              label={name}
              language={code}
              chosen={code === language}
              choose={() => on.choose(code)}
              look="ew-answer-tile--language"
            />
          ))}
        </div>
      </fieldset>
    </Frame>
  )
}
