import { isRecord } from './fault.ts'

/** Columns of the formatter. */
const WIDTH = 120

/** JSON as the formatter of this repository leaves it and people like to read it: a group or list on one line where it
 *  fits, but the outermost; with a line break at the end. */
export function printJson(value: unknown): string {
  return `${print(value, 0, 0, true)}\n`
}

/** `taken`: columns of its first line that are not its own. */
function print(value: unknown, indent: number, taken: number, broken = false): string {
  const flat = oneLine(value)
  const holds = Array.isArray(value) || isRecord(value)
  if (!holds || (!broken && taken + widthOf(flat) <= WIDTH)) return flat
  const inner = ' '.repeat(indent + 2)
  const list = Array.isArray(value)
  const items = list
    ? value.map((item: unknown) => ['', item] as const)
    : Object.entries(value).map(([key, item]) => [`${JSON.stringify(key)}: `, item] as const)
  if (items.length === 0) return flat
  const lines = items.map(([key, item], index) => {
    const comma = index < items.length - 1 ? ',' : ''
    const start = inner.length + widthOf(key) + comma.length
    return `${inner}${key}${print(item, indent + 2, start)}${comma}`
  })
  const [open, close] = list ? ['[', ']'] : ['{', '}']
  return `${open}\n${lines.join('\n')}\n${' '.repeat(indent)}${close}`
}

function oneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`
  if (!isRecord(value)) return JSON.stringify(value)
  const pairs = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${oneLine(item)}`)
  return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`
}

/** Columns on a screen: marks that sit on another letter take none. */
function widthOf(text: string): number {
  return [...text.replace(/[\p{Mn}\p{Me}\p{Cf}]/gu, '')].length
}
