import { compare } from '../../../shared/results/compare.ts'
import { ofHundred, quarterInWords } from '../../../shared/results/format.ts'
import type { TrendPoint } from '../../../shared/results/trend.ts'
import type { ReportedQuestion } from '../../report.ts'
import { type Canvas, COLOR, type Face, LINE, PAGE, type Part, part, write } from './sheet.ts'
import { say, shareOf } from './words.ts'

const COLUMNS = 4
const GAP = 16
const CELL = (LINE - GAP * (COLUMNS - 1)) / COLUMNS
const PLOT = { height: 46, start: 4, width: CELL - 40 } as const
const ROW = 112
const NAME: Face = { size: 8.5, bold: true }
const SMALL: Face = { size: 7.5, color: COLOR.soft }

/** The questions that have a line: a share in two quarters or more. */
export function withLine(questions: readonly ReportedQuestion[]): readonly ReportedQuestion[] {
  return questions.filter(({ trend }) => trend.points.filter(({ row }) => row.share !== null).length > 1)
}

/** How high the lines of so many questions are. */
export function trendsHeight(count: number): number {
  return Math.ceil(count / COLUMNS) * ROW
}

/** A small line for each question, all on one scale of 0 to 100 %. */
export function drawTrends(canvas: Canvas, parent: Part, questions: readonly ReportedQuestion[], top: number): void {
  questions.forEach((reported, index) => {
    const x = PAGE.margin + (index % COLUMNS) * (CELL + GAP)
    const y = top + Math.floor(index / COLUMNS) * ROW
    drawTrend(canvas, parent, reported, { x, y })
  })
}

function drawTrend(canvas: Canvas, parent: Part, { question, trend }: ReportedQuestion, at: { x: number; y: number }) {
  const { points } = trend
  const [first, last] = [points[0], points.at(-1)]
  const newest = points.filter(({ row }) => row.share !== null).at(-1)
  if (!first || !last || !newest) return
  const name = () =>
    canvas
      .font('bold')
      .fontSize(NAME.size)
      .fillColor(COLOR.ink)
      .text(question.text, at.x, at.y, { width: CELL, height: 27, ellipsis: '…', lineGap: 0 })
  part(canvas, parent, 'H3', () => void name())
  const plot = { x: at.x + PLOT.start, y: at.y + 31 }
  const { interval } = newest.row
  const verdict = changeOf(points)
  const alt = say('trend.alt', {
    from: quarterInWords(first.period),
    to: quarterInWords(last.period),
    last: quarterInWords(newest.period),
    share: shareOf(newest.row),
    low: ofHundred(interval?.[0] ?? 0),
    high: ofHundred(interval?.[1] ?? 0),
    verdict,
  })
  const bbox = [at.x, plot.y - 4, at.x + CELL, plot.y + PLOT.height + 14] as const
  const draw = () => {
    drawLine(canvas, points, plot)
    const y = plot.y + (1 - (newest.row.share ?? 0)) * PLOT.height
    write(canvas, shareOf(newest.row), { x: plot.x + PLOT.width + 5, y: y - 6, width: 36 }, { size: 9.5, bold: true })
    write(canvas, shortQuarter(first.period), { x: at.x, y: plot.y + PLOT.height + 4, width: 60 }, SMALL)
    const place = { x: plot.x + PLOT.width - 56, y: plot.y + PLOT.height + 4, width: 60 }
    write(canvas, shortQuarter(last.period), place, { ...SMALL, align: 'right' })
  }
  part(canvas, parent, 'Figure', draw, { alt, bbox })
  part(canvas, parent, 'P', () => {
    write(canvas, verdict, { x: at.x, y: plot.y + PLOT.height + 14, width: CELL }, { size: 8 })
  })
}

function shortQuarter(quarter: string): string {
  return say('quarter', { number: quarter.slice(6), year: quarter.slice(0, 4) })
}

/** How the last quarter differs from the one before it in the same version. */
function changeOf(points: readonly TrendPoint[]): string {
  const [now, before] = [points.at(-1), points.at(-2)]
  if (!now || !before || now.broken) return say('change.first')
  return say(`change.${compare(now.row, before.row)}`)
}

function drawLine(canvas: Canvas, points: readonly TrendPoint[], { x: left, y: top }: { x: number; y: number }): void {
  const x = (index: number) => left + (points.length < 2 ? 0.5 : index / (points.length - 1)) * PLOT.width
  const y = (share: number) => top + (1 - share) * PLOT.height
  for (const share of [0, 0.5, 1]) canvas.moveTo(left - 4, y(share)).lineTo(left + PLOT.width + 2, y(share))
  canvas.lineWidth(0.6).stroke(COLOR.hair)
  points.forEach(({ row, broken, joined }, index) => {
    if (broken) {
      const at = x(index - 0.5)
      canvas
        .moveTo(at, top)
        .lineTo(at, top + PLOT.height)
        .dash(2, { space: 2 })
        .lineWidth(0.8)
        .stroke(COLOR.ink)
        .undash()
    }
    const before = points[index - 1]?.row.share
    if (joined && row.share !== null && before !== null && before !== undefined)
      canvas
        .moveTo(x(index - 1), y(before))
        .lineTo(x(index), y(row.share))
        .lineWidth(1.1)
        .stroke(COLOR.blue)
    if (row.interval !== null)
      canvas
        .moveTo(x(index), y(row.interval[0]))
        .lineTo(x(index), y(row.interval[1]))
        .lineWidth(1.6)
        .stroke(COLOR.middle)
  })
  for (const [index, { row, reliable }] of points.entries()) {
    if (row.share === null) continue
    canvas.circle(x(index), y(row.share), 2.2).lineWidth(1)
    if (row.level === 'full' && reliable) canvas.fillAndStroke(COLOR.blue, COLOR.blue)
    else canvas.fillAndStroke(COLOR.paper, COLOR.blue)
  }
}
