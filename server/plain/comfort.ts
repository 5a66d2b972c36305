import { type Comfort, STYLES } from '../../client/screens/comfort.tsx'
import { SIZES } from '../../client/screens/help.tsx'
import type { Fields } from './fields.ts'

/** As long as nothing was chosen. */
export const USUAL: Comfort = { size: '100', contrast: null, style: 'faces' }

const DEEDS = ['size', 'style', 'contrast']

/** Whether that press chooses how a person sees best. */
export function isComfort(deed: string): boolean {
  return DEEDS.includes(deed)
}

/** What a press of that kind makes of it; the same for one that there is not. */
export function comfortAfter(before: Comfort, { deed, of }: Pick<Fields, 'deed' | 'of'>): Comfort {
  switch (deed) {
    case 'size':
      return { ...before, size: SIZES.find((size) => size === of) ?? before.size }
    case 'style':
      return { ...before, style: STYLES.find((style) => style === of) ?? before.style }
    case 'contrast':
      return of === 'high' || of === 'normal' ? { ...before, contrast: of } : before
    default:
      return before
  }
}
