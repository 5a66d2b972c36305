import * as v from 'valibot'
import { type Fault, valueAt } from './fault.ts'
import { type JsonFile, readJson } from './json-file.ts'
import type { PictureLibrary, Scales, TextFiles } from './library.ts'
import { languageCode } from './text-schema.ts'

/** All that a survey folder and its surroundings hold. */
export interface SurveyParts {
  /** The folder, from the surveys folder on: `utrecht/regiotaxi`. */
  readonly at: string
  /** By name inside the folder: `survey.json`, `nl.json`, `pictures/own.svg`. */
  readonly files: TextFiles
  /** null when it has faults of its own: then names of pictures are not checked. */
  readonly library: PictureLibrary | null
  readonly scales: Scales | null
  /** Ids of the municipality's care types; null when they are not known. */
  readonly careTypes: readonly string[] | null
}

/** Every JSON file of the folder by name, and what keeps one from being read. */
export function readAll(parts: SurveyParts): {
  readonly json: ReadonlyMap<string, JsonFile>
  readonly faults: readonly Fault[]
} {
  const json = new Map<string, JsonFile>()
  const faults: Fault[] = []
  for (const [name, text] of parts.files) {
    if (!name.endsWith('.json') || text === null) continue
    const read = readJson(`${parts.at}/${name}`, text)
    if (read.json) json.set(name, read.json)
    faults.push(...read.faults)
  }
  if (!parts.files.has('survey.json')) {
    const others = [...parts.files.keys()].filter((name) => !/^[a-z]{2,3}(-\w+)*\.json$/u.test(name))
    faults.push({
      file: `${parts.at}/survey.json`,
      path: '',
      problem: 'In deze map ontbreekt survey.json.',
      mend: mendMissing(others),
    })
  }
  return { json, faults }
}

function mendMissing(others: readonly string[]): string {
  const near = others.find((name) => /survey/iu.test(name))
  return near
    ? `geef "${near}" de naam survey.json.`
    : 'maak survey.json (surveys/README.md heeft een voorbeeld), of haal de map weg.'
}

/** The languages that `survey.json` names, as far as they are codes: only these have files to look for. Where it names
 *  none that can be read, the languages of the files that are there. */
export function languageList(parts: SurveyParts, main: JsonFile | undefined): readonly string[] {
  const list = main && valueAt(main.value, ['languages'])
  const names = [...parts.files.keys()].flatMap((name) => /^(.+)\.json$/u.exec(name)?.[1] ?? [])
  const codes: readonly unknown[] = Array.isArray(list) ? list : names
  return [...new Set(codes.filter((code): code is string => v.is(languageCode, code)))]
}

/** Ids of the survey's own drawings. */
export function ownNames(parts: SurveyParts): readonly string[] {
  return [...parts.files.keys()].flatMap((name) => /^pictures\/(.+)\.svg$/u.exec(name)?.[1] ?? [])
}

/** SVG text of the survey's own drawings, by id. */
export function ownDrawings(parts: SurveyParts): ReadonlyMap<string, string> {
  return new Map(ownNames(parts).map((name) => [name, parts.files.get(`pictures/${name}.svg`) ?? '']))
}
