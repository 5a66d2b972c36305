import { escapeHtml, fillPlaces } from '../pages/fill.ts'
import style from './paper.css?raw'

/** A piece of a paper: a sentence, a list, what somebody must still fill in, a table, or what `Facts` has by that name. */
export type Block =
  | string
  | { readonly list: readonly string[] }
  | { readonly fill: string }
  | { readonly table: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] } }
  | { readonly from: string }

/** A paper as its file of words has it, with `{{places}}`. */
export interface Template {
  readonly title: string
  readonly intro: string
  readonly parts: readonly { readonly title: string; readonly blocks: readonly Block[] }[]
}

/** What is so in this house: values for places, and blocks by name. */
export interface Facts {
  readonly values: Readonly<Record<string, string>>
  readonly blocks: Readonly<Record<string, readonly Block[]>>
}

/** The paper as an HTML page that stands by itself: to print, or to go on with in a word processor. Throws RangeError where it names
 *  blocks that are not there. */
export function paperHtml({ title, intro, parts }: Template, facts: Facts): string {
  const say = (text: string) => escapeHtml(fillPlaces(text, facts.values))
  const draw = (block: Block): string => {
    if (typeof block === 'string') return `<p>${say(block)}</p>`
    if ('list' in block) return `<ul>\n${block.list.map((line) => `<li>${say(line)}</li>`).join('\n')}\n</ul>`
    if ('fill' in block) return `<p class="fill">${say(`{{fillIn}} ${block.fill}`)}</p>`
    if ('table' in block) return tableHtml(block.table, say)
    const blocks = facts.blocks[block.from]
    if (!blocks) throw new RangeError(`a paper names ${block.from}`)
    return blocks.map(draw).join('\n')
  }
  const drawn = parts.map((part) => `<h2>${say(part.title)}</h2>\n${part.blocks.map(draw).join('\n')}`)
  return [
    '<!doctype html>',
    '<html lang="nl">',
    `<head><meta charset="utf-8"><title>${say(title)}</title>`,
    `<style>${style}</style></head>`,
    `<body><main>\n<h1>${say(title)}</h1>\n<p>${say(intro)}</p>`,
    ...drawn,
    '</main></body>\n</html>\n',
  ].join('\n')
}

function tableHtml(
  { head, rows }: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] },
  say: (text: string) => string,
): string {
  const heads = head.map((cell) => `<th scope="col">${say(cell)}</th>`).join('')
  const lines = rows.map(([first = '', ...cells]) => {
    const rest = cells.map((cell) => `<td>${say(cell)}</td>`).join('')
    return `<tr><th scope="row">${say(first)}</th>${rest}</tr>`
  })
  return `<table>\n<thead><tr>${heads}</tr></thead>\n<tbody>\n${lines.join('\n')}\n</tbody>\n</table>`
}
