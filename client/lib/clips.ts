import { type Clip, PATHS, type SpeechReply } from '../../shared/wire.ts'
import { request } from './api.ts'

/** What can be heard of one collector in one language, by the words on the screen. */
export type Clips = ReadonlyMap<string, Clip>

/** The worker answers from it, also a part of a clip. */
const CACHE = 'ervaringwijzer-clips'
/** Most that a survey in one language may take on the device, in bytes. */
const MOST_BYTES = 1_000_000
/** Most files kept, of all languages and surveys together: the oldest go first. */
const MOST_FILES = 1500
/** Clips fetched at the same time. */
const AT_ONCE = 4

/** Calls `found` with what the device knows of sound, then with what the server says now, where that is to be had. */
export async function findClips(code: string, language: string, found: (clips: Clips) => void): Promise<void> {
  const path = `${PATHS.collector(code)}/speech/${language}`
  const store = await openStore()
  const known = await store?.match(path)
  if (known) found(byText((await known.json()) as SpeechReply)) // only the lines below write it
  const outcome = await request(path, { credentials: 'omit' })
  if ('failed' in outcome || !outcome.ok) return
  const reply = outcome.json as SpeechReply // our own server's; what is no clip plays nothing
  await store?.put(path, new Response(JSON.stringify(reply))).catch(() => undefined)
  found(byText(reply))
}

function byText({ clips }: SpeechReply): Clips {
  return new Map(clips.map((clip) => [clip.text, clip]))
}

/** Brings these clips onto the device, in this order, as far as there is room; they then play without a connection. */
export async function keepClips(clips: Iterable<Clip>): Promise<void> {
  const store = await openStore()
  if (!store) return
  const missing = await missingOf(store, within(clips))
  const fetchNext = async (): Promise<void> => {
    for (let url = missing.shift(); url; url = missing.shift()) await store.add(url)
  }
  // A connection that breaks leaves the rest for the next time.
  await Promise.all(Array.from({ length: AT_ONCE }, fetchNext)).catch(() => undefined)
  const files = await store.keys()
  await Promise.all(files.slice(0, Math.max(0, files.length - MOST_FILES)).map((file) => store.delete(file)))
}

/** The addresses of the first ones that fit. */
function within(clips: Iterable<Clip>): readonly string[] {
  let room = MOST_BYTES
  const urls = new Set<string>()
  for (const { url, bytes } of clips) {
    if (urls.has(url) || bytes > room) continue
    room -= bytes
    urls.add(url)
  }
  return [...urls]
}

async function missingOf(store: Cache, urls: readonly string[]): Promise<string[]> {
  const kept = new Set((await store.keys()).map(({ url }) => new URL(url).pathname))
  return urls.filter((url) => !kept.has(url))
}

/** The person is gone: what is still under way here keeps nothing any more. */
let forgotten = false

/** Leaves no sound on the device: it tells a language. */
export async function forgetClips(): Promise<void> {
  forgotten = true
  await globalThis.caches?.delete(CACHE)
}

/** null where the browser keeps nothing. */
async function openStore(): Promise<Cache | null> {
  try {
    return forgotten ? null : await caches.open(CACHE)
  } catch {
    return null
  }
}
