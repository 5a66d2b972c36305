import { useCallback, useEffect, useState } from 'preact/hooks'
import { ask } from './requests.ts'

/** What a page shows is on its way, did not come, or is there. */
export type Loaded<T> =
  | { readonly at: 'loading' | 'failed'; readonly reply?: undefined }
  | { readonly at: 'there'; readonly reply: T }

/** What the server says at that address, and a function that asks again. What is on the screen stays there when it does not come
 *  anew. */
export function useLoaded<T>(path: string, onSignedOut: () => void): readonly [Loaded<T>, () => Promise<void>] {
  const [loaded, setLoaded] = useState<Loaded<T>>({ at: 'loading' })
  const load = useCallback(async () => {
    const reply = await ask<T>(path)
    if (reply.state === 'signed-out') onSignedOut()
    else if (reply.state === 'ok') setLoaded({ at: 'there', reply: reply.value })
    else setLoaded((now) => (now.at === 'there' ? now : { at: 'failed' }))
  }, [path, onSignedOut])
  useEffect(() => void load(), [load])
  return [loaded, load]
}
