import { join } from 'node:path'
import { coverageOf } from '../shared/survey/coverage.ts'
import { faultLine, isRecord } from '../shared/survey/fault.ts'
import { proofOf } from '../shared/survey/proof.ts'
import { say } from '../shared/survey/text.ts'
import type { TextBook } from '../shared/survey/text-book.ts'
import {
  COMMENT_KINDS,
  type ListedSurvey,
  MAX_NOTE,
  type QuestionState,
  type ShownComment,
  type SurveyReply,
  type SurveysReply,
} from '../shared/survey-desk.ts'
import { audit } from './audit.ts'
import { dayOf } from './calendar.ts'
import type { Deps, Viewer } from './deps.ts'
import { draftFolder, draftIds, isSurveyId, readDrafts } from './drafts.ts'
import { problem } from './http/problem.ts'
import { hasRight } from './rights.ts'
import { cardOf } from './routes/collectors.ts'
import { isRecorded } from './speech/recording.ts'
import { type LoadedSurvey, loadSurvey, type OneSurvey, readSurroundings } from './survey-files.ts'
import { uuidOf } from './uuid.ts'

/** Every survey that is offered and every draft, for who makes or reviews surveys. */
export function listedSurveys(deps: Deps, viewer: Viewer): SurveysReply {
  assertReads(viewer)
  const drafts = readDrafts(deps.config, draftIds(deps.config)).map(({ id, loaded, faults }) => ({
    ...listed(deps, id, loaded?.survey ?? null),
    isDraft: true,
    faults: faults.length,
  }))
  const current = [...deps.surveys.values()].map((survey) => listed(deps, survey.id, survey))
  return { surveys: [...drafts.sort(byTitle), ...current.sort(byTitle)] }
}

/** One of them with all that its preview needs. Throws `not-found` where there is none. */
export function shownSurvey(deps: Deps, viewer: Viewer, where: string, id: string): SurveyReply {
  assertReads(viewer)
  const { loaded, faults, folder } = found(deps, where, id)
  return {
    id,
    isDraft: where === 'draft',
    survey: loaded?.survey ?? null,
    states: loaded ? statesOf(loaded, folder) : [],
    municipality: cardOf(deps.municipality),
    comments: where === 'draft' && loaded ? commentsOn(deps, loaded) : [],
    faults: faults.map(faultLine),
  }
}

/** Adds what somebody says of a question of a draft: `{question, kind, note}`. Kept with the role and the day; the audit log too
 *  names the role alone. Throws `not-found` where there is no such draft, `bad-request` for what cannot be said. */
export function commentOn(deps: Deps, viewer: Viewer, id: string, body: unknown): void {
  assertReads(viewer)
  const { loaded } = found(deps, 'draft', id)
  if (!loaded) throw problem('bad-request', 'Dit concept heeft nog fouten.')
  const { question, kind, note = '' } = isRecord(body) ? body : {}
  const said = COMMENT_KINDS.find((known) => known === kind)
  const { questions, version } = loaded.survey
  const about = questions.find((known) => known.id === question)
  if (!about) throw problem('bad-request', 'Kies een vraag.')
  if (!said) throw problem('bad-request', 'Kies wat u ervan vindt.')
  if (typeof note !== 'string' || [...note].length > MAX_NOTE)
    throw problem('bad-request', `Schrijf hooguit ${MAX_NOTE} tekens.`)
  const { role } = viewer
  const comment = { id: uuidOf(deps.randomBytes(16)), survey: id, version, question: about.id, kind: said }
  deps.store.together(() => {
    deps.store.addSurveyComment({ ...comment, note: note.trim(), role, day: dayOf(deps.now()) })
    audit(deps, role, 'survey-comment', `${id} ${version}`)
  })
}

function commentsOn({ store }: Deps, { survey }: LoadedSurvey): readonly ShownComment[] {
  return store
    .surveyComments(survey.id, survey.version)
    .map(({ question, kind, note, role, day }) => ({ question, kind, note, role, day }))
}

function found({ config, surveys }: Deps, where: string, id: string): OneSurvey & { readonly folder: string } {
  const [draft] = where === 'draft' && isSurveyId(id) && draftIds(config).includes(id) ? readDrafts(config, [id]) : []
  if (draft) return { ...draft, folder: draftFolder(config, id) }
  if (where !== 'current' || !surveys.has(id)) throw problem('not-found', 'Deze vragenlijst is er niet.')
  const municipality = join(config.surveysDir, config.municipality)
  const folder = join(municipality, id)
  return { ...loadSurvey(folder, `${config.municipality}/${id}`, readSurroundings(municipality)), folder }
}

function listed({ store }: Deps, id: string, survey: LoadedSurvey['survey'] | null): ListedSurvey {
  const published = store.surveys().filter((one) => one.survey.id === id)
  return {
    id,
    title: survey ? say(survey.title, 'nl') : id,
    version: survey?.version ?? null,
    isDraft: false,
    questions: survey?.questions.length ?? 0,
    languages: survey?.languages ?? [],
    published: published.map((one) => ({ version: one.survey.version, day: one.published })),
    faults: 0,
  }
}

function statesOf({ survey, book, proofs }: LoadedSurvey, folder: string): readonly QuestionState[] {
  const others = survey.languages.filter((language) => language !== book.first)
  const open = new Map(others.map((language) => [language, openQuestions(book, language)]))
  return survey.questions.map(({ id, text }) => {
    const proof = proofOf(proofs.get(id), text[book.first])
    return {
      question: id,
      stage: proof?.stage ?? 'draft',
      on: proof?.on ?? '',
      with: proof?.with ?? '',
      translated: others.filter((language) => !open.get(language)?.has(id)),
      recorded: survey.languages.filter((language) => isRecorded(join(folder, 'audio', language), id)),
    }
  })
}

/** Ids of the questions of which a text is not there in that language, or is of words that changed since. */
function openQuestions(book: TextBook, language: string): ReadonlySet<string> {
  const { missing, outdated } = coverageOf(book, language)
  return new Set([...missing, ...outdated].map(({ path }) => path.split('.')[1] ?? ''))
}

function assertReads(viewer: Viewer): void {
  if (!hasRight(viewer, 'surveys')) throw problem('forbidden', 'U mag geen vragenlijsten nakijken.')
}

function byTitle(one: ListedSurvey, other: ListedSurvey): number {
  return one.title.localeCompare(other.title, 'nl')
}
