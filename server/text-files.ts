import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Fault } from '../shared/survey/fault.ts'
import type { TextFiles } from '../shared/survey/library.ts'

/** Larger than any file that people write here; keeps a stray film from filling the memory. */
const MAX_BYTES = 1_000_000

/** Texts that stand in for those on disk, by name from the surveys folder on: `utrecht/taalles/tr.json`. With them a
 *  change can be checked before it is written. */
export type Instead = ReadonlyMap<string, string>

/** The JSON and SVG texts of a folder and the folders right inside it, by name (`pictures/own.svg`), in the order of
 *  the alphabet. Files that cannot be read as UTF-8 text are null, with a fault. Hidden files are passed over. */
export function readTextFiles(
  folder: string,
  at: string,
  instead: Instead = new Map(),
): { readonly files: TextFiles; readonly faults: readonly Fault[] } {
  const files = new Map<string, string | null>()
  const faults: Fault[] = []
  for (const name of textNames(folder)) {
    const read = readText(join(folder, name), `${at}/${name}`)
    files.set(name, read.text)
    if (read.fault) faults.push(read.fault)
  }
  for (const [file, text] of instead) if (file.startsWith(`${at}/`)) files.set(file.slice(at.length + 1), text)
  return { files, faults }
}

/** Names of the folders inside this one, in the order of the alphabet, without hidden ones; [] when it does not exist. */
export function folderNames(folder: string): readonly string[] {
  return fileNames(folder).filter((name) => isFolder(join(folder, name)))
}

function textNames(folder: string): readonly string[] {
  const inner = folderNames(folder).flatMap((name) => fileNames(join(folder, name)).map((file) => `${name}/${file}`))
  return [...fileNames(folder), ...inner].filter(
    (name) => /\.(json|svg)$/iu.test(name) && !isFolder(join(folder, name)),
  )
}

/** Names of the files and folders inside this one, in the order of the alphabet, without hidden ones. */
export function fileNames(folder: string): readonly string[] {
  if (!isFolder(folder)) return []
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .sort()
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}

/** The text of one file in UTF-8; null, with a fault, when it cannot be read so. `file` is how a fault calls it. */
export function readText(path: string, file: string): { readonly text: string | null; readonly fault?: Fault } {
  const fault = (problem: string, mend: string, line?: number) => ({
    text: null,
    fault: { file, path: '', problem, mend, ...(line === undefined ? {} : { line }) },
  })
  try {
    const stats = statSync(path)
    // A pipe would be waited for, and some devices never end.
    if (!stats.isFile()) return fault('Dit is geen gewoon bestand.', 'zet er een gewoon bestand neer, of haal het weg.')
    const { size } = stats
    if (size > MAX_BYTES)
      return fault(`Het bestand is ${size} bytes; dat is te groot.`, 'kijk of dit het goede bestand is.')
    return decodeText(readFileSync(path), fault)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'onbekend'
    return fault(
      `Het bestand kan niet worden gelezen (${code}).`,
      'kijk of het bestand er is en of de server het mag lezen.',
    )
  }
}

type AddFault = (problem: string, mend: string, line?: number) => { readonly text: null; readonly fault: Fault }

const UTF8_MEND = 'sla het op als "UTF-8" (in Kladblok: Opslaan als, Codering).'

/** Accents written as two characters become one (NFC), so that the same words give the same hash everywhere. */
function decodeText(bytes: Buffer, fault: AddFault): { readonly text: string | null; readonly fault?: Fault } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return fault('Het bestand is opgeslagen als UTF-16.', UTF8_MEND)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return fault('Het bestand is opgeslagen als UTF-16.', UTF8_MEND)
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    return fault(
      'Het bestand begint met een onzichtbaar teken (BOM).',
      'sla het op als "UTF-8", niet als "UTF-8 met BOM".',
      1,
    )
  }
  if (bytes.includes(0)) return fault('Dit is geen tekstbestand.', 'kijk of dit het goede bestand is.')
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes).normalize('NFC') }
  } catch {
    return fault('Het bestand is niet opgeslagen als UTF-8.', UTF8_MEND, wrongLine(bytes))
  }
}

/** The first line with bytes that are no UTF-8. */
function wrongLine(bytes: Buffer): number {
  const lines = bytes.toString('utf8').split('\n')
  return lines.findIndex((line) => line.includes('\uFFFD')) + 1
}
