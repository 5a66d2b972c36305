import type { Picture } from '../../shared/survey/survey.ts'
import { tell } from '../../shared/survey/text.ts'
import { languageOf, type SurveyScene } from './words.ts'

interface DrawingProps {
  readonly picture: Picture
  readonly look: string
  /** With it the picture is described in words; without it, it is ornament. */
  readonly scene?: SurveyScene | undefined
}

/** A drawing that came with the survey, as an image: nothing in it can run, and it needs no request. */
export function Drawing({ picture, look, scene }: DrawingProps) {
  const alt = scene && tell(picture.alt, scene.language, scene.survey.languages[0])
  return (
    <img
      class={picture.mirror ? `${look} ew-mirror` : look}
      src={`data:image/svg+xml,${encodeURIComponent(picture.svg)}`}
      alt={alt?.text ?? ''}
      {...(scene && alt?.text ? languageOf(scene, alt.language) : {})}
    />
  )
}

/** The picture above the words; without a scene it is only ornament. */
export function Stage(props: { readonly picture: Picture | undefined; readonly scene?: SurveyScene }) {
  const { picture, scene } = props
  return picture ? (
    <div class="ew-stage">
      <Drawing picture={picture} look="ew-stage__picture" scene={scene} />
    </div>
  ) : null
}
