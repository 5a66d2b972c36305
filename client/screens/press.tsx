import { type ComponentChildren, h } from 'preact'

/** What a control does. In the app that is a function. On a page without script it is what the control is made with: the
 *  word that its button sends with the form (to another address where `formaction` says so), or the address that it leads
 *  to. */
export type Action =
  | (() => void)
  | { readonly type: 'submit'; readonly name: 'do'; readonly value: string; readonly formaction?: string | undefined }
  | { readonly type: undefined; readonly href: string }

interface PressProps {
  readonly act: Action
  /** Its classes beside `ew-button`. */
  readonly look: string
  readonly children: ComponentChildren
}

/** A control with words in it. */
export function Press({ act, look, children }: PressProps) {
  const does = typeof act === 'function' ? { onClick: act } : act
  return h('href' in does ? 'a' : 'button', { type: 'button', class: `ew-button ${look}`, ...does }, children)
}
