import type { Picture } from '../../shared/survey/survey.ts'
import { say } from '../../shared/survey/text.ts'

/** A drawing that came with the survey, as an image: nothing in it can run, and it needs no request. */
export function Drawing(props: { readonly picture: Picture; readonly look: string; readonly language?: string }) {
  const { picture, look, language } = props
  return (
    <img
      class={picture.mirror ? `${look} ew-mirror` : look}
      src={`data:image/svg+xml,${encodeURIComponent(picture.svg)}`}
      alt={language ? say(picture.alt, language) : ''}
    />
  )
}

/** The picture above the words; without a language it is only ornament. */
export function Stage({ picture, language }: { readonly picture: Picture | undefined; readonly language?: string }) {
  return picture ? (
    <div class="ew-stage">
      <Drawing picture={picture} look="ew-stage__picture" {...(language ? { language } : {})} />
    </div>
  ) : null
}
