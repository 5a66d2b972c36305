/** A page that the server gave, read as a browser without script would. */
export interface PlainPage {
  readonly status: number
  readonly headers: Headers
  readonly html: string
  readonly heading: string
  /** Hidden fields, by name. */
  readonly hidden: Readonly<Record<string, string>>
  /** Values of the answers that can be chosen, and of those that are. */
  readonly values: readonly string[]
  readonly checked: readonly string[]
  /** What its buttons send, the first one (for Enter) left out. */
  readonly deeds: readonly string[]
}

type Given = Readonly<Record<string, string | readonly string[]>>

/** The link of a collector without script. */
export async function openPlain(address: string, headers: Record<string, string> = {}): Promise<PlainPage> {
  return read(await fetch(address, { headers, redirect: 'manual' }))
}

/** Sends the form of a page: its hidden fields, what was chosen or written, and what was pressed. */
export async function sendPlain(
  address: string,
  page: Pick<PlainPage, 'hidden'>,
  deed: string,
  given: Given = {},
  headers: Record<string, string> = {},
): Promise<PlainPage> {
  const body = new URLSearchParams(Object.entries(page.hidden))
  for (const [name, values] of Object.entries(given)) for (const value of [values].flat()) body.append(name, value)
  body.append('do', deed)
  return read(await fetch(address, { method: 'POST', body, headers, redirect: 'manual' }))
}

async function read(reply: Response): Promise<PlainPage> {
  const html = await reply.text()
  const inputs = tags(html, 'input')
  const choices = inputs.filter(({ name }) => name === 'answer')
  return {
    status: reply.status,
    headers: reply.headers,
    html,
    heading: unescaped((/<h1[^>]*>(.*?)<\/h1>/.exec(html)?.[1] ?? '').replace(/<[^>]*>/g, '')),
    hidden: Object.fromEntries(
      inputs.flatMap(({ type, name = '', value = '' }) => (type === 'hidden' ? [[name, value]] : [])),
    ),
    values: choices.map(({ value = '' }) => value),
    checked: choices.flatMap(({ checked, value = '' }) => (checked === undefined ? [] : [value])),
    deeds: tags(html, 'button')
      .slice(1)
      .flatMap(({ name, value = '' }) => (name === 'do' ? [value] : [])),
  }
}

function tags(html: string, name: string): readonly Readonly<Record<string, string>>[] {
  return [...html.matchAll(new RegExp(`<${name}\\b([^>]*)>`, 'g'))].map(([, attributes = '']) =>
    Object.fromEntries(
      [...attributes.matchAll(/([a-z-]+)(?:="([^"]*)")?/g)].map(([, key = '', value = '']) => [key, unescaped(value)]),
    ),
  )
}

function unescaped(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}
