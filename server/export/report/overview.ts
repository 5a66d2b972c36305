import { count, dayInWords, ofHundred, percent } from '../../../shared/results/format.ts'
import { MIRROR_PROVIDERS } from '../../../shared/results/mirror.ts'
import { FULL_FROM } from '../../../shared/results/row.ts'
import { THRESHOLD } from '../../../shared/results/threshold.ts'
import { OVERVIEW_THEMES, type OverviewPart, type ThemeFigure, type YearOverview } from '../../../shared/snapshots.ts'
import type { Snapshot } from '../../store/interpretations.ts'
import { beginPage, drawFeet, drawHeading, drawText, type Pen } from './frame.ts'
import {
  type Canvas,
  COLOR,
  type Face,
  fileOf,
  group,
  heightOf,
  LINE,
  newDocument,
  ornament,
  PAGE,
  type Part,
  part,
  write,
} from './sheet.ts'
import { choseTop, say, shareOf } from './words.ts'

const H1: Face = { size: 20, bold: true }
const TEXT: Face = { size: 9.5 }
const BOLD: Face = { size: 9.5, bold: true }
const NOTE: Face = { size: 8.5, color: COLOR.soft }
const SMALL: Face = { size: 7.5, color: COLOR.soft }
const PADDING = 5

const NAME = { x: PAGE.margin, width: 150 }
const COUNT = { x: 196, width: 46 }
const THEMES = OVERVIEW_THEMES.map((theme, at) => ({ theme, x: 254 + at * 102, width: 96 }))

const QUESTION = { x: PAGE.margin, width: 270 }
const SHARE = { x: 322, width: 56 }
const BETWEEN = { x: 382, width: 126 }
const N = { x: 512, width: PAGE.margin + LINE - 512 }

/** An overview of a year as PDF. `council`: one table, with figures of thirty answers or more only; `year`: the questions of
 *  each care type after it. The same overview always gives the same file. */
export async function writeOverview(overview: YearOverview, kind: Snapshot['kind']): Promise<Buffer> {
  const { productName, municipality, year, day, released, demo, parts } = overview
  const title = say(`overview.${kind}`, { year })
  const { canvas, body } = newDocument(`${title}, ${municipality.name}`, productName, new Date(`${day}T12:00:00Z`))
  const pen: Pen = { canvas, body, productName, head: `${municipality.name}, ${year}`, y: 0 }
  beginPage(pen)
  part(canvas, body, 'H1', () => {
    pen.y += write(canvas, title, { x: PAGE.margin, y: pen.y, width: LINE }, H1) + 4
  })
  const made = say('overview.made', { day: dayInWords(day), municipality: municipality.name })
  drawText(
    pen,
    body,
    released === null ? made : `${made} ${say('overview.released', { day: dayInWords(released) })}`,
    TEXT,
  )
  drawText(
    pen,
    body,
    say('overview.intro', { providers: MIRROR_PROVIDERS, full: FULL_FROM, threshold: THRESHOLD }),
    TEXT,
  )
  pen.y += 8
  if (parts.length === 0) drawText(pen, body, say('overview.few'), TEXT)
  else drawThemes(pen, parts)
  drawText(pen, body, say('overview.read', { full: FULL_FROM }), NOTE)
  if (kind === 'year') for (const one of parts) drawQuestions(pen, one)
  drawFeet(pen, demo)
  body.end()
  return await fileOf(canvas)
}

/** A table of all care types by topic; its heads stand on each page again. */
function drawThemes(pen: Pen, parts: readonly OverviewPart[]): void {
  const { canvas } = pen
  drawHeading(pen, pen.body, say('overview.themes'))
  let table = beginThemes(pen)
  for (const one of parts) {
    const name =
      heightOf(canvas, one.careType.name, NAME.width, BOLD) + heightOf(canvas, one.survey.name, NAME.width, SMALL)
    const cells = one.themes.map(({ scales }) => Math.max(1, scales.length) * 24)
    const height = Math.max(name, ...cells) + 2 * PADDING
    if (pen.y + height > PAGE.foot) {
      beginPage(pen)
      table = beginThemes(pen)
    }
    drawPart(pen, table, one)
    pen.y += height
  }
  pen.y += 6
}

function beginThemes(pen: Pen): Part {
  const heads = [
    [say('overview.careType'), NAME, 'left'],
    [say('head.filled'), COUNT, 'right'],
    ...THEMES.map((place) => [say(`theme.${place.theme}`), place, 'left'] as const),
  ] as const
  return beginTable(pen, heads)
}

