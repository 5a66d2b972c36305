import { HelpScreen } from '../../client/screens/help.tsx'
import type { Action } from '../../client/screens/press.tsx'
import { plain } from '../../client/screens/words.ts'
import { link, send } from './action.ts'
import { ComfortSheet } from './comfort-sheet.tsx'
import type { Sheet } from './document.tsx'
import { nothing } from './question.tsx'
import { type Drawing, sceneOf, warned } from './scene.ts'

/** Where answers are taken back by their code, in that language. */
export function withdrawIn(language: string): Action {
  return link(`/intrekken?taal=${language}`)
}

interface Given {
  readonly drawing: Drawing
  /** Name of the screen that it belongs to. */
  readonly of: string
  /** Where the form of the page goes; absent where nothing can be chosen to see better. */
  readonly action?: string | undefined
  readonly language?: Action | undefined
  readonly withdraw?: Action | undefined
  /** The page holds answers that nobody else has. */
  readonly holds?: boolean
}

/** "Hulp nodig?" of one screen: it lies in the same page, so that it opens without a connection and what was chosen
 *  stays. */
export function helpSheet({ drawing, of, action, language, withdraw, holds }: Given): Sheet {
  const drawn = sceneOf(drawing, { leave: send('leave') })
  const scene = { ...drawn, bar: { role: 'navigation', 'aria-label': plain(drawn.t('back')) } as const }
  const screen = (
    <HelpScreen
      scene={holds ? warned(scene, 'plain.open', 'plain.back') : scene}
      lines={drawing.card.help}
      language={drawing.words.language}
      queue={{ waiting: 0, quarantined: 0, save: nothing }}
      comfort={action && <ComfortSheet scene={scene} of={of} action={action} comfort={drawing.comfort} />}
      on={{ language, withdraw, back: link(`#${of}`) }}
    />
  )
  return { name: `hulp-${of}`, screen }
}
