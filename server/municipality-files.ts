import { basename } from 'node:path'
import type { Municipality } from '../shared/municipality.ts'
import { checkMunicipality, MUNICIPALITY_FILES } from '../shared/municipality-check.ts'
import type { Fault } from '../shared/survey/fault.ts'
import { unknownFolder } from './survey-files.ts'
import { readTextFiles } from './text-files.ts'

export type LoadedMunicipality =
  | { readonly ok: true; readonly municipality: Municipality }
  | { readonly ok: false; readonly faults: readonly Fault[] }

/** The municipality in this folder (`surveys/utrecht`), or everything that is wrong with its files at once; a folder
 *  that does not exist gives one fault that lists those that do. */
export function loadMunicipality(folder: string): LoadedMunicipality {
  const unknown = unknownFolder(folder)
  if (unknown) return { ok: false, faults: [unknown] }
  const name = basename(folder)
  const { files, faults } = readTextFiles(folder, name)
  const own = MUNICIPALITY_FILES.map((file) => `${name}/${file}`)
  const unreadable = faults.filter((fault) => own.includes(fault.file))
  const check = checkMunicipality(name, files)
  if (check.ok && unreadable.length === 0) return { ok: true, municipality: check.value }
  return { ok: false, faults: [...unreadable, ...(check.ok ? [] : check.faults)] }
}
