import type { ComponentChildren } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { WordKey } from '../../client/screens/words.ts'
import names from '../../client/text/languages.json'
import { dayInWords } from '../../shared/results/format.ts'
import type { Words } from '../../shared/survey/survey.ts'
import { tell } from '../../shared/survey/text.ts'
import type { Outcome, OutcomeYear } from '../outcomes.ts'
import { pictureOf } from '../picture-kit.ts'
import type { Feedback } from '../store/feedback.ts'
import { wordsIn } from './words.ts'

interface Told {
  /** The language asked for; Dutch where there is none such. */
  readonly asked: unknown
  readonly productName: string
  /** Name of the provider or the city. */
  readonly name: string
  /** Its id; '' for the city. */
  readonly provider: string
}

/** The page that says what was done with answers. Messages are in Dutch: their writers write one sentence, and nobody checks a
 *  translation of it. */
export function donePage(told: Told, messages: readonly Feedback[]): string {
  const path = told.provider === '' ? '/gedaan' : `/gedaan/${told.provider}`
  const language = languageOf(told.asked)
  const { say } = wordsIn(language)
  return page(
    told,
    { title: 'told.title', path },
    <>
      {messages.length === 0 && <p>{say('told.none')}</p>}
      <ul class="told">
        {messages.map((message) => (
          <Message key={message.id} message={message} language={language} />
        ))}
      </ul>
      {told.provider !== '' && (
        <p>
          <a href={`/uitkomsten/${told.provider}?taal=${language}`}>{say('outcomes.title')}</a>
        </p>
      )}
    </>,
  )
}

/** The page with results in pictures, for who gave the answers. */
export function outcomesPage(told: Told, years: readonly OutcomeYear[]): string {
  const language = languageOf(told.asked)
  const { say } = wordsIn(language)
  return page(
    told,
    { title: 'outcomes.title', path: `/uitkomsten/${told.provider}` },
    <>
      {years.length === 0 && <p>{say('outcomes.few')}</p>}
      {years.map(({ careType, year, demo, outcomes }) => (
        <section key={careType}>
          <h2>
            <bdi lang="nl" dir="ltr">
              {careType}
            </bdi>{' '}
            <bdi>{year}</bdi>
          </h2>
          {demo && (
            <p>
              <strong>{say('outcomes.demo')}</strong>
            </p>
          )}
          <ul class="told">
            {outcomes.map((outcome) => (
              <Shown key={outcome.question.nl} outcome={outcome} language={language} />
            ))}
          </ul>
        </section>
      ))}
      <p>
        <a href={`/gedaan/${told.provider}?taal=${language}`}>{say('told.title')}</a>
      </p>
    </>,
  )
}

function Message({
  message: { text, picture, day },
  language,
}: {
  readonly message: Feedback
  readonly language: string
}) {
  const alt = tell(pictureOf(picture)?.alt ?? {}, language)
  return (
    <li>
      <img src={`/plaatjes/${picture}.svg`} alt={alt.text} lang={alt.language} />
      <p lang="nl" dir="ltr">
        <strong>{text}</strong>
      </p>
      <p>
        <time datetime={day} lang="nl" dir="ltr">
          {dayInWords(day)}
        </time>
      </p>
    </li>
  )
}

function Shown({
  outcome: { question, answers, people },
  language,
}: {
  readonly outcome: Outcome
  readonly language: string
}) {
  const { say } = wordsIn(language)
  return (
    <li>
      <p>
        <In words={question} language={language} />
      </p>
      <Ten people={people} />
      <p>
        <strong>
          {say('outcomes.people', { number: people })}{' '}
          {answers.map((answer, index) => (
            <span key={answer.nl}>
              {index > 0 && ' / '}
              <In words={answer} language={language} />
            </span>
          ))}
        </strong>
      </p>
    </li>
  )
}

function In({ words, language }: { readonly words: Words; readonly language: string }) {
  const said = tell(words, language)
  return <span lang={said.language}>{said.text}</span>
}

/** Ten faces, so many of them filled; the words beside them say the same. */
function Ten({ people }: { readonly people: number }) {
  return (
    <svg class="ten" viewBox="0 0 400 44" aria-hidden="true" focusable="false">
      {Array.from({ length: 10 }, (_, index) => {
        const on = index < people
        const [skin, ink] = on ? ['#0b4a6f', '#ffffff'] : ['#ffffff', '#5b6b7a']
        return (
          <g key={index} transform={`translate(${index * 40 + 20} 22)`}>
            <circle r="17" fill={skin} stroke={on ? '#0b4a6f' : '#5b6b7a'} stroke-width="2" />
            <circle cx="-6" cy="-4" r="2.5" fill={ink} />
            <circle cx="6" cy="-4" r="2.5" fill={ink} />
            <path d="M-7 6h14" stroke={ink} stroke-width="2.5" stroke-linecap="round" />
          </g>
        )
      })}
    </svg>
  )
}

function languageOf(asked: unknown): string {
  return Object.keys(names).find((code) => code === asked) ?? 'nl'
}

function page(
  { asked, productName, name }: Told,
  { title, path }: { readonly title: WordKey; readonly path: string },
  content: ComponentChildren,
): string {
  const language = languageOf(asked)
  const words = wordsIn(language)
  return `<!doctype html>${renderToString(
    <html lang={language} dir={words.direction}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${words.say(title)} – ${name} – ${productName}`}</title>
        <link rel="icon" href="/icons/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/plain.css" />
      </head>
      <body>
        <main>
          <h1>{words.say(title)}</h1>
          <p>
            <strong lang="nl" dir="ltr">
              {name}
            </strong>
          </p>
          {content}
        </main>
        <nav class="languages" aria-label={words.say('language.open')}>
          {Object.entries(names).map(([code, own]) => (
            <a
              key={code}
              href={`${path}?taal=${code}`}
              lang={code}
              hreflang={code}
              dir={wordsIn(code).direction}
              aria-current={code === language ? 'true' : undefined}
            >
              {own}
            </a>
          ))}
        </nav>
      </body>
    </html>,
  )}`
}
