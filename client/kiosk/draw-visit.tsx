import type { VNode } from 'preact'
import { isEarly, type Model } from '../respond/model.ts'
import { sceneOf } from '../respond/scene.ts'
import type { TextSize } from '../screens/help.tsx'
import { TEXT_SIZE } from '../screens/later-icons.ts'
import { MessageScreen } from '../screens/message.tsx'
import { SharedThanks } from '../screens/shared-thanks.tsx'
import type { Nav, Scene } from '../screens/words.ts'
import type { Kiosk } from './kiosk.tsx'
import { News } from './news.tsx'
import { ReadyScreen, StuckScreen, UndoScreen } from './screens.tsx'
import { type KioskKey, say } from './words.ts'

/** What the kiosk draws in another way than a phone; undefined for all else. */
export function drawVisit(kiosk: Kiosk): VNode | null | undefined {
  const { context, end, undo } = kiosk
  const visit = kiosk.visit()
  const model = context.model()
  const { stage, run, sheet } = model
  if (sheet) return undefined
  const scene: Scene = sceneOf(model, context)
  /** Without a top row: the screen goes away by itself. */
  const bare: Scene = { ...scene, nav: {} }
  const words = (key: KioskKey) => say(model, key)
  if (visit.stuck && (stage.at === 'saving' || stage.at === 'not-kept')) {
    const on = { again: () => context.act({ type: 'finish' }), drop: () => context.act({ type: 'discard' }) }
    return <StuckScreen scene={bare} say={words} on={on} />
  }
  if (stage.at === 'thanks') {
    const { help } = scene.nav
    const more = <News news={model.reply?.news} title={words('told.title')} />
    const shown = { ...bare, nav: { help } }
    return <SharedThanks scene={shown} label={words('done')} sent={stage.fate === 'sent'} end={end} more={more} />
  }
  if (stage.at === 'message') {
    const next = { label: words('done'), act: end }
    return <MessageScreen scene={bare} title={`${stage.name}.title`} text={`${stage.name}.text`} next={next} />
  }
  if (stage.at !== 'run') return undefined
  if (visit.undoing) return <UndoScreen scene={bare} say={words} undo={undo} />
  if (run?.place.at !== 'overview' || visit.reviewing) return undefined
  if (visit.one) return <MessageScreen scene={bare} title="saving" />
  const on = {
    send: () => context.act({ type: 'finish' }),
    look: kiosk.review,
    back: () => context.act({ type: 'back' }),
  }
  return <ReadyScreen scene={scene} say={words} on={on} />
}

const LARGER: Readonly<Record<TextSize, TextSize>> = { '100': '125', '125': '150', '150': '100' }

/** Help, larger text and a way to stop on every screen; never a way out. */
export function topRow(nav: Nav, { context, end }: Kiosk): Nav {
  const model: Model = context.model()
  const { help, language } = nav
  const size = LARGER[model.comfort.size]
  return {
    help,
    language,
    more: { label: say(model, 'larger'), act: () => context.act({ type: 'size', size }), icon: TEXT_SIZE },
    stop: nav.stop ?? (isEarly(model) && !model.sheet ? end : undefined),
  }
}
