import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  type PrecacheEntry,
  precacheAndRoute,
} from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { answerWithClips } from './clips.ts'
import { live } from './life.ts'

/** What the build writes into a worker: the files to keep. */
export type Manifest = readonly (PrecacheEntry | string)[]

/** Keeps the app of a shared device, so that it starts without a connection. `file` is the built page; `page` an address
 *  where the server gives it, and the beginning of all that get it: every code gets the same page. */
export function keepPage(manifest: Manifest, file: string, page: string): void {
  precacheAndRoute(
    manifest.map((entry) => (typeof entry !== 'string' && entry.url === file ? { ...entry, url: page } : entry)),
  )
  cleanupOutdatedCaches()
  registerRoute(new NavigationRoute(createHandlerBoundToURL(page), { allowlist: [new RegExp(`^${page}(/|$)`)] }))
  answerWithClips()
  live()
}
