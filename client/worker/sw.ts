import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  type PrecacheEntry,
  precacheAndRoute,
} from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'

// The respondent's app and nothing else: no answer, no collector and no reply of the API ever comes by here.
declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: readonly (PrecacheEntry | string)[] }

precacheAndRoute([...self.__WB_MANIFEST])
cleanupOutdatedCaches()
registerRoute(new NavigationRoute(createHandlerBoundToURL('respond/index.html'), { allowlist: [/^\/v\//] }))

// The first page must be in charge at once, or it could not open a second time without a connection.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

// No skipWaiting at install: client/lib/update.ts asks for it when no survey is in progress.
self.addEventListener('message', (event) => {
  if (event.data === 'take-over') void self.skipWaiting()
})
