import names from '../text/languages.json'

/** A language to choose. */
export interface LanguageName {
  readonly code: string
  /** In the language itself. */
  readonly name: string
}

/** These languages as they are offered: Dutch, then those of the phone, then the order of client/text/languages.json. One
 *  that has no name there is not offered. */
export function offered(codes: readonly string[], phone: readonly string[]): readonly LanguageName[] {
  const named: Readonly<Record<string, string>> = names
  const order = ['nl', ...phone.map((tag) => tag.split('-')[0] ?? tag), ...Object.keys(named)]
  return [...new Set(order)].flatMap((code) => {
    const name = codes.includes(code) && named[code]
    return name ? { code, name } : []
  })
}
