import type { Art } from './answers.ts'
import type { AnswerStyle } from './comfort.tsx'
import { drawSign } from './sign.tsx'
import { Thumb } from './thumb.tsx'
import type { DrawSign } from './words.ts'

/** How answers are drawn in that style; null for the usual one, with faces. */
export function signIn(style: AnswerStyle): DrawSign | null {
  switch (style) {
    case 'faces':
      return null
    case 'thumbs':
      return drawThumb
    case 'words':
      return () => null
  }
}

/** Only places on a scale have a thumb; other answers keep their sign. */
function drawThumb(art: Art, look: string) {
  if (!('face' in art) || art.face === 'dont-know' || art.face === 'not-applicable') return drawSign(art, look)
  return <Thumb of={art.face} look={look} />
}
