import type { AskedQuestion } from '../../../shared/results/choices.ts'
import { compare } from '../../../shared/results/compare.ts'
import { count, grade, ofHundred, percent } from '../../../shared/results/format.ts'
import { isRounded, type ResultRow } from '../../../shared/results/results.ts'
import { barParts, type Side, sideLabels } from '../../../shared/results/sides.ts'
import type { ReportedQuestion } from '../../report.ts'
import {
  type Canvas,
  COLOR,
  type Face,
  group,
  heightOf,
  LINE,
  ornament,
  PAGE,
  type Part,
  part,
  widthOf,
  write,
} from './sheet.ts'
import { say, shareOf } from './words.ts'

const TEXT: Face = { size: 9.5 }
const SMALL: Face = { size: 8, color: COLOR.soft }
const BOLD: Face = { size: 9.5, bold: true }
const BAR_HEIGHT = 12
const PADDING = 5

/** Where each column begins and how wide it is. */
const COLUMNS = {
  question: { x: PAGE.margin, width: 156 },
  poor: { x: 202, width: 30 },
  track: { x: 236, width: 146 },
  good: { x: 386, width: 36 },
  n: { x: 420, width: 34 },
  others: { x: 466, width: PAGE.margin + LINE - 466 },
} as const
const BAR_CELL = { x: COLUMNS.poor.x, width: COLUMNS.good.x + COLUMNS.good.width - COLUMNS.poor.x }

/** What the grounds of the bars mean, for each scale among these questions; gives its height. */
export function drawKey(canvas: Canvas, parent: Part, questions: readonly ReportedQuestion[], y: number): number {
  const scales = new Map(
    questions
      .filter(({ row }) => row.share !== null)
      .map(({ question }) => [JSON.stringify(sideLabels(question)), sideLabels(question)]),
  )
  let height = 0
  for (const labels of scales.values()) {
    let x: number = PAGE.margin
    part(canvas, parent, 'P', () => {
      for (const [side, label] of labels) {
        drawGround(canvas, side, { x, y: y + height + 1, width: 14, height: 9 })
        frame(canvas, { x, y: y + height + 1, width: 14, height: 9 })
        const width = widthOf(canvas, label, SMALL) + 2
        write(canvas, label, { x: x + 18, y: y + height, width }, SMALL)
        x += width + 32
      }
    })
    height += 14
  }
  return height
}

/** A table of answers, begun; `addRow` puts a question in it. */
export interface BarTable {
  readonly table: Part
  readonly canvas: Canvas
}

/** Begins a table of answers with its heads; gives the height of these. */
export function beginTable(canvas: Canvas, parent: Part, y: number): BarTable & { readonly height: number } {
  const table = group(canvas, parent, 'Table')
  const row = group(canvas, table, 'TR')
  const heads = [
    ['head.question', COLUMNS.question, 'left'],
    ['head.bar', BAR_CELL, 'center'],
    ['head.n', COLUMNS.n, 'right'],
    ['head.others', COLUMNS.others, 'left'],
  ] as const
  for (const [key, { x, width }, align] of heads)
    part(canvas, row, 'TH', () => void write(canvas, say(key), { x, y, width }, { ...SMALL, align }), {
      scope: 'Column',
    })
  return { canvas, table, height: 15 }
}

/** How high the row of a question is. */
export function rowHeight(canvas: Canvas, { question, row }: ReportedQuestion): number {
  const note = noteOf(row)
  const asked = heightOf(canvas, question.text, COLUMNS.question.width, TEXT) + (note === '' ? 0 : 11)
  const chosen = row.share === null ? heightOf(canvas, choicesInWords(question, row), BAR_CELL.width, TEXT) : 0
  return Math.max(asked, chosen, 24) + 2 * PADDING
}

/** One question: its bar, how many answered, and all others together. Its height is `rowHeight`. */
export function addRow({ canvas, table }: BarTable, reported: ReportedQuestion, top: number): void {
  const { question, row, others } = reported
  const tr = group(canvas, table, 'TR')
  const y = top + PADDING
  ornament(canvas, () => rule(canvas, top))
  part(
    canvas,
    tr,
    'TH',
    () => {
      const { x, width } = COLUMNS.question
      const height = write(canvas, question.text, { x, y, width }, TEXT)
      const note = noteOf(row)
      if (note !== '') write(canvas, note, { x, y: y + height, width }, SMALL)
    },
    { scope: 'Row' },
  )
  const cell = group(canvas, tr, 'TD')
  if (row.share === null)
    part(canvas, cell, 'P', () => void write(canvas, choicesInWords(question, row), { ...BAR_CELL, y }, TEXT))
  else drawBar(canvas, cell, { question, row, y: y + 2 })
  part(
    canvas,
    tr,
    'TD',
    () => void write(canvas, count(row.n ?? 0), { ...COLUMNS.n, y: y + 2 }, { ...TEXT, align: 'right' }),
  )
  part(canvas, tr, 'TD', () => drawOthers(canvas, row, others, y))
}

