import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import * as v from 'valibot'
import type { TranslatedPhrase } from '../../shared/survey/apply-phrases.ts'
import { describeFaults } from '../../shared/survey/fault.ts'
import { readJson } from '../../shared/survey/json-file.ts'
import { checkShape } from '../../shared/survey/schema-faults.ts'
import { PHRASE_KINDS } from '../../shared/survey/text-book.ts'
import { CommandError, type Io } from './command.ts'

const phrase = v.strictObject({
  nl: v.string(),
  kind: v.picklist(PHRASE_KINDS),
  address: v.exactOptional(v.picklist(['u', 'je'])),
  to: v.exactOptional(v.nullable(v.string())),
  only: v.exactOptional(v.array(v.string())),
  // What `survey phrases` adds for the translator's eye.
  en: v.exactOptional(v.nullable(v.string())),
  where: v.exactOptional(v.array(v.string())),
  now: v.exactOptional(v.nullable(v.string())),
}) satisfies v.GenericSchema<TranslatedPhrase>

const phrasesSchema = v.strictObject({ language: v.string(), phrases: v.array(phrase) })

/** The translated phrases in this file, or in standard input for `-`. Throws `faulty-files` with every fault, and
 *  when they are in another language. */
export async function readPhrases(file: string, language: string, io: Io): Promise<readonly TranslatedPhrase[]> {
  const { json, faults } = readJson(file, file === '-' ? await io.stdin() : readText(file))
  const shape = json ? checkShape(phrasesSchema, json) : null
  const all = [...faults, ...(shape?.faults ?? [])]
  if (all.length > 0 || !shape?.value) throw new CommandError('faulty-files', describeFaults(all))
  const given = shape.value.language
  if (given !== language)
    throw new CommandError('faulty-files', `${file} is in de taal "${given}", niet in "${language}".`)
  return shape.value.phrases.map((one) => ({ ...one, nl: one.nl.normalize('NFC') }))
}

function readText(file: string): string {
  try {
    return readFileSync(resolve(file), 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'onbekend'
    throw new CommandError('no-file', `Het bestand ${file} is niet te lezen (${code}).`)
  }
}
