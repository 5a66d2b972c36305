import { createPartialResponse } from 'workbox-range-requests'
import { registerRoute } from 'workbox-routing'

/** Where client/lib/clips.ts puts the sound of the language chosen. */
const CLIPS = 'ervaringwijzer-clips'

/** Gives the sound that the page has kept. A browser asks for it in parts, and takes a whole file for no answer. */
export function answerWithClips(): void {
  registerRoute(
    ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/audio/'),
    async ({ request }) => {
      // Not opened, which would make it anew where the page has just thrown it away.
      const kept = await caches.match(request.url, { cacheName: CLIPS })
      if (!kept) return fetch(request)
      return request.headers.has('range') ? createPartialResponse(request, kept) : kept
    },
  )
}
