import { createInstance } from 'i18next'

/** The words of one file in client/text: key → words, plural forms as `key_one`, `key_other`. */
export type WordFile = Readonly<Record<string, string>>

export interface Words {
  /** BCP 47 code of the language. */
  readonly language: string
  readonly direction: 'ltr' | 'rtl'
  /** The words of that key with the values filled in; `count` chooses the plural, `context` the variant `key_context`.
   *  An unknown key gives the key itself. The result is plain text: nothing in it is escaped. */
  readonly say: (key: string, values?: Readonly<Record<string, string | number>>) => string
}

/** The words of a language, ready at once. `files` holds that language's file and may hold others to fall back on, in
 *  the order given. */
export function createWords(language: string, files: Readonly<Record<string, WordFile>>): Words {
  const instance = createInstance()
  void instance.init({
    lng: language,
    fallbackLng: Object.keys(files),
    resources: Object.fromEntries(Object.entries(files).map(([code, translation]) => [code, { translation }])),
    // Everything is in memory: without this the first words would come a tick later.
    initAsync: false,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
  })
  return {
    language,
    direction: instance.dir(language),
    say: (key, values) => instance.t(key, values ?? {}),
  }
}
