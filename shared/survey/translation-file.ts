import * as v from 'valibot'
import { type About, aboutSchema, type Sources, sourcesSchema } from './provenance.ts'
import { type QuestionWords, TEXTS } from './survey-file.ts'
import { slug, words } from './text-schema.ts'

/** `en.json`, `tr.json` …: the words of a survey in another language than its first. Any text may be missing; people
 *  then read the first language there. */
export interface TranslationFile {
  readonly $schema?: string
  readonly about?: About
  readonly title?: string
  /** In the order of the first language; null: not translated. */
  readonly intro?: readonly (string | null)[]
  readonly questions?: Readonly<Record<string, Partial<QuestionWords>>>
  readonly pictures?: Readonly<Record<string, string>>
  readonly of?: Sources
}

/** The whole of a translation. */
export const translationSchema = v.strictObject({
  $schema: v.exactOptional(v.string()),
  about: v.exactOptional(aboutSchema),
  title: v.exactOptional(TEXTS.title),
  intro: v.exactOptional(
    v.pipe(
      v.array(v.nullable(TEXTS.introLine)),
      v.maxLength(5),
      v.description('Hoogstens vijf korte zinnen, één per regel; null waar de vertaling nog ontbreekt.'),
    ),
  ),
  questions: v.exactOptional(
    v.record(
      v.string(),
      v.strictObject({
        text: v.exactOptional(TEXTS.question),
        hint: v.exactOptional(TEXTS.hint),
        explain: v.exactOptional(TEXTS.explain),
        options: v.exactOptional(TEXTS.options),
      }),
    ),
  ),
  pictures: v.exactOptional(TEXTS.pictures),
  of: v.exactOptional(sourcesSchema),
}) satisfies v.GenericSchema<TranslationFile>

/** `pictures/alt/tr.json`: alt texts of the shared drawings in a language that `pictures/index.json` does not have. */
export interface AltFile {
  readonly $schema?: string
  readonly about?: About
  /** Alt text by id of the drawing. */
  readonly pictures: Readonly<Record<string, string>>
  readonly of?: Sources
}

/** The whole of `pictures/alt/tr.json`. */
export const altSchema = v.strictObject({
  $schema: v.exactOptional(v.string()),
  about: v.exactOptional(aboutSchema),
  pictures: v.record(slug, words(300)),
  of: v.exactOptional(sourcesSchema),
}) satisfies v.GenericSchema<AltFile>