type Column = { readonly x: number; readonly width: number }

function beginTable(
  pen: Pen,
  heads: readonly (readonly [text: string, column: Column, align: 'left' | 'right'])[],
): Part {
  const { canvas } = pen
  const table = group(canvas, pen.body, 'Table')
  const row = group(canvas, table, 'TR')
  for (const [text, { x, width }, align] of heads)
    part(canvas, row, 'TH', () => void write(canvas, text, { x, y: pen.y, width }, { ...NOTE, align }), {
      scope: 'Column',
    })
  pen.y += 15
  return table
}

function drawPart({ canvas, y: top }: Pen, table: Part, { careType, survey, responses, themes }: OverviewPart): void {
  const row = group(canvas, table, 'TR')
  const y = top + PADDING
  ornament(canvas, () => rule(canvas, top))
  const name = () => {
    const height = write(canvas, careType.name, { ...NAME, y }, BOLD)
    write(canvas, survey.name, { ...NAME, y: y + height }, SMALL)
  }
  part(canvas, row, 'TH', name, { scope: 'Row' })
  const filled = responses === 0 ? '–' : count(responses)
  part(canvas, row, 'TD', () => void write(canvas, filled, { ...COUNT, y }, { ...TEXT, align: 'right' }))
  for (const { theme, x, width } of THEMES) {
    const figure = themes.find((one) => one.theme === theme)
    part(canvas, row, 'TD', () => drawTheme(canvas, figure, { x, y, width }))
  }
}

function drawTheme(canvas: Canvas, figure: ThemeFigure | undefined, { x, y, width }: Column & { y: number }): void {
  if (!figure || figure.scales.length === 0) {
    write(canvas, say('others.none'), { x, y, width }, NOTE)
    return
  }
  figure.scales.forEach(({ share, about, n, like }, at) => {
    const text = say('overview.cell', { share: `${about ? '±' : ''}${percent(share)}`, n: count(n) })
    write(canvas, text, { x, y: y + at * 24, width }, BOLD)
    write(canvas, choseTop(like), { x, y: y + at * 24 + 12, width }, { ...SMALL, size: 7 })
  })
}

/** Every question of one care type with its share, how sure it is and how many answered. */
function drawQuestions(pen: Pen, { careType, survey, questions }: OverviewPart): void {
  const { canvas } = pen
  const shown = questions.filter(({ row }) => row.share !== null)
  pen.y += 10
  if (pen.y + 90 > PAGE.foot) beginPage(pen)
  drawHeading(pen, pen.body, `${careType.name}: ${survey.name}`)
  if (shown.length === 0) {
    drawText(pen, pen.body, say('overview.few'), TEXT)
    return
  }
  let table = beginQuestions(pen)
  for (const { question, row } of shown) {
    const text = `${question.text} ${say('overview.chose', { answers: choseTop(question) })}`
    const height = heightOf(canvas, text, QUESTION.width, TEXT) + 2 * PADDING
    if (pen.y + height > PAGE.foot) {
      beginPage(pen)
      table = beginQuestions(pen)
    }
    const top = pen.y
    const y = top + PADDING
    const [low, high] = row.interval ?? [0, 1]
    const between = say('between', { low: ofHundred(low), high: ofHundred(high) })
    const tr = group(canvas, table, 'TR')
    ornament(canvas, () => rule(canvas, top))
    part(canvas, tr, 'TH', () => void write(canvas, text, { ...QUESTION, y }, TEXT), { scope: 'Row' })
    part(canvas, tr, 'TD', () => void write(canvas, shareOf(row), { ...SHARE, y }, { ...BOLD, align: 'right' }))
    part(canvas, tr, 'TD', () => void write(canvas, between, { ...BETWEEN, y: y + 1 }, SMALL))
    part(canvas, tr, 'TD', () => void write(canvas, count(row.n ?? 0), { ...N, y }, { ...TEXT, align: 'right' }))
    pen.y += height
  }
}

function beginQuestions(pen: Pen): Part {
  return beginTable(pen, [
    [say('head.question'), QUESTION, 'left'],
    [say('head.share'), SHARE, 'right'],
    [say('head.sure'), BETWEEN, 'left'],
    [say('head.n'), N, 'right'],
  ])
}

function rule(canvas: Canvas, y: number): void {
  canvas
    .moveTo(PAGE.margin, y)
    .lineTo(PAGE.margin + LINE, y)
    .lineWidth(0.6)
    .stroke(COLOR.hair)
}
