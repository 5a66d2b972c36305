import type { Art } from './answers.ts'
import { Face } from './face.tsx'
import { Icon } from './icon.tsx'
import { Drawing } from './picture.tsx'

/** The sign above the word of an answer, as it usually is. */
export function drawSign(art: Art, look: string) {
  if ('face' in art) return <Face name={art.face} look={look} />
  if ('icon' in art) return <Icon sign={art.icon} look={`${look} ew-sign`} />
  return <Drawing picture={art.picture} look={look} />
}
