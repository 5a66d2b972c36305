/** A session ends this many milliseconds after its last request; a page then shows nothing of it any more. */
export const SESSION_IDLE_MS = 30 * 60_000
