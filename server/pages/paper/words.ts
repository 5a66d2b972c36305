import { marked, type Text } from '../../../client/screens/words.ts'
import type nl from '../../../client/text/paper.nl.json'
import { tell } from '../../../shared/survey/text.ts'

type File = Readonly<Record<string, string>>
type Bare<Key> = Key extends `${infer Base}_je` ? Base : Key
export type PaperWord = Bare<keyof typeof nl>
export type SayOnPaper = (word: PaperWord, values?: Readonly<Record<string, string | number>>) => Text

const files: Readonly<Record<string, File>> = import.meta.glob<File>('../../../client/text/paper.*.json', {
  eager: true,
  import: 'default',
})

/** The words of a form in that language, those that it lacks in Dutch and marked so. */
export function paperWords(language: string, address: 'u' | 'je'): SayOnPaper {
  return (word, values = {}) => {
    const said = tell(translations(word, address, [language, 'nl']), language)
    const text = said.text.replace(/\{\{(\w+)\}\}/g, (_all, name: string) => String(values[name] ?? ''))
    return marked({ page: language }, { ...said, text })
  }
}

function translations(word: PaperWord, address: 'u' | 'je', languages: readonly string[]): File {
  return Object.fromEntries(
    languages.flatMap((language) => {
      const file = files[`../../../client/text/paper.${language}.json`]
      const text = (address === 'je' ? file?.[`${word}_je`] : undefined) ?? file?.[word]
      return text === undefined ? [] : [[language, text]]
    }),
  )
}
