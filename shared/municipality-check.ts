import type * as v from 'valibot'
import { type Look, tooAlike } from './look.ts'
import type { Municipality } from './municipality.ts'
import { areasSchema, cardSchema, careTypesSchema, providersSchema } from './municipality-file.ts'
import { readHelpNames, withNames } from './municipality-help.ts'
import { type Checked, type Fault, isRecord, type PathKey, suggest, valueAt } from './survey/fault.ts'
import { faultAt, type JsonFile, readJson } from './survey/json-file.ts'
import type { TextFiles } from './survey/library.ts'
import { checkShape } from './survey/schema-faults.ts'
import { wordFaults } from './survey/word-faults.ts'

/** The names of the files that make a municipality. */
export const MUNICIPALITY_FILES = ['municipality.json', 'care-types.json', 'areas.json', 'providers.json'] as const

/** The municipality in the folder of that name, or everything that is wrong with its files at once. */
export function checkMunicipality(at: string, files: TextFiles): Checked<Municipality> {
  const names = readHelpNames(at, files)
  const faults: Fault[] = [...names.faults]
  const card = take(at, files, 'municipality.json', cardSchema, faults)
  const careTypes = take(at, files, 'care-types.json', careTypesSchema, faults)
  const areas = take(at, files, 'areas.json', areasSchema, faults)
  const providers = take(at, files, 'providers.json', providersSchema, faults)
  if (card.json) faults.push(...cardFaults(at, card.json), ...lookFaults(card.json, card.value?.look))
  if (careTypes.json) faults.push(...twinFaults(careTypes.json, ['careTypes']))
  if (areas.json) faults.push(...areaFaults(areas.json))
  if (providers.json) faults.push(...providerFaults(providers.json, { careTypes: careTypes.json, areas: areas.json }))
  if (!card.value || !careTypes.value || !areas.value || !providers.value || faults.length > 0)
    return { ok: false, faults }
  const { $schema, ...own } = card.value
  return {
    ok: true,
    value: {
      ...own,
      help: own.help.map((line) => withNames(line, names.names)),
      careTypes: careTypes.value.careTypes,
      areaSchemes: areas.value.schemes,
      providers: providers.value.providers,
      locations: providers.value.locations,
    },
  }
}

/** Ids of the care types in `care-types.json` as far as they can be read; null when none can. */
export function careTypeIds(at: string, files: TextFiles): readonly string[] | null {
  const text = files.get('care-types.json')
  const json = typeof text === 'string' ? readJson(`${at}/care-types.json`, text).json : null
  const ids = json ? idsAt(json, ['careTypes']) : []
  return ids.length > 0 ? ids : null
}

interface Taken<T> {
  readonly json: JsonFile | null
  readonly value: T | null
}

function take<T>(
  at: string,
  files: TextFiles,
  name: string,
  schema: v.GenericSchema<unknown, T>,
  faults: Fault[],
): Taken<T> {
  const text = files.get(name)
  if (text === null) return { json: null, value: null }
  if (text === undefined) {
    faults.push({
      file: `${at}/${name}`,
      path: '',
      problem: 'Dit bestand ontbreekt.',
      mend: `maak ${name}; surveys/README.md zegt wat erin staat.`,
    })
    return { json: null, value: null }
  }
  const read = readJson(`${at}/${name}`, text)
  faults.push(...read.faults)
  if (!read.json) return { json: null, value: null }
  const shape = checkShape(schema, read.json)
  faults.push(...shape.faults, ...wordFaults(read.json))
  return { json: read.json, value: shape.value }
}

/** The objects of a list in an unchecked file, with their place. */
function rows(
  json: JsonFile | null,
  path: readonly PathKey[],
): readonly { readonly row: Readonly<Record<string, unknown>>; readonly path: readonly PathKey[] }[] {
  const list = json ? valueAt(json.value, path) : undefined
  return Array.isArray(list)
    ? list.flatMap((row: unknown, index) => (isRecord(row) ? [{ row, path: [...path, index] }] : []))
    : []
}

function idsAt(json: JsonFile | null, path: readonly PathKey[]): readonly string[] {
  return rows(json, path).flatMap(({ row }) => (typeof row.id === 'string' ? [row.id] : []))
}

function twinFaults(json: JsonFile, path: readonly PathKey[]): readonly Fault[] {
  const seen = new Set<unknown>()
  return rows(json, path).flatMap(({ row, path: at }) => {
    const twin = row.id !== undefined && seen.has(row.id)
    seen.add(row.id)
    return twin
      ? [
          faultAt(
            json,
            [...at, 'id'],
            `"${String(row.id)}" staat er twee keer.`,
            'haal er één weg of geef die een andere "id".',
          ),
        ]
      : []
  })
}

function cardFaults(at: string, json: JsonFile): readonly Fault[] {
  const folder = at.split('/').at(-1) ?? ''
  const id = valueAt(json.value, ['id'])
  const wrongId = typeof id === 'string' && id !== folder
  return [
    ...(wrongId
      ? [faultAt(json, ['id'], `"id" is "${id}", maar de map heet "${folder}".`, `schrijf "id": "${folder}".`)]
      : []),
    ...rows(json, ['help']).flatMap(({ row, path }) =>
      isRecord(row.name) && !Object.hasOwn(row.name, 'nl')
        ? [faultAt(json, [...path, 'name'], 'De Nederlandse naam ontbreekt.', 'zet erbij: "nl": "…"')]
        : [],
    ),
  ]
}

