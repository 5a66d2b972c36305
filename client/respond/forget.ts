import { forgetWordFiles } from '../lib/words-cache.ts'
import { COMFORT, LANGUAGE, remember } from './memory.ts'

/** Leaves nothing on the device of what the person chose; the screen stays as it is. */
export async function forgetChoices(): Promise<void> {
  remember(COMFORT, null)
  remember(LANGUAGE, null)
  await forgetWordFiles()
}
