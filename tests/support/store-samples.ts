import type { Accepted, Collector, Store } from '../../server/store/store.ts'
import type { Response } from '../../shared/response.ts'
import type { Answers } from '../../shared/survey/answer.ts'
import type { Question, QuestionKind, Survey } from '../../shared/survey/survey.ts'

const words = { nl: 'Hoe gaat het?' }

function question(id: string, kind: QuestionKind, more: Partial<Question> = {}): Question {
  return { id, kind, text: words, dontKnow: kind !== 'text', ...more }
}

function options(...values: string[]) {
  return values.map((value) => ({ value, label: words }))
}

/** A survey with every kind of question, one that is shown only after yes, and both context questions. */
export function sampleSurvey(version = 1, id = 'proef'): Survey {
  return {
    id,
    version,
    languages: ['nl', 'en'],
    title: words,
    intro: [words],
    address: 'u',
    questions: [
      question('luisteren', 'faces3'),
      question('stellig', 'agree5', { notApplicable: true }),
      question('hulp', 'yes-no'),
      question('genoeg', 'faces5', { showIf: { question: 'hulp', in: [1] } }),
      question('cijfer', 'grade10'),
      question('soort', 'choice', { options: options('thuis', 'elders') }),
      question('beter', 'choices', { options: options('tijd', 'plek', 'uitleg') }),
      question('fase', 'choice', { context: 'phase', options: options('not-started', 'ongoing', 'finished') }),
      question('na-afloop', 'faces3', { showIf: { question: 'fase', in: ['finished'] } }),
      question('wie', 'choice', { context: 'answeredBy', options: options('self', 'together', 'on-behalf') }),
      question('vertel', 'text'),
    ],
    signs: { dontKnow: { label: words }, skip: { label: words }, notApplicable: { label: words } },
  }
}

/** A collector as the command line makes it. */
export function sampleCollector(more: Partial<Collector> = {}): Collector {
  return {
    code: 'ABCDEFG',
    provider: 'lister',
    careType: 'individuele-begeleiding',
    location: 'centrum',
    channel: 'own-device',
    access: 'open',
    surveys: ['proef'],
    closed: false,
    demo: false,
    ...more,
  }
}

/** A UUID v4 that carries this number. */
export function idOf(number: number): string {
  return `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`
}

/** A response with that id to the sample survey. */
export function sampleResponse(
  number: number,
  answers: Answers = { luisteren: 3 },
  more: Partial<Response> = {},
): Response {
  return {
    id: idOf(number),
    collector: 'ABCDEFG',
    survey: { id: 'proef', version: 1 },
    month: '2026-11',
    channel: 'own-device',
    language: 'nl',
    answeredBy: 'self',
    answers,
    ...more,
  }
}

/** The response as ingest hands it to the store. */
export function accepted(
  response: Response,
  collector: Collector = sampleCollector(),
  hash = `hash-${response.id}`,
): Accepted {
  return { response: { ...response, collector: collector.code }, collector, hash }
}

/** A digest of a withdrawal code that carries this number. */
export function digestOf(number: number): string {
  return number.toString(16).padStart(64, 'd')
}

/** A response that can be withdrawn by a code, until that month. */
export function withCode(number: number, code: number, until = '2027-01'): Accepted {
  const one = accepted(sampleResponse(number, { luisteren: 3 }, { withdrawal: digestOf(code) }))
  return { ...one, withdrawableUntil: until }
}

/** Publishes two versions of the sample survey and saves the sample collector. */
export function fill(store: Store): Store {
  store.publishSurvey(sampleSurvey(1), 'hash-1', '2026-01-01')
  store.publishSurvey(sampleSurvey(2), 'hash-2', '2026-06-01')
  store.saveCollector(sampleCollector())
  return store
}
