import { type Canvas, COLOR, type Face, group, LINE, ornament, PAGE, type Part, part, write } from './sheet.ts'
import { say } from './words.ts'

const PADDING = 16
const QUESTIONS = ['talk.1', 'talk.2', 'talk.3', 'talk.4'] as const
const LINE_HEIGHT = 20
const HEAD = 24
const QUESTION = 18
const SIGN = 34
const TITLE: Face = { size: 13, bold: true }
const ASKED: Face = { size: 10.5, bold: true }
/** The last question asks what to do, and has most to write. */
const MOST_LINES = [4, 4, 4, 6]

/** The least room that the talk needs: one line a question. */
export const TALK_LEAST = heightWith([1, 1, 1, 1])

function heightWith(lines: readonly number[]): number {
  const written = lines.reduce((sum, count) => sum + QUESTION + count * LINE_HEIGHT, 0)
  return 2 * PADDING + HEAD + written + SIGN
}

/** The four questions of the talk with lines to write on, in a frame of that height; as many lines as fit.
 *  Source: the analysis dialogue of the national client experience survey. */
export function drawTalk(
  canvas: Canvas,
  parent: Part,
  title: string,
  { top, height }: { readonly top: number; readonly height: number },
): void {
  const lines = linesFor(height)
  const x = PAGE.margin + PADDING
  const width = LINE - 2 * PADDING
  const spare = Math.max(0, height - heightWith(lines)) / QUESTIONS.length
  ornament(canvas, () => {
    canvas.roundedRect(PAGE.margin, top, LINE, height, 10).lineWidth(0.9).stroke(COLOR.blue)
  })
  let y = top + PADDING
  part(canvas, parent, 'H2', () => void write(canvas, title, { x, y, width }, TITLE))
  y += HEAD
  const list = group(canvas, parent, 'L')
  QUESTIONS.forEach((key, index) => {
    const item = group(canvas, list, 'LI')
    part(canvas, item, 'LBody', () => void write(canvas, say(key), { x, y, width }, ASKED))
    y += QUESTION
    for (let line = 0; line < (lines[index] ?? 1); line += 1) {
      y += LINE_HEIGHT
      ornament(canvas, () =>
        canvas
          .moveTo(x, y - 3)
          .lineTo(x + width, y - 3)
          .lineWidth(0.6)
          .stroke(COLOR.line),
      )
    }
    y += spare
  })
  sign(canvas, parent, { x, width, y: top + height - PADDING - 8 })
}

function sign(canvas: Canvas, parent: Part, { x, y, width }: { x: number; y: number; width: number }): void {
  const small: Face = { size: 9, color: COLOR.soft }
  const fields = [
    ['talk.day', x, 130],
    ['talk.who', x + 150, width - 150],
  ] as const
  for (const [key, at, wide] of fields) {
    part(canvas, parent, 'P', () => void write(canvas, say(key), { x: at, y: y - 8, width: wide }, small))
    ornament(canvas, () =>
      canvas
        .moveTo(at, y + 6)
        .lineTo(at + wide, y + 6)
        .lineWidth(0.6)
        .stroke(COLOR.line),
    )
  }
}

/** How many lines each question gets: one more in turn for as long as there is room. */
function linesFor(height: number): readonly number[] {
  const lines = [1, 1, 1, 1]
  for (let round = 1; round < 6; round += 1) {
    for (const index of [3, 2, 1, 0]) {
      const more = lines.map((count, at) => (at === index ? count + 1 : count))
      if ((more[index] ?? 0) <= (MOST_LINES[index] ?? 1) && heightWith(more) <= height) lines[index] = more[index] ?? 1
    }
  }
  return lines
}
