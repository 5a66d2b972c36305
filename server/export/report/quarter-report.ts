import { count, dayInWords, rangeInWords } from '../../../shared/results/format.ts'
import { FULL_FROM, PROVISIONAL_STEP } from '../../../shared/results/row.ts'
import { THRESHOLD } from '../../../shared/results/threshold.ts'
import type { QuarterReport } from '../../report.ts'
import { drawAnswers, drawRows } from './answers.ts'
import { beginPage, drawFeet, drawHeading, drawText, type Pen } from './frame.ts'
import { drawSaid } from './said.ts'
import { COLOR, type Face, fileOf, group, heightOf, LINE, newDocument, PAGE, part, write } from './sheet.ts'
import { drawShort } from './short.ts'
import { drawTalk, TALK_LEAST } from './talk.ts'
import { drawTrends, trendsHeight, withLine } from './trends.ts'
import { rateInWords, say } from './words.ts'

const H1: Face = { size: 20, bold: true }
const TEXT: Face = { size: 9.5 }
const NOTE: Face = { size: 8.5, color: COLOR.soft }
const METHOD_HEAD = 22
const RESPONSES = ['responses.none', 'responses.one'] as const

/** A quarterly report on two pages of A4: what people answered, first what goes well; its course through time, and the
 *  questions of the talk with lines to write on; a third page where people wrote what they make of it. `madeAt` is the file's own date. */
export async function writeQuarterReport(report: QuarterReport, madeAt: Date): Promise<Buffer> {
  const period = rangeInWords(report.from, report.to) ?? ''
  const names = { provider: report.provider.name, careType: report.careType.name, period }
  const title = say('document', { ...names, title: report.survey.name })
  const { canvas, body } = newDocument(title, report.productName, madeAt)
  const head = `${names.provider}, ${names.careType}, ${period}`
  const pen: Pen = { canvas, body, productName: report.productName, head, y: 0 }
  beginPage(pen)
  drawTitle(pen, report, period)
  pen.y += drawShort(canvas, group(canvas, body, 'Sect'), report.questions, pen.y) + 14
  const rest = drawAnswers(pen, report)
  const early = rest.length === 0 && pen.y + courseHeight(report) <= PAGE.foot
  if (early) drawCourse(pen, report)
  beginPage(pen)
  drawRows(pen, say('answers.more'), rest)
  if (!early) drawCourse(pen, report)
  drawTalkAndMethod(pen, report)
  drawSaid(pen, report.said)
  drawFeet(pen, report.demo)
  body.end()
  return await fileOf(canvas)
}

function drawTitle(pen: Pen, report: QuarterReport, period: string): void {
  const { canvas, body } = pen
  const left = 330
  const top = pen.y
  const place = { x: PAGE.margin + left + 20, width: LINE - left - 20 }
  part(canvas, body, 'H1', () => {
    pen.y += write(canvas, report.survey.name, { x: PAGE.margin, y: top, width: left }, H1) + 2
  })
  const released = report.released === null ? '' : say('released', { day: dayInWords(report.released) })
  const { provider, careType, predecessors } = report
  const names = new Intl.ListFormat('nl').format(predecessors.map(({ name }) => name))
  const before = predecessors.length === 0 ? '' : say('predecessors', { names })
  const about = [say('context', { provider: provider.name, careType: careType.name }), before, period, released]
  for (const text of about.filter((line) => line !== '')) {
    const at = { x: PAGE.margin, y: pen.y, width: left }
    part(canvas, body, 'P', () => {
      pen.y += write(canvas, text, at, TEXT)
    })
  }
  const { responses } = report.background
  part(canvas, body, 'P', () => {
    write(canvas, responses === 0 ? '–' : count(responses), { ...place, y: top - 3 }, { size: 22, bold: true })
    write(canvas, say(RESPONSES[responses] ?? 'responses.many'), { ...place, y: top + 26 }, TEXT)
  })
  part(canvas, body, 'P', () => {
    const height = write(canvas, rateInWords(report.background), { ...place, y: top + 40 }, NOTE)
    pen.y = Math.max(pen.y, top + 40 + height)
  })
  pen.y += 10
}

/** With its heading and what its signs mean. */
function courseHeight({ questions }: QuarterReport): number {
  return 56 + trendsHeight(withLine(questions).length)
}

/** The course through time of each question that has one. */
function drawCourse(pen: Pen, { questions }: QuarterReport): void {
  const lines = withLine(questions)
  const section = group(pen.canvas, pen.body, 'Sect')
  drawHeading(pen, section, say('trend'))
  drawText(pen, section, say(lines.length === 0 ? 'trend.none' : 'trend.key'), NOTE)
  pen.y += 8
  drawTrends(pen.canvas, section, lines, pen.y)
  pen.y += trendsHeight(lines.length)
}

/** The talk fills what the method leaves of the page. */
function drawTalkAndMethod(pen: Pen, report: QuarterReport): void {
  const { canvas, body } = pen
  const method = methodText(report)
  const below = METHOD_HEAD + heightOf(canvas, method, LINE, NOTE) + 16
  const height = Math.max(TALK_LEAST, PAGE.foot - pen.y - below)
  const title = say(report.order === 'simons' ? 'simons.interaction' : 'talk')
  drawTalk(canvas, group(canvas, body, 'Sect'), title, { top: pen.y, height })
  pen.y += height + 12
  const section = group(canvas, body, 'Sect')
  drawHeading(pen, section, say('method'))
  drawText(pen, section, method, NOTE)
}

/** How the figures are made, in short; the numbers are the constants that make them. */
function methodText({ questions, survey }: QuarterReport): string {
  const sum = (of: 'dontKnow' | 'skipped' | 'notApplicable') =>
    count(questions.reduce((total, { row }) => total + (row[of] ?? 0), 0))
  const missing = { dontKnow: sum('dontKnow'), skipped: sum('skipped'), notApplicable: sum('notApplicable') }
  const rules = { threshold: THRESHOLD, provisionalTo: FULL_FROM - 1, step: PROVISIONAL_STEP * 100, full: FULL_FROM }
  const list = say('method.survey', { name: survey.name, version: survey.version })
  return [say('method.base', missing), say('method.sure', rules), say('method.rounded', rules), list].join(' ')
}
