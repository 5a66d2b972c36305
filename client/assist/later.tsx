import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Words } from '../lib/i18n.ts'

interface LaterProps<Part> {
  readonly words: Words
  readonly load: () => Promise<Part>
  readonly draw: (part: Part) => VNode
}

/** A part of the app that comes when it is needed. It is in the precache, so that it comes without a connection too. */
export function Later<Part>({ words, load, draw }: LaterProps<Part>) {
  const [part, setPart] = useState<{ readonly it: Part } | null>(null)
  const [lost, setLost] = useState(false)
  useEffect(() => {
    void load().then(
      (it) => setPart({ it }),
      () => setLost(true),
    )
    // Loaded once: another part is another element.
  }, [])
  if (part) return draw(part.it)
  return (
    <main class="ew-assist__main">
      {lost ? (
        <button type="button" class="ew-button ew-button--primary" onClick={() => location.reload()}>
          {words.say('message.again')}
        </button>
      ) : (
        <p>{words.say('loading')}</p>
      )}
    </main>
  )
}
