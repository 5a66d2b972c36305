import type { OfferedLanguage } from '../shared/results/choices.ts'
import type { TextBook } from '../shared/survey/text-book.ts'
import { interfaceAbout, nameOf } from './languages.ts'

/** The languages of a survey with who made and checked what people read in them: its own words, what it shares with
 *  other surveys (`shared`) and the interface around it. */
export function offeredLanguages(book: TextBook, shared: readonly TextBook[]): readonly OfferedLanguage[] {
  return (book.languages ?? []).map((id) => {
    const name = nameOf(id) ?? id
    const own = book.translations.get(id)
    if (!own) return { id, name, by: 'none', checked: false }
    const others = shared.flatMap(({ translations }) => translations.get(id)?.about ?? [])
    const abouts = [own.about, ...others, interfaceAbout(id)].filter((about) => about !== null)
    const machine = abouts.some((about) => about.machine)
    const by = machine ? 'machine' : own.about === null ? 'unknown' : 'person'
    return { id, name, by, checked: own.about !== null && abouts.every(({ checkedBy }) => checkedBy !== null) }
  })
}
