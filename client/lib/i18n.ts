import { createInstance } from 'i18next'
import { directionOf, type Said } from '../../shared/survey/text.ts'

/** The words of one file in client/text: key → words, plural forms as `key_one`, `key_other`. */
export type WordFile = Readonly<Record<string, string>>

export type Values = Readonly<Record<string, string | number>>

export interface Words {
  /** BCP 47 code of the language. */
  readonly language: string
  readonly direction: 'ltr' | 'rtl'
  /** The words of that key with the values filled in, numbers in the digits of the language; `count` chooses the plural,
   *  `context` the variant `key_context`. An unknown key gives the key itself. The result is plain text: nothing in it
   *  is escaped. */
  readonly say: (key: string, values?: Values) => string
  /** The same with the language that the words are in: another one where this language lacks the key. */
  readonly tell: (key: string, values?: Values) => Said
}

/** What browsers do not know, with the language whose rules it follows. Without it they take those of the phone. */
const LIKE: Readonly<Record<string, string>> = { ary: 'ar-MA' }

/** For plurals and digits: the language, or Dutch where the browser does not know it. */
const rules = (language: string) => [LIKE[language] ?? language, 'nl']

/** Which plural form a number takes in that language. Source: Unicode CLDR, as the browser has it. */
export function pluralRules(language: string): Intl.PluralRules {
  return new Intl.PluralRules(rules(language))
}

/** The words of a language, ready at once. `files` holds that language's file and may hold others to fall back on, in
 *  the order given. */
export function createWords(language: string, files: Readonly<Record<string, WordFile>>): Words {
  const numbers = new Intl.NumberFormat(rules(language), { useGrouping: false })
  const instance = createInstance()
  void instance.init({
    lng: language,
    fallbackLng: Object.keys(files),
    resources: Object.fromEntries(Object.entries(files).map(([code, translation]) => [code, { translation }])),
    // Everything is in memory: without this the first words would come a tick later.
    initAsync: false,
    keySeparator: false,
    nsSeparator: false,
    interpolation: {
      useRawValueToEscape: true,
      escape: (value: string | number) => (typeof value === 'number' ? numbers.format(value) : value) as string,
    },
  })
  instance.services.pluralResolver.getRule = pluralRules
  const tell = (key: string, values?: Values): Said => {
    const { res, usedLng } = instance.t(key, { ...values, returnDetails: true, nest: false })
    return { text: res, language: usedLng ?? language }
  }
  return { language, direction: directionOf(language), say: (key, values) => tell(key, values).text, tell }
}
