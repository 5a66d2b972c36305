import * as v from 'valibot'
import { type Fault, isRecord, suggest, valueAt } from './fault.ts'
import { faultAt, type JsonFile, readJson } from './json-file.ts'
import {
  pictureIndexSchema,
  SCALES,
  type ScalesTranslation,
  scalesSchema,
  scalesTranslationSchema,
} from './library-file.ts'
import { checkShape, type Shape } from './schema-faults.ts'
import type { Words } from './survey.ts'
import { svgTroubles } from './svg-check.ts'
import { languageCode } from './text-schema.ts'
import { type AltFile, altSchema } from './translation-file.ts'
import { wordFaults } from './word-faults.ts'

/** Texts by their name inside a folder; null for a file that could not be read, which has been reported already. */
export type TextFiles = ReadonlyMap<string, string | null>

/** A drawing of the shared library. */
export interface LibraryPicture {
  readonly id: string
  readonly svg: string
  readonly alt: Words
  readonly mirror: boolean
  /** Its number in `pictures/index.json`, from 0. */
  readonly entry: number
}

/** The drawings that a survey may name (scenes, choices, faces, signs), by id. */
export type PictureLibrary = ReadonlyMap<string, LibraryPicture>

/** The answer words by language; only the Dutch are always whole. */
export type Scales = ReadonlyMap<string, ScalesTranslation>

/** Alt texts of the shared drawings in the languages that have a file of their own, by language. */
export type AltFiles = ReadonlyMap<string, AltFile>

/** The library in `pictures/`; null when its index cannot be used. A drawing with a fault stays in it, so that the
 *  surveys that name it are not blamed as well. */
export function checkPictures(
  at: string,
  files: TextFiles,
): { readonly library: PictureLibrary | null; readonly alts: AltFiles; readonly faults: readonly Fault[] } {
  const none = { library: null, alts: new Map() }
  const name = `${at}/index.json`
  const text = files.get('index.json')
  if (text === null) return { ...none, faults: [] }
  if (text === undefined) return { ...none, faults: [missing(name, 'node pictures/src/build.mjs maakt het.')] }
  const { json, faults } = readJson(name, text)
  if (!json) return { ...none, faults }
  const shape = checkShape(pictureIndexSchema, json)
  if (!shape.value) return { ...none, faults: [...faults, ...shape.faults] }
  const alts = readAlts(at, files, shape.value.pictures)
  const entries = shape.value.pictures
  const library = new Map<string, LibraryPicture>()
  const found: Fault[] = [...faults, ...alts.faults]
  for (const [entry, { id, file, alt, mirror }] of entries.entries()) {
    const svg = files.get(file)
    if (library.has(id))
      found.push(
        faultAt(
          json,
          ['pictures', entry, 'id'],
          `"${id}" staat twee keer in de lijst.`,
          'geef een van de twee een andere naam.',
        ),
      )
    if (svg === undefined)
      found.push(
        faultAt(
          json,
          ['pictures', entry, 'file'],
          `Het bestand "${file}" is er niet.`,
          suggest(file, [...files.keys()]),
        ),
      )
    library.set(id, { id, svg: svg ?? '', alt: withAlts(alt, id, alts.alts), mirror, entry })
  }
  found.push(
    ...wordFaults(json),
    ...drawingFaults(at, files),
    ...strayFaults(
      at,
      files,
      entries.map(({ file }) => file),
    ),
  )
  for (const { id, file } of entries) if (file.startsWith('icons/')) library.delete(id)
  return { library, alts: alts.alts, faults: found }
}

function withAlts(alt: Words, id: string, alts: AltFiles): Words {
  const more = [...alts].flatMap(([language, { pictures }]) => {
    const text = Object.hasOwn(pictures, id) ? pictures[id] : undefined
    return text === undefined ? [] : [[language, text] as const]
  })
  return { ...alt, ...Object.fromEntries(more) }
}

/** The files `alt/tr.json` and so on; a language stands in the index or in a file of its own, not in both. */
function readAlts(
  at: string,
  files: TextFiles,
  entries: readonly { readonly id: string; readonly alt: Words }[],
): { readonly alts: AltFiles; readonly faults: readonly Fault[] } {
  const alts = new Map<string, AltFile>()
  const faults: Fault[] = []
  for (const [name, text] of files) {
    const language = /^alt\/(.+)\.json$/u.exec(name)?.[1]
    if (language === undefined || text === null) continue
    const { json, faults: unreadable } = readJson(`${at}/${name}`, text)
    const shape = json && checkShape(altSchema, json)
    faults.push(...languageNameFaults(`${at}/${name}`, language), ...unreadable)
    if (!shape) continue
    faults.push(...shape.faults, ...wordFaults(json), ...altFaults(json, language, entries))
    if (shape.value) alts.set(language, shape.value)
  }
  return { alts, faults }
}

