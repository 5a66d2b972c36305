import { Fragment } from 'preact'
import type { OfferedLanguage } from '../../shared/results/choices.ts'
import type { Words } from '../lib/i18n.ts'

interface LanguagesProps {
  readonly words: Words
  readonly languages: readonly OfferedLanguage[]
}

/** In which languages people can fill the survey in, and which of them a machine translated; nothing without any. */
export function Languages({ words, languages }: LanguagesProps) {
  if (languages.length === 0) return null
  return (
    <p class="ew-languages">
      {words.say('languages')}{' '}
      {languages.map((language, index) => (
        <Fragment key={language.id}>
          <bdi lang={language.id}>{language.name}</bdi>
          {noteOn(words, language)}
          {index < languages.length - 1 ? ', ' : '.'}
        </Fragment>
      ))}
    </p>
  )
}

function noteOn({ say }: Words, { by, checked }: OfferedLanguage): string {
  if (by === 'none') return ` (${say('languages.none')})`
  if (by === 'machine')
    return ` (${say('languages.machine')}, ${say(checked ? 'languages.checked' : 'languages.unchecked')})`
  return ''
}
