import { Frame, Title } from '../../client/screens/frame.tsx'
import { CHECK, Icon, LANGUAGE, NEXT } from '../../client/screens/icon.tsx'
import type { LanguageName } from '../../client/screens/offered.ts'
import type { Scene } from '../../client/screens/words.ts'
import { directionOf } from '../../shared/survey/text.ts'
import { link } from './action.ts'
import type { Sheet } from './document.tsx'

interface Given {
  readonly scene: Scene
  readonly languages: readonly LanguageName[]
  /** The language of this page. */
  readonly language: string
  /** Address of the page in another language. */
  readonly addressIn: (code: string) => string
}

/** The choice of a language as the app draws it (client/screens/language.tsx), but each name is a link: one press leads on,
 *  to this page in that language. The language that it is in already needs no request. */
export function languageSheet({ scene, languages, language, addressIn }: Given): Sheet {
  const screen = (
    <Frame scene={scene} kind="languages" next={{ label: scene.t('next'), act: link('#begin'), icon: NEXT }}>
      <fieldset class="ew-languages__fieldset">
        <legend class="ew-question__head">
          <span class="ew-languages__head">
            <Icon sign={LANGUAGE} />
            <Title>{scene.t('language.title')}</Title>
          </span>
        </legend>
        <div class="ew-languages__list">
          {languages.map((each) => (
            <LinkTile key={each.code} {...each} to={each.code === language ? '#begin' : addressIn(each.code)} />
          ))}
        </div>
      </fieldset>
    </Frame>
  )
  return { name: 'taal', screen }
}

/** Looks like a tile; one that stays in the page is marked as chosen. */
function LinkTile({ code, name, to }: LanguageName & { readonly to: string }) {
  const chosen = to.startsWith('#')
  return (
    <a
      class="ew-answer-tile ew-answer-tile--language"
      href={to}
      lang={code}
      dir={directionOf(code)}
      aria-current={chosen ? 'true' : undefined}
    >
      <span class={chosen ? 'ew-answer-tile__input ew-checked' : 'ew-answer-tile__input'} />
      <span class="ew-answer-tile__label">{name}</span>
      {chosen && (
        <span class="ew-answer-tile__check">
          <Icon sign={CHECK} />
        </span>
      )}
    </a>
  )
}
