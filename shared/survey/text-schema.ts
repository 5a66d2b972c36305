import * as v from 'valibot'

/** Small letters and digits with single hyphens, a letter first. The message is a code of schema-faults.ts. */
export const slug = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'slug'), v.maxLength(60))
/** A BCP 47 code of language, script and region. */
export const languageCode = v.pipe(
  v.string(),
  v.regex(/^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$/, 'language'),
)

/** A text for people: not blank and no longer than fits. */
export function words(maxLength: number) {
  return v.pipe(v.string(), v.regex(/\S/, 'blank'), v.maxLength(maxLength))
}

/** True for a text without a letter, such as "10": the same in every language. */
export function isWordless(text: string): boolean {
  return !/\p{L}/u.test(text)
}
