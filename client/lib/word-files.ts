import { request } from './api.ts'
import type { WordFile } from './i18n.ts'
import { WORDS_CACHE } from './words-cache.ts'

/** Address of every word file but the Dutch ones, which come with the app; a language has two at most. */
const ADDRESSES: Readonly<Record<string, string>> = import.meta.glob(
  ['../text/[a-z][a-z].json', '../text/[a-z][a-z][a-z].json', '../text/later.*.json', '!../text/*nl.json'],
  { query: '?url', import: 'default', eager: true },
)

/** The interface's words in that language, kept from then on for use without a connection; without any where the product
 *  has none. Null when they are not here and cannot be had now. */
export async function wordFile(language: string): Promise<WordFile | null> {
  const addresses = [`../text/${language}.json`, `../text/later.${language}.json`].flatMap(
    (path) => ADDRESSES[path] ?? [],
  )
  const files = await Promise.all(addresses.map(readFile))
  return files.includes(null) ? null : Object.assign({}, ...files)
}

async function readFile(address: string): Promise<WordFile | null> {
  // Absent on http://, and refused where nothing may be stored.
  const cache = await globalThis.caches?.open(WORDS_CACHE).catch(() => undefined)
  const kept = await cache?.match(address)
  if (kept) return kept.json()
  const outcome = await request(address, { credentials: 'omit' })
  if ('failed' in outcome || !outcome.ok) return (await olderFile(cache, address)) ?? null
  await keep(cache, address, outcome.json).catch(() => undefined)
  return outcome.json as WordFile // our own file, at an address that says what is in it
}

/** The same file of an older version of the app: it may lack a few words, which are then said in Dutch. */
async function olderFile(cache: Cache | undefined, address: string): Promise<WordFile | undefined> {
  const [older] = await namesakes(cache, address)
  return older && (await cache?.match(older))?.json()
}

async function keep(cache: Cache | undefined, address: string, words: unknown): Promise<void> {
  for (const older of await namesakes(cache, address)) await cache?.delete(older)
  await cache?.put(address, new Response(JSON.stringify(words)))
}

/** Length of `-abcdefgh.json`: the part of an address that changes with the words. */
const ENDING = 14

async function namesakes(cache: Cache | undefined, address: string): Promise<readonly Request[]> {
  const keys = (await cache?.keys()) ?? []
  return keys.filter(({ url }) => new URL(url).pathname.slice(0, -ENDING) === address.slice(0, -ENDING))
}
