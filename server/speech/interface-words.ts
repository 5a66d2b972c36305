import { asSpoken, type Spoken } from '../../shared/survey/speech.ts'
import type { Survey } from '../../shared/survey/survey.ts'

/** Every file of the interface's words, put into the bundle by the build. */
const FILES = import.meta.glob<unknown>(['../../client/text/*.json', '!../../client/text/{portal,plain}*.json'], {
  eager: true,
  import: 'default',
})

/** What stands in the top row, in the bar or only for a screen reader: controls, which are not read out. */
const CONTROLS = new Set(['top.label', 'help.open', 'stop.open', 'leave', 'language.open', 'back', 'next', 'begin'])

/** Screens that come before there is a collector, and so before there is sound. */
const BEFORE_SOUND = /^(unknown|closed|paused|insecure|offline)\./u

type Address = Survey['address']

/** The interface's sentences in that language, in Dutch where they are missing; without those that are filled in while
 *  the app runs. `addresses`: the forms of address that the surveys use. */
export function interfaceTexts(language: string, addresses: ReadonlySet<Address>): readonly Spoken[] {
  const own = wordsOf(language)
  const dutch = wordsOf('nl')
  return Object.keys(dutch).flatMap((key) => {
    if (CONTROLS.has(key) || BEFORE_SOUND.test(key) || !isUsed(key, dutch, addresses)) return []
    const text = asSpoken(own[key] ?? dutch[key] ?? '')
    if (text === '' || text.includes('{{')) return []
    return [{ path: `interface.${key}`, text, language: own[key] === undefined ? 'nl' : language }]
  })
}

/** The name of each language, said in that language. */
export function languageNames(languages: readonly string[]): readonly Spoken[] {
  const names = contents('languages')
  return languages.flatMap((language) => {
    const text = names[language]
    return text ? [{ path: `languages.${language}`, text, language }] : []
  })
}

/** False for the informal words where all surveys are formal, and for the formal ones where all are informal. */
function isUsed(key: string, words: Readonly<Record<string, string>>, addresses: ReadonlySet<Address>): boolean {
  if (/_je(_|$)/u.test(key)) return addresses.has('je')
  return addresses.has('u') || !(`${key}_je` in words)
}

function wordsOf(language: string): Readonly<Record<string, string>> {
  return { ...contents(language), ...contents(`later.${language}`) }
}

/** The words in that file: whatever else it says of itself stands under other kinds of values or under `$`. */
function contents(name: string): Readonly<Record<string, string>> {
  const file = FILES[`../../client/text/${name}.json`]
  if (typeof file !== 'object' || file === null) return {}
  const pairs = Object.entries(file).filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string' && !pair[0].startsWith('$'),
  )
  return Object.fromEntries(pairs)
}
