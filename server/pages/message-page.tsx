import { type MessageName, MessageScreen } from '../../client/screens/message.tsx'
import type { MunicipalityCard } from '../../shared/municipality.ts'
import { USUAL } from '../plain/comfort.ts'
import { link, send } from './action.ts'
import type { Page } from './document.tsx'
import { helpSheet, withdrawIn } from './help-sheet.tsx'
import { drawingIn, sceneOf } from './scene.ts'

interface Given {
  readonly name: MessageName
  readonly card: MunicipalityCard
  /** As it stands in the address. */
  readonly code: string
  readonly language?: string
  readonly address?: 'u' | 'je'
  /** Whether the app may take the page over: it says the same. */
  readonly script?: boolean
}

/** Messages after which one can begin anew, or try once more. */
const AGAIN = { gone: 'gone.again', stale: 'gone.again', failed: 'again', paused: 'again' } as const

/** A page that only tells something. */
export function messagePage({ name, card, code, language = 'nl', address, script = false }: Given): Page {
  const drawing = drawingIn(language, card, address)
  const scene = sceneOf(drawing, { help: link('#hulp-nu'), leave: send('leave') })
  const own = `/v/${encodeURIComponent(code)}`
  const again = name in AGAIN ? AGAIN[name as keyof typeof AGAIN] : null // `in` has seen that it is there
  const next = again ? { label: scene.t(again), act: link(`${own}?taal=${language}`) } : undefined
  return {
    language: drawing.words.language,
    direction: drawing.words.direction,
    comfort: USUAL,
    action: own,
    hidden: {},
    enter: 'stay',
    sheets: [
      { name: 'nu', screen: <MessageScreen scene={scene} title={`${name}.title`} text={`${name}.text`} next={next} /> },
      helpSheet({ drawing, of: 'nu', withdraw: withdrawIn(drawing.words.language) }),
    ],
    script,
  }
}
