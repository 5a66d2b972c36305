import { INTERPRETATION_FIELDS, type Interpretation } from '../../../shared/interpretation.ts'
import { dayInWords } from '../../../shared/results/format.ts'
import { beginPage, drawHeading, drawText, type Pen } from './frame.ts'
import { COLOR, type Face, group, heightOf, LINE, PAGE, type Part, part, write } from './sheet.ts'
import { say } from './words.ts'

const TEXT: Face = { size: 10 }
const NOTE: Face = { size: 8.5, color: COLOR.soft }
const WHO: Face = { size: 11, bold: true, color: COLOR.blue }
const ASKED: Face = { size: 10, bold: true }
const GAP = 8

/** What people wrote of the figures, each side with its role and day, on a page of its own; nothing when nobody did. */
export function drawSaid(pen: Pen, said: readonly Interpretation[]): void {
  if (said.length === 0) return
  beginPage(pen)
  const section = group(pen.canvas, pen.body, 'Sect')
  drawHeading(pen, section, say('said'))
  drawText(pen, section, say('said.intro'), NOTE)
  for (const { role, day, texts } of said) {
    pen.y += GAP
    drawBlock(pen, section, [['H3', say('said.by', { role: say(`role.${role}`), day: dayInWords(day) }), WHO]])
    for (const field of INTERPRETATION_FIELDS) {
      if (texts[field] === '') continue
      drawBlock(pen, section, [
        ['H4', say(`said.${field}`), ASKED],
        ['P', texts[field], TEXT],
      ])
    }
  }
}

/** Stays together on one page. */
function drawBlock(pen: Pen, parent: Part, lines: readonly (readonly [tag: string, text: string, face: Face])[]): void {
  const { canvas } = pen
  const height = lines.reduce((sum, [, text, face]) => sum + heightOf(canvas, text, LINE, face), GAP)
  if (pen.y + height > PAGE.foot) beginPage(pen)
  for (const [tag, text, face] of lines) {
    const place = { x: PAGE.margin, y: pen.y, width: LINE }
    part(canvas, parent, tag, () => {
      pen.y += write(canvas, text, place, face)
    })
  }
  pen.y += GAP
}