/** What a row says beside its share: that it is rounded and why, and the mean grade. */
function noteOf(row: ResultRow): string {
  const known = row.masked ? say('masked') : row.about ? say('about') : ''
  const rounded = row.level === 'provisional' ? say('provisional') : known
  const mean = row.mean === null ? '' : say('mean', { mean: grade(row.mean) })
  return [mean, rounded].filter((part) => part !== '').join(' · ')
}

/** Answers without a favourable end, most chosen first. */
function choicesInWords({ options }: AskedQuestion, row: ResultRow): string {
  const key = isRounded(row) ? 'choice.about' : 'choice'
  return [...options]
    .map(({ value, label }) => ({ label, share: row.distribution?.[value] ?? 0 }))
    .sort((one, other) => other.share - one.share)
    .slice(0, 3)
    .map(({ label, share }) => say(key, { answer: label, share: percent(share) }))
    .join(', ')
}

function drawBar(
  canvas: Canvas,
  cell: Part,
  { question, row, y }: { readonly question: AskedQuestion; readonly row: ResultRow; readonly y: number },
): void {
  const parts = barParts(question, row.distribution ?? {})
  const about = isRounded(row) ? '±' : ''
  const figure = (share: number) => `${about}${percent(share)}`
  const poor = parts.filter(({ side }) => side === 'poor').reduce((sum, { share }) => sum + share, 0)
  const alt = parts.map(({ label, share }) => `${label} ${figure(share)}`).join(', ')
  const { track } = COLUMNS
  const bbox = [BAR_CELL.x, y, BAR_CELL.x + BAR_CELL.width, y + BAR_HEIGHT + 12] as const
  const draw = () => {
    write(canvas, figure(poor), { ...COLUMNS.poor, y }, { ...TEXT, align: 'right' })
    const total = parts.reduce((sum, { share }) => sum + share, 0) || 1
    let x: number = track.x
    for (const { side, share } of parts) {
      const width = (share / total) * track.width
      if (width > 0) drawGround(canvas, side, { x, y, width, height: BAR_HEIGHT })
      if (side === 'middle' && width >= 24)
        write(canvas, percent(share), { x, y: y + 1, width }, { size: 8, align: 'center' })
      x += width
    }
    frame(canvas, { ...track, y, height: BAR_HEIGHT })
    write(canvas, shareOf(row), { ...COLUMNS.good, y }, BOLD)
    const [low, high] = row.interval ?? [0, 1]
    const between = say('between', { low: ofHundred(low), high: ofHundred(high) })
    write(canvas, between, { ...BAR_CELL, y: y + BAR_HEIGHT + 2 }, { ...SMALL, size: 7.5, align: 'right' })
  }
  part(canvas, cell, 'Figure', draw, { alt, bbox })
}

function drawOthers(canvas: Canvas, row: ResultRow, others: ResultRow | null, y: number): void {
  const { x, width } = COLUMNS.others
  if (row.share === null || !others || others.share === null) {
    write(canvas, row.share === null ? '–' : say('others.none'), { x, y: y + 2, width }, SMALL)
    return
  }
  diamond(canvas, x + 4, y + 8)
  const cell = say('others.cell', { share: shareOf(others), n: count(others.n ?? 0) })
  write(canvas, cell, { x: x + 12, y: y + 1, width: width - 12 }, { size: 9 })
  const compared = compare(row, others)
  const clear = compared === 'higher' || compared === 'lower'
  write(
    canvas,
    say(`compare.${compared}`),
    { x, y: y + 13, width },
    clear ? { size: 8, bold: true } : { ...SMALL, size: 7.5 },
  )
}

interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The favourable end solid, the middle light, the other end hatched: grey print shows it too. */
function drawGround(canvas: Canvas, side: Side, { x, y, width, height }: Area): void {
  if (side !== 'poor') {
    canvas.rect(x, y, width, height).fill(side === 'good' ? COLOR.blue : COLOR.middle)
    return
  }
  canvas.save().rect(x, y, width, height).clip()
  for (let at = x - height; at < x + width; at += 4) canvas.moveTo(at, y + height).lineTo(at + height, y)
  canvas.lineWidth(1).stroke(COLOR.blue).restore()
  if (width > 1)
    canvas
      .moveTo(x + width, y)
      .lineTo(x + width, y + height)
      .lineWidth(0.7)
      .stroke(COLOR.blue)
}

function frame(canvas: Canvas, { x, y, width, height }: Area): void {
  canvas.rect(x, y, width, height).lineWidth(0.7).stroke(COLOR.blue)
}

function diamond(canvas: Canvas, x: number, y: number): void {
  canvas
    .polygon([x, y - 4], [x + 4, y], [x, y + 4], [x - 4, y])
    .lineWidth(0.9)
    .stroke(COLOR.blue)
}

function rule(canvas: Canvas, y: number): void {
  canvas
    .moveTo(PAGE.margin, y)
    .lineTo(PAGE.margin + LINE, y)
    .lineWidth(0.6)
    .stroke(COLOR.hair)
}
