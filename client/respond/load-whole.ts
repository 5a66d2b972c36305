import { hasWords } from '../lib/collector-store.ts'
import type { Device, LoadState } from '../lib/device.ts'
import names from '../text/languages.json'

/** All languages. No stored copy has this as one of its own, so that the server is asked. */
const ALL = Object.keys(names).join()

/** The collector with its words in all languages, when they can be had: for a device that people share. With `fresh` a
 *  stored copy is good enough only where the server cannot be reached. */
export async function loadWhole(device: Device, code: string, fresh: boolean): Promise<LoadState> {
  const stored = fresh ? null : await device.collector(code, 'nl')
  const whole =
    stored?.state === 'ready' && stored.reply.collector.languages.every((each) => hasWords(stored.reply, each))
  return stored && whole ? stored : device.collector(code, ALL)
}
