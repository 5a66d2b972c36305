import * as v from 'valibot'
import { type Fault, isRecord, nearest, type PathKey, pathText, suggest, valueAt } from './fault.ts'
import { faultAt, type JsonFile } from './json-file.ts'

/** The shape as checked: a value only when nothing is wrong. `broken` holds the path of everything that is. */
export interface Shape<T> {
  readonly value: T | null
  readonly faults: readonly Fault[]
  readonly broken: ReadonlySet<string>
}

interface Trouble {
  readonly problem: string
  readonly mend: string
}

/** Compares a file with its schema and reports everything that differs; an unknown key names the nearest known one. */
export function checkShape<T>(schema: v.GenericSchema<unknown, T>, json: JsonFile): Shape<T> {
  const unknown: PathKey[][] = []
  const known = withoutUnknown(schema, json.value, [], unknown)
  const result = v.safeParse(schema, known)
  const issues = result.issues ?? []
  const paths = issues.map((issue) => (issue.path ?? []).map((step) => pathKey(step.key)))
  const faults = [
    ...unknown.map((path) => unknownKeyFault(schema, json, path)),
    ...issues.map((issue, index) => issueFault(json, issue, paths[index] ?? [])),
  ]
  const sound = result.success && unknown.length === 0
  return { value: sound ? result.output : null, faults, broken: new Set([...paths, ...unknown].map(pathText)) }
}

function pathKey(key: unknown): PathKey {
  return typeof key === 'number' ? key : String(key)
}

/** The parts of a valibot schema that this file walks through. */
interface SchemaNode {
  readonly type?: unknown
  readonly entries?: Readonly<Record<string, unknown>>
  readonly item?: unknown
  readonly value?: unknown
  readonly wrapped?: unknown
}

function nodeOf(schema: unknown): SchemaNode {
  // A piped or optional schema carries the fields of its own kind, so a plain object view is enough.
  const node: SchemaNode = isRecord(schema) ? schema : {}
  return node.wrapped === undefined ? node : nodeOf(node.wrapped)
}

/** A copy of the value without the keys that the schema does not know; valibot itself would name only the first. */
function withoutUnknown(schema: unknown, value: unknown, path: PathKey[], unknown: PathKey[][]): unknown {
  const node = nodeOf(schema)
  if (node.item !== undefined && Array.isArray(value)) {
    return value.map((item, index) => withoutUnknown(node.item, item, [...path, index], unknown))
  }
  // valibot takes a list for an object without keys; null makes it say that a group must stand here.
  if (Array.isArray(value) && (node.type === 'strict_object' || node.type === 'record')) return null
  if (!isRecord(value)) return value
  const entries = Object.entries(value).filter(([key]) => {
    const allowed = node.type !== 'strict_object' || Object.hasOwn(node.entries ?? {}, key)
    if (!allowed) unknown.push([...path, key])
    return allowed
  })
  const child = (key: string) => (node.type === 'strict_object' ? node.entries?.[key] : node.value)
  return Object.fromEntries(
    entries.map(([key, item]) => [key, withoutUnknown(child(key), item, [...path, key], unknown)]),
  )
}

function knownKeys(schema: unknown, path: readonly PathKey[]): readonly string[] {
  let node = nodeOf(schema)
  for (const key of path) node = nodeOf(node.item ?? node.entries?.[key] ?? node.value)
  return Object.keys(node.entries ?? {})
}

function unknownKeyFault(schema: unknown, json: JsonFile, path: readonly PathKey[]): Fault {
  const key = String(path.at(-1))
  const holder = path.slice(0, -1)
  const known = knownKeys(schema, holder)
  const present = valueAt(json.value, holder)
  const free = known.filter((name) => !isRecord(present) || !Object.hasOwn(present, name))
  const near = nearest(key, free)
  const mend = near
    ? `bedoelt u "${near}"? Anders: haal "${key}" weg.`
    : `haal "${key}" weg. Hier mag staan: ${known.join(', ')}.`
  return faultAt(json, path, `"${key}" bestaat hier niet.`, mend)
}

function issueFault(json: JsonFile, issue: v.BaseIssue<unknown>, path: readonly PathKey[]): Fault {
  const last = issue.path?.at(-1)
  const missing = issue.kind === 'schema' && issue.type === 'strict_object' && last?.origin === 'key'
  const { problem, mend } = missing ? missingTrouble(String(path.at(-1))) : troubleOf(issue, valueAt(json.value, path))
  return faultAt(json, path, problem, mend)
}

/** What an author may paste where a required field is missing. */
const EXAMPLES: Readonly<Record<string, string>> = {
  id: '"id": "luisteren"',
  kind: '"kind": "faces3"',
  version: '"version": 1',
  languages: '"languages": ["nl", "en"]',
  address: '"address": "u"',
  careTypes: '"careTypes": ["individuele-begeleiding"]',
  source: '"source": "Eigen vragen, 2026"',
  licence: '"licence": "CC BY 4.0"',
  wording: '"wording": "own"',
  questions: '"questions": …',
  text: '"text": "Hoe goed luistert uw begeleider naar u?"',
  title: '"title": "Individuele begeleiding"',
  intro: '"intro": ["Wij willen weten hoe het met de hulp gaat."]',
  value: '"value": "tijd"',
  question: '"question": "fase"',
  in: '"in": ["finished"]',
  file: '"file": "scenes/listen.svg"',
  mirror: '"mirror": false',
  alt: '"alt": {"nl": "…", "en": "…"}',
  writtenBy: '"writtenBy": "Anna, vertaler"',
  checkedBy: '"checkedBy": null',
  machine: '"machine": false',
  track: '"track": "aanvullende-zorg"',
}

