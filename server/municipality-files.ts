import { basename } from 'node:path'
import type { Municipality } from '../shared/municipality.ts'
import { checkMunicipality, MUNICIPALITY_FILES } from '../shared/municipality-check.ts'
import { helpBook, readHelpNames } from '../shared/municipality-help.ts'
import type { Fault } from '../shared/survey/fault.ts'
import type { TextBook } from '../shared/survey/text-book.ts'
import { unknownFolder } from './survey-files.ts'
import { type Instead, readTextFiles } from './text-files.ts'

export type LoadedMunicipality =
  | {
      readonly ok: true
      readonly municipality: Municipality
      /** The names of its help lines, for those who translate. */
      readonly book: TextBook
    }
  | { readonly ok: false; readonly faults: readonly Fault[] }

/** The municipality in this folder (`surveys/utrecht`), or everything that is wrong with its files at once; a folder
 *  that does not exist gives one fault that lists those that do. */
export function loadMunicipality(folder: string, instead: Instead = new Map()): LoadedMunicipality {
  const unknown = unknownFolder(folder)
  if (unknown) return { ok: false, faults: [unknown] }
  const name = basename(folder)
  const { files, faults } = readTextFiles(folder, name, instead)
  const own = MUNICIPALITY_FILES.map((file) => `${name}/${file}`)
  const unreadable = faults.filter(({ file }) => own.includes(file) || file.startsWith(`${name}/help/`))
  const check = checkMunicipality(name, files)
  if (check.ok && unreadable.length === 0) {
    const book = helpBook(name, check.value.help, readHelpNames(name, files).names)
    return { ok: true, municipality: check.value, book }
  }
  return { ok: false, faults: [...unreadable, ...(check.ok ? [] : check.faults)] }
}
