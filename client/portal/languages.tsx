import { Fragment } from 'preact'
import type { OfferedLanguage } from '../../shared/results/choices.ts'
import type { Words } from '../lib/i18n.ts'

interface LanguagesProps {
  readonly words: Words
  readonly languages: readonly OfferedLanguage[]
}

/** In which languages people can fill the survey in, and which of them a machine translated, said once for all of these;
 *  nothing without any. */
export function Languages({ words, languages }: LanguagesProps) {
  const groups = new Map<string, OfferedLanguage[]>()
  for (const language of languages) {
    const note = noteOn(words, language)
    groups.set(note, [...(groups.get(note) ?? []), language])
  }
  return (
    <>
      {[...groups].map(([note, group]) => (
        <p class="ew-languages" key={note}>
          {note}{' '}
          {group.map((language, index) => (
            <Fragment key={language.id}>
              <bdi lang={language.id}>{language.name}</bdi>
              {index < group.length - 1 ? ', ' : '.'}
            </Fragment>
          ))}
        </p>
      ))}
    </>
  )
}

function noteOn({ say }: Words, { by, checked }: OfferedLanguage): string {
  if (by === 'none') return say('languages.none')
  if (by === 'machine') return say(checked ? 'languages.machine.checked' : 'languages.machine')
  return say('languages')
}
