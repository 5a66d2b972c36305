import type { ComponentChildren } from 'preact'

/** What a control does. In the app that is a function. On a page without script its button sends a word with the form,
 *  or it is a link. */
export type Action = (() => void) | { readonly send: string } | { readonly to: string }

interface PressProps {
  readonly act: Action
  /** Its classes beside `ew-button`. */
  readonly look: string
  readonly language?: string | undefined
  readonly children: ComponentChildren
}

/** A control with words in it. */
export function Press({ act, look, language, children }: PressProps) {
  const props = { class: `ew-button ${look}`, lang: language }
  if ('to' in act) {
    return (
      <a {...props} href={act.to}>
        {children}
      </a>
    )
  }
  const does = 'send' in act ? ({ type: 'submit', name: 'do', value: act.send } as const) : { onClick: act }
  return (
    <button type="button" {...props} {...does}>
      {children}
    </button>
  )
}
