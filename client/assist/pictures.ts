import type { AnsweredBy } from '../../shared/response.ts'
import type { Picture } from '../../shared/survey/survey.ts'
import other from '../../surveys/pictures/scenes/fill-in-other.svg?raw'
import self from '../../surveys/pictures/scenes/fill-in-self.svg?raw'
import together from '../../surveys/pictures/scenes/fill-in-together.svg?raw'

/** Who taps, as a drawing; the words beside it say the same. */
export const WHO_PICTURES: Readonly<Record<AnsweredBy, Picture>> = {
  self: { id: 'fill-in-self', svg: self, alt: {} },
  together: { id: 'fill-in-together', svg: together, alt: {} },
  'on-behalf': { id: 'fill-in-other', svg: other, alt: {} },
}
