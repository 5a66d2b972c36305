import * as v from 'valibot'
import { type About, aboutSchema, type Sources, sourcesSchema } from './provenance.ts'
import type { Words } from './survey.ts'
import { languageCode, slug, words } from './text-schema.ts'

/** `pictures/index.json`: the drawings that every survey may use. */
export interface PictureIndexFile {
  readonly $schema?: string
  readonly source: string
  readonly licence: string
  readonly pictures: readonly PictureEntry[]
}

interface PictureEntry {
  readonly id: string
  /** From the pictures folder on: `scenes/listen.svg`. */
  readonly file: string
  readonly alt: Words
  /** True when it follows the reading direction. */
  readonly mirror: boolean
}

/** The groups of answer words, in the order of the file. */
export const SCALES = ['faces3', 'faces5', 'agree5', 'yes-no', 'grade10', 'signs'] as const

/** `scales/nl.json`: the answer words of one language, the same for all surveys. */
export interface ScalesFile {
  readonly $schema?: string
  readonly about?: About
  readonly faces3: Readonly<Record<string, string>>
  readonly faces5: Readonly<Record<string, string>>
  readonly agree5: Readonly<Record<string, string>>
  readonly 'yes-no': Readonly<Record<string, string>>
  readonly grade10: Readonly<Record<string, string>>
  readonly signs: { readonly dontKnow: string; readonly skip: string; readonly notApplicable: string }
}

/** Answer words by value; any may be missing. */
type SomeLabels = Readonly<Record<string, string | undefined>>

/** `scales/tr.json`: the answer words in another language than Dutch. */
export type ScalesTranslation = { readonly [group in (typeof SCALES)[number]]?: SomeLabels } & {
  readonly $schema?: string
  readonly about?: About
  readonly of?: Sources
}

export const pictureIndexSchema = v.strictObject({
  $schema: v.exactOptional(v.string()),
  source: words(2000),
  licence: words(500),
  pictures: v.array(
    v.strictObject({
      id: slug,
      file: v.pipe(v.string(), v.regex(/^(scenes|choices|faces|signs|icons)\/[a-z0-9-]+\.svg$/, 'picture-file')),
      alt: v.record(languageCode, words(300)),
      mirror: v.boolean(),
    }),
  ),
}) satisfies v.GenericSchema<PictureIndexFile>

const label = words(40)
const head = { $schema: v.exactOptional(v.string()), about: v.exactOptional(aboutSchema) }
const groups = {
  faces3: labels(1, 3),
  faces5: labels(1, 5),
  agree5: labels(1, 5),
  'yes-no': labels(0, 1),
  grade10: labels(1, 10),
  signs: { dontKnow: label, skip: label, notApplicable: label },
}

/** The whole of `scales/nl.json`: nothing may be missing. */
export const scalesSchema = v.strictObject({
  ...head,
  faces3: v.strictObject(groups.faces3),
  faces5: v.strictObject(groups.faces5),
  agree5: v.strictObject(groups.agree5),
  'yes-no': v.strictObject(groups['yes-no']),
  grade10: v.strictObject(groups.grade10),
  signs: v.strictObject(groups.signs),
}) satisfies v.GenericSchema<ScalesFile>

/** The whole of `scales/tr.json` and every other translation. */
export const scalesTranslationSchema = v.strictObject({
  ...head,
  faces3: some(groups.faces3),
  faces5: some(groups.faces5),
  agree5: some(groups.agree5),
  'yes-no': some(groups['yes-no']),
  grade10: some(groups.grade10),
  signs: some(groups.signs),
  of: v.exactOptional(sourcesSchema),
}) satisfies v.GenericSchema<ScalesTranslation>

function labels(lowest: number, highest: number): Readonly<Record<string, typeof label>> {
  const values = Array.from({ length: highest - lowest + 1 }, (_, index) => String(lowest + index))
  return Object.fromEntries(values.map((value) => [value, label]))
}

function some(group: Readonly<Record<string, typeof label>>) {
  const entries = Object.keys(group).map((key) => [key, v.exactOptional(label)] as const)
  return v.exactOptional(v.strictObject(Object.fromEntries(entries)))
}
