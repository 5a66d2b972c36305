import { getDocumentProxy } from 'unpdf'

/** A PDF as a reader and a screen reader find it. */
export interface ReadPdf {
  /** Of each page, with a plain space for every kind of space. */
  readonly pages: readonly string[]
  readonly title: string
  readonly language: string | null
  readonly tagged: boolean
  /** Every part, in order: `H1`, `Table`. */
  readonly tags: readonly string[]
  /** What is said in place of drawings. */
  readonly alts: readonly string[]
  /** Letters that are not in the file itself. */
  readonly foreignFonts: readonly string[]
}

interface Node {
  readonly role?: string
  readonly alt?: string
  readonly children?: readonly Node[]
}

/** Reads a PDF with Mozilla's reader. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const pdf = await getDocumentProxy(new Uint8Array(bytes))
  const numbers = Array.from({ length: pdf.numPages }, (_, index) => index + 1)
  const pages = await Promise.all(numbers.map((number) => pdf.getPage(number)))
  const texts = await Promise.all(pages.map((page) => page.getTextContent()))
  const nodes = (await Promise.all(pages.map((page) => page.getStructTree()))).flatMap((tree) => flat(tree as Node))
  const { info } = await pdf.getMetadata()
  const mark = await pdf.getMarkInfo()
  const raw = Buffer.from(bytes).toString('latin1')
  return {
    pages: texts.map(({ items }) => plain(items.map((item) => ('str' in item ? item.str : '')).join(' '))),
    title: String((info as Record<string, unknown>).Title),
    language: String((info as Record<string, unknown>).Language),
    tagged: mark?.Marked === true,
    tags: nodes.flatMap(({ role }) => role ?? []),
    alts: nodes.flatMap(({ alt }) => (alt === undefined ? [] : [plain(alt)])),
    foreignFonts: [...raw.matchAll(/\/BaseFont \/(\S+)/g)].flatMap(([, name = '']) =>
      /^[A-Z]{6}\+/.test(name) ? [] : [name],
    ),
  }
}

function flat(node: Node | null): readonly Node[] {
  return node === null ? [] : [node, ...(node.children ?? []).flatMap(flat)]
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
