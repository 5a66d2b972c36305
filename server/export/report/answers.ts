import { rangeInWords } from '../../../shared/results/format.ts'
import { MIRROR_PROVIDERS } from '../../../shared/results/mirror.ts'
import { THRESHOLD } from '../../../shared/results/threshold.ts'
import type { QuarterReport, ReportedQuestion } from '../../report.ts'
import { addRow, beginTable, drawKey, rowHeight } from './bars.ts'
import { drawHeading, drawText, type Pen } from './frame.ts'
import { COLOR, type Face, group, heightOf, LINE, ornament, PAGE, part, write } from './sheet.ts'
import { rateInWords, say } from './words.ts'

const TEXT: Face = { size: 9.5 }
const NOTE: Face = { size: 8.5, color: COLOR.soft }
const HIDDEN_PADDING = 9
/** Heading, key and heads of a table. */
const TABLE_HEAD = 60

/** The answers, what is hidden and why, and what to know of them. Gives the questions that have no room on this page. */
export function drawAnswers(pen: Pen, report: QuarterReport): readonly ReportedQuestion[] {
  const shown = report.questions.filter(({ row }) => row.level !== 'hidden')
  const hidden = report.questions.filter(({ row }) => row.level === 'hidden')
  const notes = notesOf(report)
  const below = notes.reduce((sum, note) => sum + heightOf(pen.canvas, note, LINE, NOTE) + 2, 0)
  const room = PAGE.foot - below - hiddenHeight(pen, hidden)
  const rest = sectionsOf(report, shown).flatMap(({ title, questions, text }) => {
    if (text === undefined) return drawRows(pen, title, questions, room)
    const section = group(pen.canvas, pen.body, 'Sect')
    drawHeading(pen, section, title)
    drawText(pen, section, text, TEXT)
    pen.y += 8
    return []
  })
  drawHidden(pen, hidden)
  for (const note of notes) drawText(pen, pen.body, note, NOTE)
  pen.y += 12
  return rest
}

interface Section {
  readonly title: string
  readonly questions: readonly ReportedQuestion[]
  /** In place of questions. */
  readonly text?: string
}

/** The questions as the report's order has them. */
function sectionsOf(report: QuarterReport, shown: readonly ReportedQuestion[]): readonly Section[] {
  if (report.order === 'survey') return [{ title: say('answers'), questions: shown }]
  const ofValues = ({ question }: ReportedQuestion) => question.clientValue !== undefined
  const bounds = `${rateInWords(report.background)} ${say('why', { threshold: THRESHOLD })}`
  const section = (title: string, questions: readonly ReportedQuestion[]): Section =>
    questions.length > 0 ? { title, questions } : { title, questions, text: say('simons.none') }
  return [
    section(say('simons.values'), shown.filter(ofValues)),
    { title: say('simons.bounds'), questions: [], text: bounds },
    section(
      say('simons.indicators'),
      shown.filter((one) => !ofValues(one)),
    ),
  ]
}

/** A table with as many of the questions as fit above `room`; gives the others. */
export function drawRows(
  pen: Pen,
  title: string,
  questions: readonly ReportedQuestion[],
  room: number = PAGE.foot,
): readonly ReportedQuestion[] {
  const { canvas } = pen
  const heights = questions.map((one) => rowHeight(canvas, one))
  let bottom = pen.y + TABLE_HEAD
  const fit = heights.filter((height) => {
    bottom += height
    return bottom <= room
  }).length
  if (fit === 0) return questions
  const section = group(canvas, pen.body, 'Sect')
  drawHeading(pen, section, title)
  pen.y += drawKey(canvas, section, questions, pen.y) + 2
  const table = beginTable(canvas, section, pen.y)
  pen.y += table.height
  questions.slice(0, fit).forEach((one, index) => {
    addRow(table, one, pen.y)
    pen.y += heights[index] ?? 0
  })
  pen.y += 6
  return questions.slice(fit)
}

function hiddenText(hidden: readonly ReportedQuestion[]): string {
  return hidden.map(({ question }) => question.text).join(' · ')
}

function hiddenHeight({ canvas }: Pen, hidden: readonly ReportedQuestion[]): number {
  if (hidden.length === 0) return 0
  const width = LINE - 4 * HIDDEN_PADDING
  return 2 * HIDDEN_PADDING + 15 + heightOf(canvas, hiddenText(hidden), width, NOTE) + 8
}

/** The questions without figures, in one frame with the reason. */
function drawHidden(pen: Pen, hidden: readonly ReportedQuestion[]): void {
  if (hidden.length === 0) return
  const { canvas } = pen
  const height = hiddenHeight(pen, hidden) - 8
  const top = pen.y
  ornament(canvas, () => {
    const frame = canvas.roundedRect(PAGE.margin, top, LINE, height, 8).dash(3, { space: 2 }).lineWidth(0.8)
    frame.stroke(COLOR.line).undash()
  })
  const place = { x: PAGE.margin + 2 * HIDDEN_PADDING, y: top + HIDDEN_PADDING, width: LINE - 4 * HIDDEN_PADDING }
  const title = `${say('hidden.title')}. ${say('why', { threshold: THRESHOLD })}`
  part(canvas, pen.body, 'P', () => void write(canvas, title, place, { size: 9.5, bold: true }))
  part(canvas, pen.body, 'P', () => void write(canvas, hiddenText(hidden), { ...place, y: place.y + 15 }, NOTE))
  pen.y += height + 8
}

/** What to know of these figures, in sentences. */
function notesOf({ questions, careType, background, otherVersions }: QuarterReport): readonly string[] {
  const mirrored = questions.some(({ row, others }) => row.share !== null && others?.share != null)
  const others = mirrored
    ? say('others.note', { careType: careType.name, providers: MIRROR_PROVIDERS })
    : say('others.absent')
  const marks = background.unreliable.map(({ from, to, reason }) =>
    say('unreliable', { period: rangeInWords(from, to) ?? '', reason }),
  )
  return [...marks, ...(otherVersions ? [say('versions')] : []), others]
}
