import { problem } from '../http/problem.ts'

/** Longer than any password, name, link, secret and code that can be right. */
const LONGEST = 512

/** The texts of these names in a body. Throws `bad-request` where one is missing or too long to be right. */
export function textsIn<Name extends string>(body: unknown, names: readonly Name[]): Readonly<Record<Name, string>> {
  const given = typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>) : {}
  const texts = names.map((name) => {
    const text = given[name]
    if (typeof text === 'string' && text.length <= LONGEST) return [name, text] as const
    throw problem('bad-request', `Send {${names.map((one) => `"${one}": "…"`).join(', ')}}`)
  })
  // Every name is there: what is missing threw.
  return Object.fromEntries(texts) as Record<Name, string>
}
