/** A run that is no more: finished, thrown away or left. Without an id it stands for every run of that collector. */
export interface Ended {
  readonly code: string
  readonly id?: string
}

/** Hears that counts may have changed, in whatever tab; `ended` is a run that came to its end in another tab. */
export type Listener = (ended: Ended | null) => void

export interface Bell {
  /** Rings in every tab of this app; only the others hear of what ended. */
  readonly ring: (ended?: Ended) => void
  readonly listen: (listener: Listener) => void
}

/** Rings in every tab of this app. */
export function createBell(): Bell {
  const listeners = new Set<Listener>()
  const tell = (ended: Ended | null) => {
    for (const listener of listeners) listener(ended)
  }
  const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('ervaringwijzer') : null
  channel?.addEventListener('message', ({ data }: MessageEvent<Ended | 'changed'>) =>
    tell(typeof data === 'object' ? data : null),
  )
  return {
    ring: (ended) => {
      tell(null)
      channel?.postMessage(ended ?? 'changed')
    },
    listen: (listener) => void listeners.add(listener),
  }
}
