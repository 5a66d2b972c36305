import { plain } from '../../../client/screens/words.ts'
import languages from '../../../client/text/languages.json'
import { directionOf, tell } from '../../../shared/survey/text.ts'
import type { PaperForm } from './form.tsx'
import { type PaperWord, paperWords } from './words.ts'

const LINES = ['notice.print', 'notice.give', 'notice.type', 'notice.destroy'] as const
const dutch = paperWords('nl', 'u')
const names: Readonly<Record<string, string>> = languages

/** What stands above the form on the screen and never on paper: how to print it, what to do with it afterwards, and the
 *  other forms. For staff, so in Dutch. */
export function Notice({ form }: { readonly form: PaperForm }) {
  const { survey, language, others, linked } = form
  const say = (word: PaperWord) => plain(dutch(word))
  return (
    <header class="paper-notice" lang="nl" dir="ltr">
      <p class="paper-notice__title">{say('notice.title')}</p>
      {LINES.map((line) => (
        <p key={line}>{say(line)}</p>
      ))}
      {others.length > 0 && (
        <nav aria-label={say('notice.surveys')}>
          <ul>
            {others.map(({ id, title }) => (
              <li key={id}>
                <a href={`?vragenlijst=${id}`}>{tell(title, 'nl').text}</a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {linked && (
        <nav aria-label={say('notice.languages')}>
          <ul>
            {survey.languages.map((code) => (
              <li key={code}>
                <a
                  href={`?vragenlijst=${survey.id}&taal=${code}`}
                  lang={code}
                  dir={directionOf(code)}
                  aria-current={code === language ? 'page' : undefined}
                >
                  {names[code] ?? code}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </header>
  )
}
