import { HelpScreen } from '../../client/screens/help.tsx'
import type { Action } from '../../client/screens/press.tsx'
import type { TextSize } from '../plain/token.ts'
import { link, send } from './action.ts'
import type { Sheet } from './document.tsx'
import { nothing } from './question.tsx'
import { type Drawing, sceneOf } from './scene.ts'

/** Where answers are taken back by their code. */
export const WITHDRAW = link('/intrekken')

interface Given {
  readonly drawing: Drawing
  /** Name of the screen that it belongs to. */
  readonly of: string
  readonly size?: TextSize
  readonly language?: Action | undefined
  readonly withdraw?: Action | undefined
}

/** "Hulp nodig?" of one screen: it lies in the same page, so that it opens without a connection and what was chosen
 *  stays. */
export function helpSheet({ drawing, of, size = '100', language, withdraw }: Given): Sheet {
  const resize = (to: TextSize) => send(`size:${to}:${of}`)
  const screen = (
    <HelpScreen
      scene={sceneOf(drawing, { leave: send('leave') })}
      lines={drawing.card.help}
      language={drawing.words.language}
      size={size}
      queue={{ waiting: 0, quarantined: 0, save: nothing }}
      on={{ size: nothing, resize, language, withdraw, back: link(`#${of}`) }}
    />
  )
  return { name: `hulp-${of}`, screen }
}
