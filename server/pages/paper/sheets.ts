import type { Condition, Question, Survey } from '../../../shared/survey/survey.ts'
import { say } from '../../../shared/survey/text.ts'

/** Millimetres on an A4 that questions may take: on the first sheet title and intro come before them. The style sheet
 *  makes them true; the browser test measures that nothing sticks out. */
const ROOM = { first: 185, next: 254 }
/** Characters of a question's text, of its hint and of one answer that fit in a line. */
const LINE = { text: 54, hint: 68, answers: 72 }
/** Characters of "Alleen als u bij vraag 10 dit koos:". */
const ONLY_IF = 36

/** The questions, sheet by sheet: as few sheets as they need, and each about as full as the others. */
export function sheetsOf(survey: Survey, language: string): readonly (readonly Question[])[] {
  const heights = new Map(survey.questions.map((question) => [question.id, heightOf(survey, question, language)]))
  const full = fill(survey, heights, 1)
  // The fullest share with which the last question still comes on the same sheet.
  const shares = Array.from({ length: 30 }, (_, step) => 0.7 + step / 100)
  const even = shares.map((share) => fill(survey, heights, share)).find((sheets) => sheets.length === full.length)
  return even ?? full
}

function fill(survey: Survey, heights: ReadonlyMap<string, number>, share: number): readonly (readonly Question[])[] {
  const sheets: Question[][] = [[]]
  let left = ROOM.first * share
  for (const question of survey.questions) {
    const height = heights.get(question.id) ?? 0
    if (height > left && sheets.at(-1)?.length !== 0) {
      sheets.push([])
      left = ROOM.next * share
    }
    sheets.at(-1)?.push(question)
    left -= height
  }
  return sheets
}

/** About how many millimetres high, too high rather than too low. */
function heightOf(survey: Survey, question: Question, language: string): number {
  const lines = (words: Question['text'] | undefined, line: number) =>
    words ? Math.ceil(say(words, language, survey.languages[0]).length / line) : 0
  const head = 6.5 * lines(question.text, LINE.text) + 5.5 * lines(question.hint, LINE.hint)
  const condition = question.showIf
    ? 5.5 * Math.ceil((ONLY_IF + chosenLength(survey, question.showIf, language)) / LINE.hint)
    : 0
  return Math.max(23, 4.5 + head + condition + boxesHeight(survey, question, language))
}

/** Characters of the answers that a condition names. */
function chosenLength(survey: Survey, condition: Condition, language: string): number {
  const options = survey.questions.find(({ id }) => id === condition.question)?.options ?? []
  const chosen = options.filter(({ value }) => condition.in.includes(value))
  return chosen.reduce((sum, { label }) => sum + say(label, language, survey.languages[0]).length + 4, 0)
}

function boxesHeight(survey: Survey, question: Question, language: string): number {
  if (question.kind === 'text') return 34
  if (question.kind === 'grade10') return 16
  const labels = [
    ...(question.options ?? []).map(({ label }) => label),
    ...(question.notApplicable ? [survey.signs.notApplicable.label] : []),
    ...(question.dontKnow ? [survey.signs.dontKnow.label] : []),
  ].map((label) => say(label, language, survey.languages[0]))
  const width = LINE.answers / labels.length
  const most = Math.max(...labels.map((label) => linesOf(label, width)))
  return 11.5 + 5 * most + (question.kind === 'choices' ? 6 : 0)
}

/** Lines of a text that breaks between words only. */
function linesOf(text: string, width: number): number {
  let lines = 1
  let used = 0
  for (const { length } of text.split(' ')) {
    if (used > 0 && used + 1 + length > width) {
      lines += 1
      used = length
    } else used += (used > 0 ? 1 : 0) + length
  }
  return lines
}