/** Colours that not everybody can tell apart. */
function lookFaults(json: JsonFile, look: Look | undefined): readonly Fault[] {
  return look === undefined
    ? []
    : tooAlike(look).map(({ name, beside, contrast, least }) =>
        faultAt(
          json,
          ['look', name],
          `"${name}" lijkt te veel op ${beside.startsWith('#') ? `de kleur ${beside} ernaast` : `"${beside}"`}: het verschil is ${contrast.toFixed(1)}.`,
          `kies een kleur die meer verschilt: ${least} of meer.`,
        ),
      )
}

function areaFaults(json: JsonFile): readonly Fault[] {
  const schemes = rows(json, ['schemes'])
  const inside = schemes.flatMap(({ path }) => [
    ...twinFaults(json, [...path, 'areas']),
    ...rows(json, [...path, 'areas']).flatMap(({ row, path: at }) =>
      areaNameFaults(json, [...at, 'within'], row.within, json),
    ),
  ])
  return [...twinFaults(json, ['schemes']), ...inside]
}

/** Faults of `{scheme: area}` in any file, compared with the area file. */
function areaNameFaults(
  json: JsonFile,
  path: readonly PathKey[],
  value: unknown,
  areas: JsonFile | null,
): readonly Fault[] {
  if (!isRecord(value) || !areas) return []
  const schemes = rows(areas, ['schemes'])
  return Object.entries(value).flatMap(([scheme, area]) => {
    const found = schemes.find(({ row }) => row.id === scheme)
    if (!found)
      return [
        faultAt(
          json,
          [...path, scheme],
          `Er is geen gebiedsindeling "${scheme}".`,
          suggest(scheme, idsAt(areas, ['schemes'])),
        ),
      ]
    const ids = idsAt(areas, [...found.path, 'areas'])
    if (typeof area !== 'string' || ids.includes(area)) return []
    return [faultAt(json, [...path, scheme], `"${area}" is geen gebied van "${scheme}".`, suggest(area, ids))]
  })
}

interface Known {
  readonly careTypes: JsonFile | null
  readonly areas: JsonFile | null
}

function providerFaults(json: JsonFile, known: Known): readonly Fault[] {
  const careTypes = known.careTypes ? idsAt(known.careTypes, ['careTypes']) : null
  return [
    ...twinFaults(json, ['providers']),
    ...twinFaults(json, ['locations']),
    ...validityFaults(json, ['providers']),
    ...validityFaults(json, ['locations']),
    ...rows(json, ['providers']).flatMap(({ row, path }) =>
      careTypeFaults(json, [...path, 'careTypes'], row.careTypes, careTypes),
    ),
    ...rows(json, ['locations']).flatMap(({ row, path }) => [
      ...nameFault(json, [...path, 'provider'], row.provider, idsAt(json, ['providers']), 'Er is geen aanbieder'),
      ...areaNameFaults(json, [...path, 'areas'], row.areas, known.areas),
    ]),
  ]
}

function careTypeFaults(
  json: JsonFile,
  path: readonly PathKey[],
  value: unknown,
  known: readonly string[] | null,
): readonly Fault[] {
  if (!Array.isArray(value) || !known) return []
  return value.flatMap((id: unknown, index) => nameFault(json, [...path, index], id, known, 'Er is geen zorgvorm'))
}

function nameFault(
  json: JsonFile,
  path: readonly PathKey[],
  value: unknown,
  known: readonly string[],
  what: string,
): readonly Fault[] {
  if (typeof value !== 'string' || known.includes(value)) return []
  return [faultAt(json, path, `${what} "${value}".`, suggest(value, known))]
}

function validityFaults(json: JsonFile, path: readonly PathKey[]): readonly Fault[] {
  const list = rows(json, path)
  const successor = new Map(list.map(({ row }) => [row.id, row.succeededBy]))
  return list.flatMap(({ row, path: at }) => [
    ...['validFrom', 'validUntil'].flatMap((key) => dayFault(json, [...at, key], row[key])),
    ...periodFault(json, at, row),
    ...nameFault(json, [...at, 'succeededBy'], row.succeededBy, idsAt(json, path), 'Er is geen opvolger'),
    ...(inCircle(row.id, successor)
      ? [
          faultAt(
            json,
            [...at, 'succeededBy'],
            `"${String(row.id)}" volgt zo zichzelf op.`,
            'noem de organisatie die ná deze kwam.',
          ),
        ]
      : []),
  ])
}

function inCircle(id: unknown, successor: ReadonlyMap<unknown, unknown>): boolean {
  let next = successor.get(id)
  for (let steps = 0; steps <= successor.size && next !== undefined; steps += 1) {
    if (next === id) return true
    next = successor.get(next)
  }
  return false
}

function dayFault(json: JsonFile, path: readonly PathKey[], value: unknown): readonly Fault[] {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/u.test(value) || isDay(value)) return []
  return [faultAt(json, path, `"${value}" staat niet op de kalender.`, 'kijk de maand en de dag na.')]
}

function isDay(value: string): boolean {
  const [year = 0, month = 0, day = 0] = value.split('-').map(Number)
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  return days !== undefined && day >= 1 && day <= days
}

function periodFault(
  json: JsonFile,
  path: readonly PathKey[],
  row: Readonly<Record<string, unknown>>,
): readonly Fault[] {
  const { validFrom, validUntil } = row
  if (typeof validFrom !== 'string' || typeof validUntil !== 'string' || validFrom <= validUntil) return []
  return [
    faultAt(
      json,
      [...path, 'validUntil'],
      `De laatste dag (${validUntil}) ligt voor de eerste (${validFrom}).`,
      'draai de dagen om of kijk ze na.',
    ),
  ]
}
