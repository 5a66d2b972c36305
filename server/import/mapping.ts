import * as v from 'valibot'

const value = v.union([v.number(), v.string()])
const column = {
  /** As it stands in the first line of the file. */
  column: v.pipe(v.string(), v.nonEmpty()),
  /** What each text in that column stands for; without it the text itself. */
  values: v.optional(v.record(v.string(), value)),
}
const place = v.union([v.strictObject(column), v.strictObject({ value: v.string() })])

const mapping = v.strictObject({
  source: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(120)),
  survey: v.string(),
  version: v.optional(v.pipe(v.number(), v.integer())),
  delimiter: v.optional(v.picklist([';', ',', '\t', '|'])),
  provider: place,
  careType: place,
  month: place,
  phase: v.optional(place),
  answeredBy: v.optional(place),
  language: v.optional(place),
  answers: v.record(v.string(), v.strictObject({ ...column, separator: v.optional(v.pipe(v.string(), v.nonEmpty())) })),
})

/** Where one thing of a response stands: in a column, or the same for all lines. */
export type Place = v.InferOutput<typeof place>
/** What a mapping file says. */
export type Mapping = v.InferOutput<typeof mapping>
/** Where the answers to one question stand; `separator` is between the choices of one cell. */
export type AnswerPlace = Mapping['answers'][string]

/** The mapping in that parsed JSON, or what is wrong with it, each with its path. */
export function checkMapping(json: unknown): Mapping | readonly string[] {
  const checked = v.safeParse(mapping, json)
  if (checked.success) return checked.output
  return checked.issues.map((issue) => `${v.getDotPath(issue) ?? 'bestand'}: ${faultOf(issue)}`)
}

function faultOf({ expected, received }: v.BaseIssue<unknown>): string {
  if (received === 'undefined') return 'dit ontbreekt'
  return expected === 'never' ? 'dit hoort hier niet' : 'dit klopt niet'
}
