import { Frame, Title } from './frame.tsx'
import { Icon, LANGUAGE, NEXT } from './icon.tsx'
import { Note } from './note.tsx'
import type { Action } from './press.tsx'
import { Tile } from './tile.tsx'
import { marked, type Scene } from './words.ts'

interface LanguageProps {
  readonly scene: Scene
  /** Each in its own words. */
  readonly languages: readonly { readonly code: string; readonly name: string }[]
  /** The chosen one. */
  readonly language: string
  /** The one that cannot be had without a connection. */
  readonly missing?: string | null
  readonly choose: (language: string) => void
  readonly next: Action
  /** Absent on the first screen. */
  readonly back?: Action | undefined
}

export function LanguageScreen({ scene, languages, language, missing, choose, next, back }: LanguageProps) {
  const { t } = scene
  const lost = languages.find(({ code }) => code === missing)
  return (
    <Frame scene={scene} kind="languages" back={back} next={{ label: t('next'), act: next, icon: NEXT }}>
      <fieldset class="ew-languages__fieldset">
        <legend class="ew-question__head">
          <span class="ew-languages__head">
            <Icon sign={LANGUAGE} />
            <Title>{t('language.title')}</Title>
          </span>
        </legend>
        {lost && (
          <Note title={marked(scene, { text: lost.name, language: lost.code })} icon={LANGUAGE} live>
            <p>{t('language.offline')}</p>
          </Note>
        )}
        <div class="ew-languages__list">
          {languages.map(({ code, name }) => (
            <Tile
              key={code}
              name="language"
              value={code}
              label={name}
              language={code}
              chosen={code === language}
              choose={() => choose(code)}
              look="ew-answer-tile--language"
            />
          ))}
        </div>
      </fieldset>
    </Frame>
  )
}
