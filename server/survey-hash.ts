import { createHash } from 'node:crypto'
import type { Survey } from '../shared/survey/survey.ts'

/** JSON with the keys of every object in order of their UTF-16 code units, without spaces; fields that are undefined
 *  are left out. Source: RFC 8785 (JSON Canonicalization Scheme). */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const pairs = Object.entries(value).filter(([, item]) => item !== undefined)
  pairs.sort(([one], [other]) => (one < other ? -1 : 1))
  return `{${pairs.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`
}

/** SHA-256 of the survey as served, lower-case hex: the same content gives the same hash on every machine. */
export function surveyHash(survey: Survey): string {
  return createHash('sha256').update(canonicalJson(survey), 'utf8').digest('hex')
}
