import '../screens/look/tokens.css'
import '../screens/look/components.css'
import { openDevice } from '../lib/device.ts'
import { createApp } from './app.ts'
import { holdLoad } from './hold-load.ts'
import { load } from './load.ts'

/** Opens the app for the code in /v/CODE, first what the first question needs, then the rest. */
async function main(root: HTMLElement): Promise<void> {
  const release = holdLoad()
  const later = import('./later.tsx')
  try {
    const context = createApp(
      root,
      decodeURIComponent(location.pathname.split('/')[2] ?? ''),
      await openDevice(),
      later,
    )
    const rest = later.then(({ makeReady }) => makeReady(context, root))
    // A browser that cannot work offline, or a rest that never came, keeps nobody from the first question.
    await Promise.allSettled([load(context), rest])
  } finally {
    release()
  }
}

const root = document.getElementById('app')
// A double tap is one tap, from the first moment; tap-guard.ts knows the other unsteady taps.
root?.addEventListener('click', (event) => event.detail > 1 && event.stopImmediatePropagation(), true)
if (root) void main(root)
