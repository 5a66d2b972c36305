import '../screens/look/tokens.css'
import '../screens/look/components.css'
import '../screens/look/plain.css'
import { openDevice } from '../lib/device.ts'
import { createApp } from './app.ts'
import { holdLoad } from './hold-load.ts'
import { load } from './load.ts'

let sent = false

/** Who is invited has a secret behind the address. From now on it is in memory only, and then in the run. */
const invitation = /^#i=(\w+)$/.exec(location.hash)?.[1]
if (invitation) history.replaceState(null, '', location.pathname + location.search)

/** Opens the app for the code in /v/CODE, first what the first question needs, then the rest. */
async function main(root: HTMLElement): Promise<void> {
  const release = holdLoad()
  const later = Promise.all([import('./later.tsx'), bringStyle()]).then(([rest]) => rest)
  try {
    const device = await openDevice()
    const drawn = root instanceof HTMLFormElement ? await later.then((rest) => rest.drawnIn(root), nothing) : null
    // Without the rest, or when the person was faster, the page that the server drew goes on by itself.
    if (drawn === undefined || sent) return
    const code = decodeURIComponent(location.pathname.split('/')[2] ?? '')
    const context = createApp(root, { code, device, invitation, drawn, shared: null }, later)
    const rest = later.then(({ makeReady }) => makeReady(context, root))
    // A browser that cannot work offline, or a rest that never came, keeps nobody from the first question.
    await Promise.allSettled([load(context), rest])
  } finally {
    release()
  }
}

/** Brings all style, where the page came with what the first screens need of it (server/pages/needed-style.ts). Without a
 *  connection the app goes on as it is. */
function bringStyle(): Promise<unknown> | undefined {
  const address = document.querySelector<HTMLMetaElement>('meta[name="style"]')?.content
  if (!address) return undefined
  const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: address })
  document.head.append(link)
  return new Promise((done) => {
    link.onload = link.onerror = done
  })
}

/** It did not come. */
function nothing(): undefined {}

/** Listens from the first moment, and opens the app. */
function start(): void {
  const root = document.getElementById('app')
  root?.addEventListener('submit', () => {
    sent = true
  })
  // A double tap is one tap; tap-guard.ts knows the other unsteady taps.
  root?.addEventListener(
    'click',
    (event) => {
      if (event.detail < 2) return
      event.stopImmediatePropagation()
      // On the page that the server drew a tap may also send a form.
      event.preventDefault()
    },
    true,
  )
  // An engine that can read this file but not run all of it keeps the page that the server drew.
  if (root && 'hasOwn' in Object && (!isSecureContext || 'randomUUID' in crypto)) void main(root)
}

// The script holds nothing up: the page may show what # names once it is read, and it may still be read.
if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start)
else start()
