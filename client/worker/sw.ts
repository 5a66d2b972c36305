import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  type PrecacheEntry,
  precacheAndRoute,
} from 'workbox-precaching'
import { createPartialResponse } from 'workbox-range-requests'
import { NavigationRoute, registerRoute } from 'workbox-routing'

// The respondent's app and nothing else: no answer, no collector and no reply of the API ever comes by here.
declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: readonly (PrecacheEntry | string)[] }

/** The built page, and the address where the server gives it: every code gets the same page. */
const PAGE_FILE = 'respond/index.html'
const PAGE = '/v/app'

function atItsAddress(entry: PrecacheEntry | string): PrecacheEntry | string {
  return typeof entry !== 'string' && entry.url === PAGE_FILE ? { ...entry, url: PAGE } : entry
}

precacheAndRoute(self.__WB_MANIFEST.map(atItsAddress))
cleanupOutdatedCaches()
/** What Back finds after "Snel weg" (client/respond/leave.ts): nothing, and no name of ours. */
const EMPTY_PAGE = '/v/weg'

registerRoute(
  ({ url }) => url.pathname === EMPTY_PAGE,
  async () => new Response('<!doctype html><title>&nbsp;</title>', { headers: { 'content-type': 'text/html' } }),
)
registerRoute(new NavigationRoute(createHandlerBoundToURL(PAGE), { allowlist: [/^\/v\//] }))

/** Where client/lib/clips.ts puts the sound of the language chosen. */
const CLIPS = 'ervaringwijzer-clips'

// A browser asks for sound in parts, and takes a whole file for no answer.
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/audio/'),
  async ({ request }) => {
    // Not opened, which would make it anew where the page has just thrown it away.
    const kept = await caches.match(request.url, { cacheName: CLIPS })
    if (!kept) return fetch(request)
    return request.headers.has('range') ? createPartialResponse(request, kept) : kept
  },
)

// The first page must be in charge at once, or it could not open a second time without a connection.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

/** Tag of the Background Sync that client/lib/sync.ts asks for, and the word to its pages. */
const WAKE_UP = 'ervaringwijzer-flush'

// Not in TypeScript's library: Chromium only.
interface SyncEvent extends ExtendableEvent {
  readonly tag: string
}

// The connection is back. The pages do the sending; one that is opened later does so by itself.
self.addEventListener('sync' as 'activate', (event) => {
  if ((event as SyncEvent).tag === WAKE_UP) event.waitUntil(wakePages())
})

async function wakePages(): Promise<void> {
  for (const page of await self.clients.matchAll({ type: 'window' })) page.postMessage(WAKE_UP)
}

// No skipWaiting at install: client/lib/update.ts asks for it when no survey is in progress.
self.addEventListener('message', (event) => {
  if (event.data === 'take-over') void self.skipWaiting()
})
