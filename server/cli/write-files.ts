import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Writes all of these files (text by path), making folders that are missing. Each is made ready beside its place first
 *  and put there only when all are, so that a full disk changes nothing and nobody reads half a file. Throws what the
 *  disk throws. */
export function writeFilesTogether(files: ReadonlyMap<string, string>): void {
  const ready: { readonly made: string; readonly file: string }[] = []
  try {
    for (const [file, text] of files) {
      const made = `${file}.new`
      mkdirSync(dirname(file), { recursive: true })
      const handle = openSync(made, 'w')
      ready.push({ made, file })
      writeAndSync(handle, text)
    }
    for (const { made, file } of ready) renameSync(made, file)
  } finally {
    for (const { made } of ready) rmSync(made, { force: true })
  }
}

function writeAndSync(handle: number, text: string): void {
  try {
    writeFileSync(handle, text)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
