import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  type PrecacheEntry,
  precacheAndRoute,
} from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { answerWithClips } from './clips.ts'
import { live } from './life.ts'

// The kiosk's page, so that it starts without a connection. No answer and no reply of the API ever comes by here.
declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: readonly (PrecacheEntry | string)[] }

/** The built page, and an address where the server gives it: every code gets the same page. */
const PAGE_FILE = 'kiosk/index.html'
const PAGE = '/zuil'

precacheAndRoute(
  self.__WB_MANIFEST.map((entry) =>
    typeof entry !== 'string' && entry.url === PAGE_FILE ? { ...entry, url: PAGE } : entry,
  ),
)
cleanupOutdatedCaches()
registerRoute(new NavigationRoute(createHandlerBoundToURL(PAGE), { allowlist: [/^\/zuil(\/|$)/] }))
answerWithClips()
live()