function missingTrouble(key: string): Trouble {
  return { problem: `Hier ontbreekt "${key}".`, mend: `zet erbij: ${EXAMPLES[key] ?? `"${key}": …`}` }
}

/** The codes that the schemas give to their patterns. */
const PATTERNS: Readonly<Record<string, Trouble>> = {
  slug: {
    problem: 'is geen goede naam voor de computer.',
    mend: 'gebruik kleine letters en cijfers, met streepjes ertussen en een letter vooraan, zoals "zelf-kiezen".',
  },
  language: { problem: 'is geen taalcode.', mend: 'gebruik een code zoals "nl", "en" of "pt-BR".' },
  blank: { problem: 'is leeg.', mend: 'vul hier de tekst in.' },
  digest: { problem: 'is geen stempel.', mend: 'haal deze regel weg; het programma schrijft de stempels.' },
  'picture-file': { problem: 'is geen plek van een plaatje.', mend: 'schrijf bijvoorbeeld "scenes/listen.svg".' },
  day: { problem: 'is geen dag.', mend: 'schrijf jaar, maand en dag, zoals "2026-11-23".' },
  phone: {
    problem: 'is geen telefoonnummer.',
    mend: 'gebruik cijfers, spaties, - en een + vooraan, zoals "030 123 45 67".',
  },
  colour: {
    problem: 'is geen kleur.',
    mend: 'schrijf # en zes tekens, 0 tot en met 9 of a tot en met f, zoals "#0b4a6f".',
  },
  https: { problem: 'is geen veilig webadres.', mend: 'begin het adres met https:// en laat spaties weg.' },
}

function troubleOf(issue: v.BaseIssue<unknown>, input: unknown): Trouble {
  const given = shown(input)
  const pattern = issue.type === 'regex' ? PATTERNS[issue.message] : undefined
  if (pattern) return { problem: `${given} ${pattern.problem}`, mend: pattern.mend }
  const limit = String(issue.kind === 'validation' ? issue.requirement : '')
  switch (issue.type) {
    case 'picklist':
      return {
        problem: `${given} kan hier niet.`,
        mend: suggest(typeof input === 'string' ? input : '', listed(issue.expected)),
      }
    case 'integer':
      return { problem: `${given} is geen heel getal.`, mend: 'schrijf een getal zonder komma of punt, zoals 1.' }
    case 'min_value':
      return { problem: `${given} is te laag.`, mend: `schrijf ${limit} of hoger.` }
    case 'max_value':
      return { problem: `${given} is te hoog.`, mend: `schrijf hoogstens ${limit}.` }
    case 'min_length':
      return { problem: `Hier ${size(input)}; dat is te weinig.`, mend: `maak er ten minste ${limit} van.` }
    case 'max_length':
      return { problem: `Hier ${size(input)}; dat is te veel.`, mend: `maak er hoogstens ${limit} van.` }
    default:
      return { problem: `Hier staat ${given}; er moet ${wanted(issue.type)} staan.`, mend: mendType(issue) }
  }
}

function listed(expected: string | null): readonly string[] {
  return [...(expected ?? '').matchAll(/"([^"]*)"/gu)].map((match) => match[1] ?? '')
}

function shown(value: unknown): string {
  if (typeof value === 'string')
    return value.trim() === '' ? 'Deze tekst' : `"${value.length > 40 ? `${value.slice(0, 40)}…` : value}"`
  if (Array.isArray(value)) return 'een lijst [ ]'
  if (isRecord(value)) return 'een groep { }'
  return value === null ? 'niets (null)' : String(value)
}

function size(value: unknown): string {
  if (typeof value === 'string') return `staan ${value.length} tekens`
  const count = Array.isArray(value) ? value.length : 0
  return count === 1 ? 'staat 1 ding' : `staan ${count} dingen`
}

const WANTED: Readonly<Record<string, string>> = {
  string: 'een tekst',
  number: 'een getal',
  boolean: 'true of false',
  array: 'een lijst [ ]',
  strict_object: 'een groep { }',
  record: 'een groep { }',
  union: 'een getal of een tekst',
}

function wanted(type: string): string {
  return WANTED[type] ?? 'iets anders'
}

function mendType(issue: v.BaseIssue<unknown>): string {
  if (issue.type === 'string' && typeof issue.input === 'number') return `zet er aanhalingstekens om: "${issue.input}".`
  if (issue.type === 'number' && typeof issue.input === 'string' && /^\d+$/u.test(issue.input)) {
    return `haal de aanhalingstekens weg: ${issue.input}.`
  }
  if (issue.type === 'boolean') return 'schrijf true of false, zonder aanhalingstekens.'
  if (issue.type === 'array' && typeof issue.input === 'string') return `zet er [ ] om: ["${issue.input}"].`
  return `schrijf hier ${wanted(issue.type)}.`
}
