import { forgetWordFiles } from '../lib/words-cache.ts'
import { LANGUAGE, remember, TEXT_SIZE } from './memory.ts'

/** Leaves nothing on the device of what the person chose; the screen stays as it is. */
export async function forgetChoices(): Promise<void> {
  remember(TEXT_SIZE, null)
  remember(LANGUAGE, null)
  await forgetWordFiles()
}
