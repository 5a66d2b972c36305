import type { HelpLine } from './municipality.ts'
import { type HelpNamesFile, helpNamesSchema } from './municipality-file.ts'
import type { Fault } from './survey/fault.ts'
import { readJson } from './survey/json-file.ts'
import type { TextFiles } from './survey/library.ts'
import { textDigest } from './survey/provenance.ts'
import { checkShape } from './survey/schema-faults.ts'
import type { TextBook, Translation } from './survey/text-book.ts'
import { wordFaults } from './survey/word-faults.ts'

/** The names of the help lines by language, from `help/tr.json` and so on. */
export type HelpNames = ReadonlyMap<string, HelpNamesFile>

/** The files with names of help lines in the folder of a municipality. */
export function readHelpNames(
  at: string,
  files: TextFiles,
): { readonly names: HelpNames; readonly faults: readonly Fault[] } {
  const names = new Map<string, HelpNamesFile>()
  const faults: Fault[] = []
  for (const [name, text] of files) {
    const language = /^help\/([a-z]{2,3}[\w-]*)\.json$/u.exec(name)?.[1]
    if (language === undefined || text === null) continue
    const { json, faults: unreadable } = readJson(`${at}/${name}`, text)
    faults.push(...unreadable)
    if (!json) continue
    const shape = checkShape(helpNamesSchema, json)
    faults.push(...shape.faults, ...wordFaults(json))
    if (shape.value) names.set(language, shape.value)
  }
  return { names, faults }
}

/** The line with its name in every language. What `municipality.json` itself says goes first. */
export function withNames(line: HelpLine, names: HelpNames): HelpLine {
  const dutch = line.name.nl ?? ''
  const more = [...names].flatMap(([language, file]) => {
    const name = Object.hasOwn(file.names, dutch) ? file.names[dutch] : undefined
    return name === undefined ? [] : [[language, name] as const]
  })
  return { ...line, name: { ...Object.fromEntries(more), ...line.name } }
}

/** The texts of the help lines, for those who translate. `help` has the names of all languages. */
export function helpBook(place: string, help: readonly HelpLine[], names: HelpNames): TextBook {
  const dutch = [...new Set(help.flatMap(({ name }) => name.nl ?? []))]
  const languages = [...new Set([...help.flatMap(({ name }) => Object.keys(name)), ...names.keys()])]
  const translations = languages.map((language): readonly [string, Translation] => {
    const said = help.flatMap(({ name }) => {
      const text = name[language]
      return text === undefined || name.nl === undefined ? [] : [[`help.${name.nl}`, text] as const]
    })
    const of = Object.fromEntries(dutch.map((text) => [`help.${text}`, textDigest(text)]))
    return [language, { about: names.get(language)?.about ?? null, of, texts: new Map(said) }]
  })
  return {
    place,
    first: 'nl',
    languages: null,
    fixed: languages.filter((language) => !names.has(language)),
    address: 'u',
    sentences: dutch.map((text) => ({ path: `help.${text}`, kind: 'help', text })),
    translations: new Map(translations),
  }
}
