/** Of a built style sheet what this page needs: rules of which some selector can match there, whatever is pressed,
 *  chosen or in focus, with custom properties that have one value only filled in. Order and conditions stay. */
export function neededStyle(style: string, html: string): string {
  const page = thingsIn(html)
  const needed = blocksOf(style)
    .flatMap((block) => neededBlock(block, page))
    .join('')
  return usedProperties(filledIn(needed))
}

/** `head{body}`; a body of rules when the head is a condition. */
interface Block {
  readonly head: string
  readonly body: string
}

const CONDITION = /^@(?:media|supports|container|layer)\b/

function neededBlock({ head, body }: Block, page: ReadonlySet<string>): readonly string[] {
  if (CONDITION.test(head)) {
    const inner = blocksOf(body).flatMap((block) => neededBlock(block, page))
    return inner.length > 0 ? [`${head}{${inner.join('')}}`] : []
  }
  if (head.startsWith('@')) return [`${head}{${body}}`]
  const selectors = splitOutside(head, ',').filter((selector) => canMatch(selector, page))
  return selectors.length > 0 ? [`${selectors.join(',')}{${body}}`] : []
}

/** The blocks of a text without comments, as a build makes it. */
function blocksOf(style: string): readonly Block[] {
  return splitOutside(style, '}').flatMap((text) => {
    const open = text.indexOf('{')
    return open < 0 ? [] : [{ head: text.slice(0, open).trim(), body: text.slice(open + 1) }]
  })
}

/** Parts between the separators that stand in no bracket, brace or quotation mark; a closing brace as separator ends the
 *  block that it closes. */
function splitOutside(text: string, separator: ',' | '}'): readonly string[] {
  const parts: string[] = []
  let [depth, start] = [0, 0]
  for (const { 0: token, index } of text.matchAll(/"[^"]*"|'[^']*'|[(){}[\],]/g)) {
    if ('([{'.includes(token)) depth += 1
    else if (')]}'.includes(token)) depth -= 1
    if (depth === 0 && token === separator) {
      parts.push(text.slice(start, index))
      start = index + 1
    }
  }
  return [...parts, text.slice(start)]
}

/** Elements, classes, names and values that stand in a page, each as a selector writes it. */
function thingsIn(html: string): ReadonlySet<string> {
  const things = new Set<string>([':root'])
  for (const [, element = '', attributes = ''] of html.matchAll(/<([a-z][\w-]*)((?:[^<>"]|"[^"]*")*)>/g)) {
    things.add(element)
    for (const [, name = '', value = ''] of attributes.matchAll(/([a-z][\w-]*)(?:="([^"]*)")?/g)) {
      things.add(`[${name}]`).add(`[${name}="${value}"]`)
      if (name === 'class') for (const each of value.split(' ')) things.add(`.${each}`)
      if (name === 'id') things.add(`#${value}`)
    }
  }
  return things
}

/** Whether all that a selector names stands in the page. What it says of states, and what it excludes, may be so. */
function canMatch(selector: string, page: ReadonlySet<string>): boolean {
  const said = selector.replace(/::?[\w-]+(?:\((?:[^()]|\([^()]*\))*\))?/g, '')
  return (said.match(/[.#]?[a-zA-Z][\w-]*(?![^[]*\])|\[[^\]]*\]/g) ?? []).every((thing) => page.has(quoted(thing)))
}

/** A build may leave the quotation marks of a value away. */
const quoted = (thing: string) => thing.replace(/^\[([\w-]+)[~|^$*]?=([^"'\]]+)\]$/, '[$1="$2"]')

/** A style sheet in which custom properties that are set once, for the whole page, or never, stand as their values: less to
 *  read and to work out for a slow phone. */
function filledIn(style: string): string {
  const names = Array.from(style.matchAll(/[{;](--[\w-]+):/g), ([, name]) => name)
  const isSet = new Set(names)
  const isSetTwice = new Set(names.filter((name, at) => names.indexOf(name) !== at))
  const fill = (text: string): string => {
    const values = new Map(
      Array.from(ownProperties(text), ([, name, value = '']) => [name, value.trim()] as const).filter(
        ([name, value]) => !isSetTwice.has(name) && !value.includes('var('),
      ),
    )
    const filled = text
      .replace(WITH_FALLBACK, (whole, name, fallback) => (isSet.has(name) ? whole : fallback.trim()))
      .replace(/var\((--[\w-]+)\)/g, (whole, name) => values.get(name) ?? whole)
    return filled === text ? text : fill(filled)
  }
  return fill(style)
}

/** A use of a property with a fallback, which may hold brackets in brackets. */
const WITH_FALLBACK = /var\((--[\w-]+),((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)/g

/** Custom properties that the first rule sets for the whole page. */
function ownProperties(style: string): Iterable<RegExpExecArray> {
  return (/^:root\{([^{}]*)\}/.exec(style)?.[1] ?? '').matchAll(/(?<![^;])(--[\w-]+):([^;]*)/g)
}

/** A built style sheet without the custom properties that nothing in it uses. */
export function usedProperties(style: string): string {
  const used = new Set(Array.from(style.matchAll(/var\(\s*(--[\w-]+)/g), ([, name]) => name))
  const left = style.replace(/(?<=[{;])(--[\w-]+):[^;{}]*(?:;|(?=\}))/g, (whole, name) => (used.has(name) ? whole : ''))
  return left === style ? style : usedProperties(left)
}
