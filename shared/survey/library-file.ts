import * as v from 'valibot'
import type { Words } from './survey.ts'
import { languageCode, slug, words } from './survey-file.ts'

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

/** `scales/nl.json`: the answer words of one language, the same for all surveys. */
export interface ScalesFile {
  readonly $schema?: string
  readonly faces3: Readonly<Record<string, string>>
  readonly faces5: Readonly<Record<string, string>>
  readonly agree5: Readonly<Record<string, string>>
  readonly 'yes-no': Readonly<Record<string, string>>
  readonly grade10: Readonly<Record<string, string>>
  readonly signs: { readonly dontKnow: string; readonly skip: string; readonly notApplicable: string }
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

export const scalesSchema = v.strictObject({
  $schema: v.exactOptional(v.string()),
  faces3: labels(1, 3),
  faces5: labels(1, 5),
  agree5: labels(1, 5),
  'yes-no': labels(0, 1),
  grade10: labels(1, 10),
  signs: v.strictObject({ dontKnow: label, skip: label, notApplicable: label }),
}) satisfies v.GenericSchema<ScalesFile>

function labels(lowest: number, highest: number) {
  const values = Array.from({ length: highest - lowest + 1 }, (_, index) => String(lowest + index))
  return v.strictObject(Object.fromEntries(values.map((value) => [value, label])))
}
