import { type Canvas, COLOR, type Face, LINE, ornament, PAGE, type Part, part, write } from './sheet.ts'
import { say } from './words.ts'

/** Where a page begins below its head. */
export const PAGE_TOP = 78

const SMALL: Face = { size: 8.5, color: COLOR.soft }
const H2: Face = { size: 13, bold: true }

/** Where the next thing is drawn; `y` goes down as things are. */
export interface Pen {
  readonly canvas: Canvas
  readonly body: Part
  readonly productName: string
  /** What stands at the top of each page: of whom and when. */
  readonly head: string
  y: number
}

/** A new page with its head. */
export function beginPage(pen: Pen): void {
  const { canvas } = pen
  canvas.addPage()
  const draw = () => {
    canvas.save().translate(PAGE.margin, 38).scale(0.6)
    canvas.path(GROUND).fill(COLOR.blue)
    canvas.path(SMILE).lineWidth(2.6).lineCap('round').stroke(COLOR.paper).restore()
    write(canvas, pen.productName, { x: PAGE.margin + 24, y: 41, width: 160 }, { size: 10, bold: true })
    write(canvas, pen.head, { x: PAGE.margin + 150, y: 42, width: LINE - 150 }, { ...SMALL, align: 'right' })
  }
  ornament(canvas, draw, 'Pagination')
  pen.y = PAGE_TOP
}

/** The mark of the product, on a ground of 32 by 32. */
const GROUND = 'M9 2h14a7 7 0 0 1 7 7v9a7 7 0 0 1-7 7h-5.5L11 31v-6H9a7 7 0 0 1-7-7V9a7 7 0 0 1 7-7Z'
const SMILE = 'M9.5 13.5c2.5 4.5 10.5 4.5 13 0'

/** What stands at the foot from left to right: what it is for, that it is an example, the page. */
const FOOT = [
  { from: 0, width: 240, align: 'left' },
  { from: 240, width: 170, align: 'center' },
  { from: LINE - 100, width: 100, align: 'right' },
] as const

/** The feet of all pages, once it is known how many there are. */
export function drawFeet({ canvas }: Pen, demo: boolean): void {
  const { start, count } = canvas.bufferedPageRange()
  for (let page = 0; page < count; page += 1) {
    canvas.switchToPage(start + page)
    const texts = [say('foot'), demo ? say('demo') : '', say('page', { page: page + 1, pages: count })]
    const draw = () => {
      const y = PAGE.foot + 8
      canvas
        .moveTo(PAGE.margin, y)
        .lineTo(PAGE.margin + LINE, y)
        .lineWidth(0.6)
        .stroke(COLOR.hair)
      FOOT.forEach(({ from, width, align }, at) => {
        write(canvas, texts[at] ?? '', { x: PAGE.margin + from, y: y + 6, width }, { ...SMALL, align })
      })
    }
    ornament(canvas, draw, 'Pagination')
  }
}

/** A heading of the second level. */
export function drawHeading(pen: Pen, parent: Part, title: string): void {
  const place = { x: PAGE.margin, y: pen.y, width: LINE }
  part(pen.canvas, parent, 'H2', () => {
    pen.y += write(pen.canvas, title, place, H2) + 4
  })
}

/** A paragraph over the whole line. */
export function drawText(pen: Pen, parent: Part, text: string, face: Face): void {
  const place = { x: PAGE.margin, y: pen.y, width: LINE }
  part(pen.canvas, parent, 'P', () => {
    pen.y += write(pen.canvas, text, place, face) + 2
  })
}
