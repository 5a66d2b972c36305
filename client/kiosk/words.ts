import type { Values, Words } from '../lib/i18n.ts'
import type { Model } from '../respond/model.ts'
import { marked, type Text } from '../screens/words.ts'
import type kioskNl from '../text/kiosk.nl.json'
import type staffNl from '../text/staff.nl.json'

type Bare<Key> = Key extends `${infer Base}_je` ? Base : Key

/** A key of client/text/kiosk.nl.json, or of the words for staff, which are in Dutch only; and one that phones have too. */
export type KioskKey = Bare<keyof typeof kioskNl | keyof typeof staffNl> | 'told.title'

/** The kiosk's own words, in the form of address of the survey. */
export function say({ words, survey }: Pick<Model, 'words' | 'survey'>, key: KioskKey, values?: Values): Text {
  const context = survey?.address === 'je' ? 'je' : ''
  return marked({ page: words.language }, words.tell(key, { ...values, context }))
}

/** The same on a page in another language. */
export function sayIn(words: Words, page: string, key: KioskKey, values?: Values): Text {
  return marked({ page }, words.tell(key, values))
}
