import { useEffect } from 'preact/hooks'
import { SESSION_IDLE_MS } from '../../shared/session.ts'
import { askedLast } from './requests.ts'

/** Calls `onOver` when the session of who is signed in is over because this page asked nothing for so long. It asks the server
 *  nothing: that would keep the session alive. A device that slept looks as soon as the page is seen again. */
export function useIdleEnd(isSignedIn: boolean, onOver: () => void): void {
  useEffect(() => {
    if (!isSignedIn) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      clearTimeout(timer)
      const left = askedLast() + SESSION_IDLE_MS - Date.now()
      if (left <= 0) onOver()
      else timer = setTimeout(look, left)
    }
    look()
    document.addEventListener('visibilitychange', look)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [isSignedIn, onOver])
}
