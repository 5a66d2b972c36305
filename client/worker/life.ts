declare const self: ServiceWorkerGlobalScope

/** Tag of the Background Sync that client/lib/sync.ts asks for, and the word to its pages. */
const WAKE_UP = 'ervaringwijzer-flush'

// Not in TypeScript's library: Chromium only.
interface SyncEvent extends ExtendableEvent {
  readonly tag: string
}

/** When the worker takes charge of the pages, and what wakes them. */
export function live(): void {
  // The first page must be in charge at once, or it could not open a second time without a connection.
  self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
  // The connection is back. The pages do the sending; one that is opened later does so by itself.
  self.addEventListener('sync' as 'activate', (event) => {
    if ((event as SyncEvent).tag === WAKE_UP) event.waitUntil(wakePages())
  })
  // No skipWaiting at install: client/lib/update.ts asks for it when no survey is in progress.
  self.addEventListener('message', (event) => {
    if (event.data === 'take-over') void self.skipWaiting()
  })
}

async function wakePages(): Promise<void> {
  for (const page of await self.clients.matchAll({ type: 'window' })) page.postMessage(WAKE_UP)
}
