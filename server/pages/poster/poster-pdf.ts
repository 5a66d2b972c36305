import { encode } from 'uqr'
import { plain } from '../../../client/screens/words.ts'
import languageNames from '../../../client/text/languages.json'
import { directionOf, say } from '../../../shared/survey/text.ts'
import {
  type Canvas,
  COLOR,
  canWrite,
  type Face,
  fileOf,
  heightOf,
  newDocument,
  ornament,
  type Part,
  part,
  write,
} from '../../export/report/sheet.ts'
import { type PaperWord, paperWords } from '../paper/words.ts'
import { drawSvg, sizeOf } from './draw-svg.ts'
import type { Poster } from './poster.tsx'
import { POSTER_PICTURE, POSTER_SIGNS } from './signs.ts'

/** What a poster says; its looks are those of the page. */
export type PosterText = Pick<Poster, 'survey' | 'language' | 'card' | 'collector' | 'phone' | 'place'>

/** Points of a millimetre, and of the A4 that everything is measured on. An A5 is the same, smaller. */
const MM = 72 / 25.4
const SHEET = { width: 210 * MM, height: 297 * MM, side: 14 * MM } as const
const SMALL = Math.SQRT1_2
const STEPS = ['poster.step1', 'poster.step2', 'poster.step3'] as const
const PROMISES = ['name', 'hear', 'paper'] as const
const SOFT: Face = { size: 4.2 * MM }

/** Whether a poster in that language can be drawn: our letter has no Arabic, Cyrillic or Ethiopic, and pages have. */
export function hasPosterPdf(given: PosterText): boolean {
  const { title, footer, type, words } = textsOf(given)
  return directionOf(given.language) === 'ltr' && canWrite([title, footer, type, ...words])
}

/** The same poster as the page, as a PDF of one sheet, tagged for a screen reader. */
export async function posterPdf(given: PosterText, size: Poster['size'], madeAt: Date): Promise<Buffer> {
  const { card, language } = given
  const texts = textsOf(given)
  const { canvas, body } = newDocument(`${texts.title} – ${card.productName}`, card.productName, madeAt, language)
  canvas.addPage({ size: size === 'a5' ? 'A5' : 'A4', margin: 0 })
  if (size === 'a5') canvas.scale(SMALL)
  // pdfkit begins a new page below its edge, and does not know that this one was made smaller.
  Object.assign(canvas.page, { maxY: () => SHEET.height })
  const foot = drawFoot(canvas, body, texts)
  const languages = drawLanguages(canvas, body, given.survey.languages, foot)
  const promises = drawPromises(canvas, body, texts, languages)
  const how = promises - 7 * MM - CODE_SIZE
  drawHow(canvas, body, texts, how)
  drawTop(canvas, body, texts, how - 9 * MM)
  return fileOf(canvas)
}

type Texts = ReturnType<typeof textsOf>

function textsOf({ survey, language, card, collector, phone, place }: PosterText) {
  const on = paperWords(language, survey.address)
  const word = (key: PaperWord, values = {}) => plain(on(key, values))
  const sub = word('poster.sub', { count: survey.questions.filter(({ showIf }) => !showIf).length })
  const steps = STEPS.map((key) => word(key))
  const promises = PROMISES.map((sign) => ({ sign, text: word(`poster.${sign}`) }))
  return {
    title: say(survey.title, language, survey.languages[0]),
    sub,
    steps,
    promises,
    type: word('poster.type'),
    link: phone ?? '',
    footer: [card.productName, collector.provider, place].filter((part) => part !== '').join(' · '),
    words: [sub, ...steps, ...promises.map(({ text }) => text)],
  }
}

/** From the top of the sheet to that line, which is the floor of the picture. */
function drawTop(canvas: Canvas, body: Part, { title, sub }: Texts, floor: number): void {
  const line = 2.5 * MM
  ornament(canvas, () => {
    canvas.rect(0, 0, SHEET.width, floor - line).fill('#e3eff8')
    canvas.rect(0, floor - line, SHEET.width, line).fill(COLOR.ink)
  })
  const width = SHEET.width - 2 * SHEET.side
  const head = fitting(canvas, title, width, { size: 15 * MM, bold: true, align: 'center' })
  const under: Face = { size: 7.5 * MM, align: 'center' }
  let y = 12 * MM
  part(canvas, body, 'H1', () => {
    y += write(canvas, title, { x: SHEET.side, y, width }, head)
  })
  part(canvas, body, 'P', () => {
    y += 2 * MM
    y += write(canvas, sub, { x: SHEET.side, y, width }, under)
  })
  const { width: across, height: down } = sizeOf(POSTER_PICTURE)
  // Its own ground line lies 12 of its 180 units above its lower end.
  const height = Math.min(72 * MM, (floor - line - y) * (down / (down - 12)))
  const x = (SHEET.width - (height * across) / down) / 2
  ornament(canvas, () =>
    drawSvg(canvas, POSTER_PICTURE, { x, y: floor - line - height * ((down - 12) / down), height }),
  )
}

/** The largest that stays on two lines, from that face down. */
function fitting(canvas: Canvas, text: string, width: number, face: Face): Face {
  const twoLines = face.size * 2.6
  if (heightOf(canvas, text, width, face) <= twoLines || face.size < 8 * MM) return face
  return fitting(canvas, text, width, { ...face, size: face.size * 0.94 })
}

