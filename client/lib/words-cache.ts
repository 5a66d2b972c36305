/** Holds the word files of languages that were chosen on this device: they are not precached. */
export const WORDS_CACHE = 'ervaringwijzer-words'

/** Leaves no chosen language on this device. */
export async function forgetWordFiles(): Promise<void> {
  await globalThis.caches?.delete(WORDS_CACHE).catch(() => false)
}
