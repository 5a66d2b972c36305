import type { WordFile } from '../lib/i18n.ts'
import { addWords } from './languages.ts'

/** Every word of the interface: a shared device has all its languages at hand, with or without a connection. */
const FILES: Readonly<Record<string, WordFile>> = import.meta.glob(
  ['../text/[a-z][a-z].json', '../text/[a-z][a-z][a-z].json', '../text/{later,kiosk,staff}.*.json'],
  { import: 'default', eager: true },
)

/** Makes all languages known; call it before the first screen. */
export function bringAllWords(): void {
  for (const [path, file] of Object.entries(FILES)) {
    const language = /([a-z]{2,3})\.json$/.exec(path)?.[1]
    if (language) addWords(language, file)
  }
}
