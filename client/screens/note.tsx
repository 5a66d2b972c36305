import type { ComponentChildren } from 'preact'
import { Icon, type Sign } from './icon.tsx'
import type { Text } from './words.ts'

interface NoteProps {
  readonly title: Text
  readonly icon: Sign
  /** Read out when it changes. */
  readonly live?: boolean
  readonly children?: ComponentChildren
}

/** A calm message. */
export function Note({ title, icon, live, children }: NoteProps) {
  return (
    <div class="ew-note" role={live ? 'status' : undefined}>
      <span class="ew-note__badge">
        <Icon sign={icon} />
      </span>
      <div>
        <p class="ew-note__title">{title}</p>
        {children}
      </div>
    </div>
  )
}
