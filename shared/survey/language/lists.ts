import * as v from 'valibot'
import type { Fault } from '../fault.ts'
import { readJson } from '../json-file.ts'
import type { TextFiles } from '../library.ts'
import { checkShape } from '../schema-faults.ts'
import type { WordLists } from './finding.ts'

/** The files of `surveys/language` that the Taalcheck looks words up in. */
export const LIST_FILES = [
  'common-words.nl.txt',
  'known-words.nl.json',
  'jargon.nl.json',
  'figures-of-speech.nl.json',
  'same-person.nl.json',
] as const

const listOf = v.pipe(v.array(v.pipe(v.string(), v.minLength(1))), v.minLength(1))
const about = v.string()
const knownSchema = v.strictObject({
  about,
  groups: v.array(
    v.strictObject({
      reason: v.pipe(v.string(), v.minLength(1)),
      /** Known to people who read the results for their work, not to respondents. */
      atWork: v.exactOptional(v.literal(true)),
      words: listOf,
    }),
  ),
})
const jargonSchema = v.strictObject({ about, words: v.record(v.string(), listOf) })
const figuresSchema = v.strictObject({ about, phrases: v.record(v.string(), listOf) })
const samePersonSchema = v.strictObject({ about, groups: v.array(listOf) })

/** The lists in a folder; null, with every fault, when one of them cannot be used. */
export function readWordLists(
  at: string,
  files: TextFiles,
): { readonly lists: WordLists | null; readonly faults: readonly Fault[] } {
  const faults: Fault[] = []
  const read = <T>(name: (typeof LIST_FILES)[number], schema: v.GenericSchema<unknown, T>): T | null => {
    const text = textOf(at, files, name, faults)
    if (text === null) return null
    const { json, faults: unreadable } = readJson(`${at}/${name}`, text)
    const shape = json && checkShape(schema, json)
    faults.push(...unreadable, ...(shape?.faults ?? []))
    return shape?.value ?? null
  }
  const common = textOf(at, files, 'common-words.nl.txt', faults)
  const known = read('known-words.nl.json', knownSchema)
  const jargon = read('jargon.nl.json', jargonSchema)
  const figures = read('figures-of-speech.nl.json', figuresSchema)
  const samePerson = read('same-person.nl.json', samePersonSchema)
  if (common === null || !known || !jargon || !figures || !samePerson) return { lists: null, faults }
  return {
    lists: {
      ranks: new Map(common.split(/\s+/u).map((word, index) => [word, index + 1])),
      known: new Set(known.groups.flatMap(({ words, atWork }) => (atWork ? [] : words))),
      knownAtWork: new Set(known.groups.flatMap(({ words, atWork }) => (atWork ? words : []))),
      jargon: new Map(Object.entries(jargon.words)),
      figures: new Map(Object.entries(figures.phrases)),
      samePerson: samePerson.groups,
    },
    faults,
  }
}

function textOf(at: string, files: TextFiles, name: string, faults: Fault[]): string | null {
  const text = files.get(name)
  if (text === undefined) {
    faults.push({
      file: `${at}/${name}`,
      path: '',
      problem: 'Deze lijst voor de Taalcheck ontbreekt.',
      mend: 'zet het bestand terug; surveys/README.md zegt wat erin staat.',
    })
  }
  return text ?? null
}
