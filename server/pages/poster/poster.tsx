import { renderToString } from 'preact-render-to-string'
import languageNames from '../../../client/text/languages.json'
import { directionOf, say } from '../../../shared/survey/text.ts'
import type { Collector, Location } from '../../store/store.ts'
import { escapeHtml } from '../fill.ts'
import type { PaperForm } from '../paper/form.tsx'
import { Qr } from '../paper/qr.tsx'
import { paperWords, type SayOnPaper } from '../paper/words.ts'
import { POSTER_PICTURE, POSTER_SIGNS } from './signs.ts'

export interface Poster extends Pick<PaperForm, 'survey' | 'language' | 'card' | 'collector' | 'phone' | 'style'> {
  readonly size: 'a4' | 'a5'
  /** Name of the location; '' where there is none. */
  readonly place: string
}

/** Name of the collector's location; '' where it has none. */
export function placeOf({ location }: Collector, locations: readonly Location[]): string {
  return locations.find(({ id }) => id === location)?.name ?? ''
}

/** A poster to print on A4 or A5, without script: what to do, the code to scan, and the address to type. */
export function poster(given: Poster): string {
  const { survey, language, size, style, card } = given
  const title = `${say(survey.title, language, survey.languages[0])} – ${card.productName}`
  return `<!doctype html>
<html lang="${language}" dir="${directionOf(language)}" class="${size}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
${style}
</head>
<body>
${renderToString(<Sheet {...given} />).replace(PICTURE_PLACE, DRAWN)}
</body>
</html>
`
}

/** Where the drawing stands: it is our own file, as shapes in the page. */
const PICTURE_PLACE = '<i></i>'
const DRAWN = POSTER_PICTURE.replace(/<\?xml[^>]*>|<title[\s\S]*?<\/title>|<desc[\s\S]*?<\/desc>/g, '').replace(
  '<svg ',
  '<svg class="picture" aria-hidden="true" focusable="false" ',
)

function Sheet({ survey, language, card, collector, phone, place }: Poster) {
  const on = paperWords(language, survey.address)
  const link = phone ?? ''
  return (
    <main>
      <section class="top">
        <h1>{say(survey.title, language, survey.languages[0])}</h1>
        <p>{on('poster.sub', { count: survey.questions.filter(({ showIf }) => !showIf).length })}</p>
        <i />
      </section>
      <section class="how">
        <div class="code">
          <Qr text={link} look="qr" />
        </div>
        <ol>
          {(['poster.step1', 'poster.step2', 'poster.step3'] as const).map((step, index) => (
            <li key={step}>
              <span class="number">{index + 1}</span>
              <span>{on(step)}</span>
            </li>
          ))}
        </ol>
      </section>
      <Promises on={on} />
      <ul class="languages">
        {survey.languages.map((code) => (
          <li key={code} lang={code} dir={directionOf(code)}>
            {(languageNames as Readonly<Record<string, string>>)[code] ?? code}
          </li>
        ))}
      </ul>
      <footer>
        <p>{[card.productName, collector.provider, place].filter((part) => part !== '').join(' · ')}</p>
        <p>
          {on('poster.type')} <strong dir="ltr">{link.replace(/^https?:\/\//, '')}</strong>
        </p>
      </footer>
    </main>
  )
}

function Promises({ on }: { readonly on: SayOnPaper }) {
  return (
    <ul class="promises">
      {(['name', 'hear', 'paper'] as const).map((promise) => (
        <li key={promise}>
          <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            {POSTER_SIGNS[promise].map((path) => (
              <path key={path} d={path} />
            ))}
          </svg>
          <span>{on(`poster.${promise}`)}</span>
        </li>
      ))}
    </ul>
  )
}