function altFaults(
  json: JsonFile,
  language: string,
  entries: readonly { readonly id: string; readonly alt: Words }[],
): readonly Fault[] {
  const given = valueAt(json.value, ['pictures'])
  return Object.keys(isRecord(given) ? given : {}).flatMap((id) => {
    const entry = entries.find((one) => one.id === id)
    const ids = entries.map((one) => one.id)
    if (!entry) return [faultAt(json, ['pictures', id], `Er is geen plaatje "${id}".`, suggest(id, ids))]
    if (!Object.hasOwn(entry.alt, language)) return []
    return [faultAt(json, ['pictures', id], 'Deze beschrijving staat ook in index.json.', 'haal er één weg.')]
  })
}

function languageNameFaults(file: string, language: string): readonly Fault[] {
  if (v.is(languageCode, language)) return []
  return [
    {
      file,
      path: '',
      problem: `"${language}" is geen taalcode.`,
      mend: 'noem het bestand naar de taal, zoals nl.json.',
    },
  ]
}

/** The faults of every drawing among these files. */
export function drawingFaults(at: string, files: TextFiles): readonly Fault[] {
  return [...files].flatMap(([name, text]) =>
    name.endsWith('.svg') && text !== null
      ? svgTroubles(text).map((trouble) => ({ file: `${at}/${name}`, path: '', ...trouble }))
      : [],
  )
}

function strayFaults(at: string, files: TextFiles, listed: readonly string[]): readonly Fault[] {
  return [...files.keys()]
    .filter((name) => name.endsWith('.svg') && !listed.includes(name))
    .map((name) => ({
      file: `${at}/${name}`,
      path: '',
      problem: 'Dit plaatje staat niet in index.json.',
      mend: 'maak index.json opnieuw met node pictures/src/build.mjs, of haal het plaatje weg.',
    }))
}

/** The answer words in `scales/`, a file a language; null when one of them cannot be used. */
export function checkScales(
  at: string,
  files: TextFiles,
): { readonly scales: Scales | null; readonly faults: readonly Fault[] } {
  const scales = new Map<string, ScalesTranslation>()
  const faults: Fault[] = []
  const names = [...files.keys()].filter((name) => name.endsWith('.json'))
  if (names.length === 0)
    faults.push(
      missing(
        `${at}/nl.json`,
        'zet daar de woorden bij de antwoorden: faces3, faces5, agree5, yes-no, grade10 en signs.',
      ),
    )
  for (const name of names) {
    const language = name.slice(0, -'.json'.length)
    const text = files.get(name) ?? null
    faults.push(...languageNameFaults(`${at}/${name}`, language))
    const read = text === null ? { json: null, faults: [] } : readJson(`${at}/${name}`, text)
    faults.push(...read.faults)
    const shape = read.json && scalesShape(language, read.json)
    if (shape) faults.push(...shape.faults, ...wordFaults(read.json), ...sameLabelFaults(read.json))
    if (shape?.value) scales.set(language, shape.value)
  }
  return { scales: scales.size === names.length && names.length > 0 ? scales : null, faults }
}

function sameLabelFaults(json: JsonFile): readonly Fault[] {
  return SCALES.flatMap((scale) => {
    const labels = v.safeParse(v.record(v.string(), v.string()), valueAt(json.value, [scale]))
    return labels.success ? sameWords(json, [scale], labels.output) : []
  })
}

/** What all other languages fall back on must be whole. */
function scalesShape(language: string, json: JsonFile): Shape<ScalesTranslation> {
  return language === 'nl' ? checkShape(scalesSchema, json) : checkShape(scalesTranslationSchema, json)
}

/** A fault for each label that says the same as an earlier one of the group. */
export function sameWords(
  json: JsonFile,
  path: readonly string[],
  labels: Readonly<Record<string, string>>,
): readonly Fault[] {
  const entries = Object.entries(labels)
  return entries.flatMap(([key, label], index) => {
    const twin = entries.slice(0, index).find(([, other]) => other.trim().toLowerCase() === label.trim().toLowerCase())
    return twin
      ? [
          faultAt(
            json,
            [...path, key],
            `"${label}" is ook het woord bij "${twin[0]}".`,
            'geef elk antwoord een eigen woord.',
          ),
        ]
      : []
  })
}

function missing(file: string, mend: string): Fault {
  return { file, path: '', problem: 'Dit bestand is er niet.', mend }
}
