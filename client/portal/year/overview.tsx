import { count, dayInWords, ofHundred, percent } from '../../../shared/results/format.ts'
import { MIRROR_PROVIDERS } from '../../../shared/results/mirror.ts'
import { isRounded } from '../../../shared/results/results.ts'
import { FULL_FROM } from '../../../shared/results/row.ts'
import { THRESHOLD } from '../../../shared/results/threshold.ts'
import {
  type ListedSnapshot,
  OVERVIEW_THEMES,
  type OverviewPart,
  type OverviewQuestion,
  type ThemeScale,
  type YearOverview,
} from '../../../shared/snapshots.ts'
import type { Words } from '../../lib/i18n.ts'
import { useLoaded } from '../loaded.ts'
import { topAnswers } from '../sentences.ts'
import { Sign } from '../sign.tsx'
import { Waiting } from '../waiting.tsx'
import { say } from './year-words.ts'

interface OverviewProps {
  readonly words: Words
  readonly snapshot: ListedSnapshot
  readonly onSignedOut: () => void
}

/** One frozen overview, as its file has it. */
export function Overview({ words, snapshot: { id, kind, year }, onSignedOut }: OverviewProps) {
  const path = `/api/v1/snapshots/${id}`
  const [stage, load] = useLoaded<YearOverview>(`${path}/figures.json`, onSignedOut)

  if (stage.at !== 'there') return <Waiting words={words} at={stage.at} onRetry={() => void load()} />
  const { day, released, demo, municipality, parts } = stage.reply
  return (
    <>
      <section class="ew-lead ew-lead--single" aria-labelledby="lead">
        <div>
          <h1 class="ew-lead__title" id="lead">
            {say(`name.${kind}`, { year })}
          </h1>
          <p class="ew-lead__more">
            {say('made', { day: dayInWords(day), municipality: municipality.name })}{' '}
            {released !== null && say('released', { day: dayInWords(released) })}
          </p>
          <p class="ew-lead__more">
            {say('together', { providers: MIRROR_PROVIDERS, full: FULL_FROM, threshold: THRESHOLD })}
          </p>
          <p class="ew-downloads__row ew-year__take">
            <a class="ew-button ew-button--secondary" href={`${path}/overview.pdf`} download>
              <Sign name="download" />
              {say('file')}
            </a>
            <button class="ew-button ew-button--secondary" type="button" onClick={() => print()}>
              {say('print')}
            </button>
            <a href={`${path}/figures.json`} download={`overzicht_${kind}_${year}_${day}.json`}>
              {say('figures')}
            </a>
            <a href="/resultaten/jaaroverzicht">{say('back')}</a>
          </p>
        </div>
      </section>
      {demo && <p class="ew-notice">{words.say('demo')}</p>}
      <section class="ew-sheet" aria-labelledby="themes">
        <h2 class="ew-sheet__title" id="themes">
          {say('themes')}
        </h2>
        {parts.length === 0 ? <p>{say('few')}</p> : <Themes words={words} parts={parts} />}
        <p class="ew-result__n">{say('read', { full: FULL_FROM })}</p>
      </section>
      {kind === 'year' &&
        parts.map((part) => <Questions key={`${part.careType.id} ${part.survey.id}`} words={words} part={part} />)}
    </>
  )
}

function Themes({ words, parts }: { readonly words: Words; readonly parts: readonly OverviewPart[] }) {
  return (
    <table class="ew-table ew-table--stacked">
      <caption class="ew-visually-hidden">{say('themes')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('careType')}</th>
          <th scope="col">{say('filled')}</th>
          {OVERVIEW_THEMES.map((theme) => (
            <th key={theme} scope="col">
              {words.say(`pool.${theme}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {parts.map(({ careType, survey, responses, themes }) => (
          <tr key={`${careType.id} ${survey.id}`}>
            <th scope="row">
              {careType.name}
              <span class="ew-table__sub">{survey.name}</span>
            </th>
            <td data-label={say('filled')}>
              <span>{responses === 0 ? '–' : count(responses)}</span>
            </td>
            {OVERVIEW_THEMES.map((theme) => (
              <td key={theme} data-label={words.say(`pool.${theme}`)}>
                <Scales words={words} scales={themes.find((figure) => figure.theme === theme)?.scales ?? []} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Scales({ words, scales }: { readonly words: Words; readonly scales: readonly ThemeScale[] }) {
  if (scales.length === 0) return <span class="ew-table__sub">{say('hidden')}</span>
  return (
    <span>
      {scales.map(({ share, n, about, like }) => (
        <span class="ew-year__scale" key={like.id}>
          <strong>{say('cell', { share: shareOf(share, about, words), n: count(n) })}</strong>
          <span class="ew-table__sub">{topAnswers(like, words)}</span>
        </span>
      ))}
    </span>
  )
}

function Questions({ words, part }: { readonly words: Words; readonly part: OverviewPart }) {
  const { careType, survey, questions } = part
  const shown = questions.filter(({ row }) => row.share !== null)
  const id = `questions-${careType.id}-${survey.id}`
  return (
    <section class="ew-sheet" aria-labelledby={id}>
      <h2 class="ew-sheet__title" id={id}>
        {careType.name}: {survey.name}
      </h2>
      {shown.length === 0 ? (
        <p>{say('few')}</p>
      ) : (
        <table class="ew-table ew-table--stacked">
          <caption class="ew-visually-hidden">{say('questions', { careType: careType.name })}</caption>
          <thead>
            <tr>
              {['question', 'share', 'sure', 'n'].map((head) => (
                <th key={head} scope="col">
                  {say(head)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((one) => (
              <Question key={one.question.id} words={words} one={one} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function Question({ words, one: { question, row } }: { readonly words: Words; readonly one: OverviewQuestion }) {
  const [low, high] = row.interval ?? [0, 1]
  return (
    <tr>
      <th scope="row">
        {question.text}
        <span class="ew-table__sub">{topAnswers(question, words)}</span>
      </th>
      <td data-label={say('share')}>
        <strong>{shareOf(row.share ?? 0, isRounded(row), words)}</strong>
      </td>
      <td data-label={say('sure')}>
        <span>{say('between', { low: ofHundred(low), high: ofHundred(high) })}</span>
      </td>
      <td data-label={say('n')}>
        <span>{count(row.n ?? 0)}</span>
      </td>
    </tr>
  )
}

function shareOf(share: number, about: boolean, words: Words): string {
  return about ? words.say('about', { figure: percent(share) }) : percent(share)
}
