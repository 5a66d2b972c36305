import { compare, highlights } from '../../../shared/results/compare.ts'
import { THRESHOLD } from '../../../shared/results/threshold.ts'
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
  write,
} from './sheet.ts'
import { choseTop, say, shareOf } from './words.ts'

const PADDING = 14
const HEAD: Face = { size: 11, bold: true, color: COLOR.blue }
const FIGURE: Face = { size: 13, bold: true }
const TEXT: Face = { size: 10 }
const FIGURE_WIDTH = 50
const MOST = 3
/** Between what goes best and what can be better. */
const APART = 6

interface Line {
  readonly figure: string
  readonly text: string
}

/** What goes well, and then what can be better where that is clear; gives its height. */
export function drawShort(canvas: Canvas, parent: Part, questions: readonly ReportedQuestion[], top: number): number {
  const blocks = blocksOf(questions)
  const width = LINE - 2 * PADDING
  const x = PAGE.margin + PADDING
  const heightOfLine = ({ figure, text }: Line) =>
    heightOf(canvas, text, figure === '' ? width : width - FIGURE_WIDTH, TEXT) + 5
  const height =
    2 * PADDING -
    12 +
    blocks.reduce((sum, { lines }) => sum + 20 + APART + lines.reduce((all, line) => all + heightOfLine(line), 0), 0)
  ornament(canvas, () => void canvas.roundedRect(PAGE.margin, top, LINE, height, 10).fill(COLOR.light))
  let y = top + PADDING
  for (const { title, lines } of blocks) {
    part(canvas, parent, 'H2', () => void write(canvas, title, { x, y, width }, HEAD))
    y += 20
    const list = group(canvas, parent, 'L')
    for (const line of lines) {
      const item = group(canvas, list, 'LI')
      part(canvas, item, 'LBody', () => {
        const indent = line.figure === '' ? 0 : FIGURE_WIDTH
        if (indent > 0) write(canvas, line.figure, { x, y: y - 3, width: FIGURE_WIDTH }, FIGURE)
        write(canvas, line.text, { x: x + indent, y, width: width - indent }, TEXT)
      })
      y += heightOfLine(line)
    }
    y += APART
  }
  return height
}

function blocksOf(questions: readonly ReportedQuestion[]) {
  const { good, less } = highlights(questions.map(({ row }) => row))
  const lineOf = (row: ReportedQuestion['row']): readonly Line[] => {
    const found = questions.find((one) => one.row === row)
    return found ? [{ figure: shareOf(row), text: sentence(found) }] : []
  }
  if (good.length === 0) {
    const shown = questions.some(({ row }) => row.level !== 'hidden')
    return [
      {
        title: say(shown ? 'short.shown' : 'few'),
        lines: [{ figure: '', text: say('why', { threshold: THRESHOLD }) }],
      },
    ]
  }
  return [
    { title: say('short.good'), lines: good.slice(0, MOST).flatMap(lineOf) },
    {
      title: say('short.less'),
      lines: less.length > 0 ? less.slice(0, MOST).flatMap(lineOf) : [{ figure: '', text: say('short.none') }],
    },
  ]
}

/** The question and what the share is of, and how the others answered where that is clearly different. */
function sentence({ question, row, others }: ReportedQuestion): string {
  const answers = choseTop(question)
  const own = say('short.answers', { question: question.text, answers })
  const found = others ? compare(row, others) : 'few'
  if (!others || found === 'none' || found === 'few') return own
  return `${own} ${say('short.beside', { share: shareOf(others) })}`
}
