import type { Piece } from '../../shared/personal/find.ts'
import { Big } from './ask.tsx'
import { Frame, Title } from './frame.tsx'
import { NEXT } from './icon.tsx'
import { CHANGE } from './later-icons.ts'
import type { Action } from './press.tsx'
import { languageOf, type SurveyScene } from './words.ts'

interface PersonalProps {
  readonly scene: SurveyScene
  /** Sentences of the person's own text, as `personalSentences` gives them. */
  readonly sentences: readonly (readonly Piece[])[]
  readonly on: { readonly change: Action; readonly keep: Action; readonly back: Action }
}

/** A kind word before an answer is sent in which somebody may be named. The person decides. */
export function PersonalScreen({ scene, sentences, on }: PersonalProps) {
  const { t, language } = scene
  return (
    <Frame scene={scene} kind="ask" back={on.back}>
      <div>
        <Title>{t('personal.title')}</Title>
        <p class="ew-ask__text">{t('personal.text')}</p>
      </div>
      <ul class="ew-found" {...languageOf(scene, language)}>
        {sentences.map((pieces, index) => (
          <li class="ew-found__sentence" dir="auto" key={index}>
            {pieces.map((piece, place) =>
              piece.found ? (
                <mark class="ew-found__part" key={place}>
                  {piece.text}
                </mark>
              ) : (
                piece.text
              ),
            )}
          </li>
        ))}
      </ul>
      <p class="ew-visually-hidden">{t('personal.parts')}</p>
      <ul class="ew-visually-hidden">
        {sentences.flat().flatMap(({ text, found }, index) => (found ? <li key={index}>{text}</li> : []))}
      </ul>
      <div class="ew-ask__choices">
        <Big icon={CHANGE} label={t('personal.change')} act={on.change} />
        <Big icon={NEXT} label={t('personal.keep')} act={on.keep} />
      </div>
    </Frame>
  )
}
