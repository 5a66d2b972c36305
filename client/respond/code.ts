import { type MadeCode, makeCode } from '../lib/withdrawal.ts'
import { saveFile } from './save-file.ts'

let made: { readonly run: string; readonly code: Promise<MadeCode> } | null = null

/** The withdrawal code of this run; the same one at a second try to keep it. In the page's memory only: after a reload
 *  nobody can show it again. */
export function codeFor(run: string): Promise<MadeCode> {
  if (made?.run !== run) made = { run, code: makeCode((bytes) => crypto.getRandomValues(bytes)) }
  return made.code
}

/** Drops it: it was taken back, or the person left. */
export function forgetCode(): void {
  made = null
}

/** Copies the code; false where the browser does not let us. */
export async function copyCode(code: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(code)
    return true
  } catch {
    return false
  }
}

/** Offers these words, with the code in them, as a small text file. */
export function saveCode(words: string): void {
  saveFile(new Blob([words], { type: 'text/plain' }), 'intrekcode.txt')
}
