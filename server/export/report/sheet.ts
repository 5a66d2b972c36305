import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'

/** What a PDF is drawn on. */
export type Canvas = PDFKit.PDFDocument
/** A part of what a screen reader hears: a heading, a table, a cell. */
export type Part = PDFKit.PDFStructureElement

/** Size of A4 in points, and what stays free at its edges. */
export const PAGE = { width: 595.28, height: 841.89, margin: 42, foot: 800 } as const
/** How wide a line can be. */
export const LINE = PAGE.width - 2 * PAGE.margin

/** Colours of the look: enough contrast on paper, and nothing in red or green. */
export const COLOR = {
  ink: '#12263A',
  soft: '#3A4D5F',
  line: '#667A89',
  hair: '#DFD2BE',
  blue: '#0B4A6F',
  middle: '#A5CAE2',
  light: '#E3F0F8',
  paper: '#FFFFFF',
} as const

/** How a text looks; its size is in points. */
export interface Face {
  readonly size: number
  readonly bold?: true
  readonly color?: string
  readonly align?: 'left' | 'right' | 'center'
}

/** Where a text or drawing begins and how wide it may be, in points from the top left corner of the page. */
export interface Place {
  readonly x: number
  readonly y: number
  readonly width: number
}

const require = createRequire(import.meta.url)
/** The portal's letter; one weight cannot be taken out of its variable file. */
const FONTS = {
  regular: require.resolve(
    '@expo-google-fonts/atkinson-hyperlegible-next/400Regular/AtkinsonHyperlegibleNext_400Regular.ttf',
  ),
  bold: require.resolve('@expo-google-fonts/atkinson-hyperlegible-next/700Bold/AtkinsonHyperlegibleNext_700Bold.ttf'),
} as const

/** Whether the letter has every character of these texts, and writes them from left to right as they are. */
export function canWrite(texts: readonly string[]): boolean {
  characters ??= charactersOf(FONTS.bold)
  return [...texts.join('')].every((character) => characters?.has(character.codePointAt(0) ?? 0))
}

let characters: ReadonlySet<number> | null = null

function charactersOf(file: string): ReadonlySet<number> {
  const canvas = new PDFDocument({ autoFirstPage: false, font: file })
  // pdfkit's types leave its font out: it is one of fontkit, which says which characters it has.
  const { _font } = canvas as unknown as { readonly _font: { readonly font: { readonly characterSet: number[] } } }
  return new Set(_font.font.characterSet)
}

/** A document for a screen reader too: tagged, in Dutch unless said, with its title and its own letters in it. Nothing is drawn yet. */
export function newDocument(
  title: string,
  productName: string,
  madeAt: Date,
  lang = 'nl',
): { canvas: Canvas; body: Part } {
  const canvas = new PDFDocument({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    tagged: true,
    lang,
    displayTitle: true,
    pdfVersion: '1.7',
    subset: 'PDF/UA' as 'PDF/A-1',
    info: { Title: title, Creator: productName, Producer: productName, CreationDate: madeAt },
  })
  for (const [name, file] of Object.entries(FONTS)) canvas.registerFont(name, file)
  const body = canvas.struct('Document')
  canvas.addStructure(body)
  return { canvas, body }
}

/** The whole file; the document is at its end. */
export async function fileOf(canvas: Canvas): Promise<Buffer> {
  const chunks: Buffer[] = []
  canvas.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise<void>((resolve) => canvas.once('end', resolve))
  canvas.end()
  await ended
  return Buffer.concat(chunks)
}

interface Heard {
  /** What a screen reader says in place of a drawing. */
  readonly alt?: string
  readonly scope?: 'Row' | 'Column'
  /** Of a drawing: its left, top, right and bottom. */
  readonly bbox?: readonly [number, number, number, number]
}

/** A part without content of its own, such as a table or a row. */
export function group(canvas: Canvas, parent: Part, type: string): Part {
  const part = canvas.struct(type)
  parent.add(part)
  return part
}

/** A part that is drawn now. */
export function part(canvas: Canvas, parent: Part, type: string, draw: () => void, heard: Heard = {}): void {
  // The types of pdfkit lag behind it: scope and bbox are newer.
  parent.add(canvas.struct(type, heard as PDFKit.Mixins.StructureElementOptions, [draw]))
}

/** What only the eye needs: lines, grounds, the head and foot of a page. */
export function ornament(canvas: Canvas, draw: () => void, type?: 'Pagination'): void {
  canvas.markContent('Artifact', { type: type ?? 'Layout' })
  draw()
  canvas.endMarkedContent()
}

function dress(canvas: Canvas, face: Face): { readonly lineGap: number } {
  canvas.font(face.bold ? 'bold' : 'regular').fontSize(face.size)
  return { lineGap: face.size * 0.12 }
}

/** How high a text is in that width. */
export function heightOf(canvas: Canvas, text: string, width: number, face: Face): number {
  const gap = dress(canvas, face)
  return canvas.heightOfString(text, { width, ...gap })
}

/** How wide a text is on one line. */
export function widthOf(canvas: Canvas, text: string, face: Face): number {
  dress(canvas, face)
  return canvas.widthOfString(text)
}

/** Writes a text and gives its height. It stands inside a `part` or an `ornament`. */
export function write(canvas: Canvas, text: string, { x, y, width }: Place, face: Face): number {
  const height = heightOf(canvas, text, width, face)
  const gap = dress(canvas, face)
  canvas.fillColor(face.color ?? COLOR.ink).text(text, x, y, { width, align: face.align ?? 'left', ...gap })
  return height
}
