import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  type PrecacheEntry,
  precacheAndRoute,
} from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { answerWithClips } from './clips.ts'
import { live } from './life.ts'

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

answerWithClips()
live()