/** Side of the square with the code, its border within. */
const CODE_SIZE = 86.4 * MM

function drawHow(canvas: Canvas, body: Part, { steps, link }: Texts, y: number): void {
  const [x, right] = [SHEET.side, SHEET.side + CODE_SIZE]
  const drawCode = () => {
    const border = 1.2 * MM
    canvas.lineWidth(border)
    canvas.roundedRect(x + border / 2, y + border / 2, CODE_SIZE - border, CODE_SIZE - border, 6 * MM)
    canvas.stroke(COLOR.ink)
    const { data, size } = encode(link, { ecc: 'M', border: 4 })
    const side = (CODE_SIZE - 2 * border) / size
    data.forEach((row, down) => {
      row.forEach((on, across) => {
        if (on) canvas.rect(x + border + across * side, y + border + down * side, side, side)
      })
    })
    canvas.fill('#000000')
  }
  part(canvas, body, 'Figure', drawCode, { alt: `QR: ${link}`, bbox: [x, y, right, y + CODE_SIZE] })
  drawSteps(canvas, body, steps, { x: right + 10 * MM, y })
}

function drawSteps(canvas: Canvas, body: Part, steps: readonly string[], at: { x: number; y: number }): void {
  const [circle, gap] = [13 * MM, 6 * MM]
  const place = { x: at.x + circle + 4 * MM, width: SHEET.width - SHEET.side - at.x - circle - 4 * MM }
  const face: Face = { size: 7 * MM }
  const heights = steps.map((step) => Math.max(circle, heightOf(canvas, step, place.width, face)))
  const total = heights.reduce((sum, height) => sum + height, 0) + gap * (steps.length - 1)
  let y = at.y + (CODE_SIZE - total) / 2
  steps.forEach((step, index) => {
    const height = heights[index] ?? circle
    const middle = y + height / 2
    ornament(canvas, () => void canvas.circle(at.x + circle / 2, middle, circle / 2).fill(COLOR.blue))
    part(canvas, body, 'P', () => {
      const number: Face = { size: 7 * MM, bold: true, color: COLOR.paper, align: 'center' }
      write(canvas, String(index + 1), { x: at.x, y: middle - 4.1 * MM, width: circle }, number)
      const text = heightOf(canvas, step, place.width, face)
      write(canvas, step, { ...place, y: middle - text / 2 }, face)
    })
    y += height + gap
  })
}

/** Above that height; gives where they begin. */
function drawPromises(canvas: Canvas, body: Part, { promises }: Texts, below: number): number {
  const [icon, gap, between] = [10 * MM, 3 * MM, 5 * MM]
  const column = (SHEET.width - 2 * SHEET.side - 2 * between) / promises.length
  const face: Face = { size: 5 * MM }
  const width = column - icon - gap
  const height = Math.max(icon, ...promises.map(({ text }) => heightOf(canvas, text, width, face)))
  const top = below - 6 * MM - height
  promises.forEach(({ sign, text }, index) => {
    const x = SHEET.side + index * (column + between)
    ornament(canvas, () => {
      canvas
        .save()
        .translate(x, top + (height - icon) / 2)
        .scale(icon / 24)
      canvas.lineWidth(2).lineCap('round').lineJoin('round')
      for (const line of POSTER_SIGNS[sign]) canvas.path(line).stroke(COLOR.blue)
      canvas.restore()
    })
    const y = top + (height - heightOf(canvas, text, width, face)) / 2
    part(canvas, body, 'P', () => void write(canvas, text, { x: x + icon + gap, y, width }, face))
  })
  return top
}

/** Above that height, between two lines; gives where it begins. A name that our letter cannot write is not there. */
function drawLanguages(canvas: Canvas, body: Part, languages: readonly string[], below: number): number {
  const names: Readonly<Record<string, string>> = languageNames
  const text = languages
    .map((code) => names[code] ?? code)
    .filter((name) => canWrite([name]))
    .join('   ')
  const face: Face = { ...SOFT, bold: true }
  const width = SHEET.width - 2 * SHEET.side
  const top = below - heightOf(canvas, text, width, face) - 6 * MM
  ornament(canvas, () => {
    for (const y of [top, below]) canvas.moveTo(SHEET.side, y).lineTo(SHEET.width - SHEET.side, y)
    canvas.lineWidth(0.4 * MM).stroke('#ded4bf')
  })
  part(canvas, body, 'P', () => void write(canvas, text, { x: SHEET.side, y: top + 3 * MM, width }, face))
  return top
}

/** At the end of the sheet; gives where it begins. */
function drawFoot(canvas: Canvas, body: Part, { footer, type, link }: Texts): number {
  const address = `${type} ${link.replace(/^https?:\/\//, '')}`
  const width = SHEET.width - 2 * SHEET.side
  const bold: Face = { ...SOFT, bold: true }
  const heights = [heightOf(canvas, footer, width, SOFT), heightOf(canvas, address, width, bold)] as const
  const end = SHEET.height - 7 * MM
  part(canvas, body, 'P', () => {
    write(canvas, footer, { x: SHEET.side, y: end - heights[0] - heights[1] - MM, width }, SOFT)
  })
  part(canvas, body, 'P', () => void write(canvas, address, { x: SHEET.side, y: end - heights[1], width }, bold))
  return end - heights[0] - heights[1] - 4 * MM
}
