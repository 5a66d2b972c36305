import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import { dressed, type Look } from '../../shared/look.ts'
import { styleAddress, withStyleInside } from '../pages/style-inside.ts'

/** A first page as it is sent. */
export interface FirstPage {
  readonly html: string
  /** What the content security policy allows beside files; null when the page names its style sheet. */
  readonly styleSource: string | null
  /** The same compressed with Brotli as small as it gets; null as long as that is not there. */
  small: Buffer | null
}

/** Some collectors in a few languages; a page and its short form are about 60 kB. */
const KEPT = 100

/** Makes of a drawn first page what is sent: with its style inside, and from the second time on compressed once for all, in the colours of the municipality.
 *  A style sheet that is not there is named only. */
export function createFirstPages(clientDir: string, look?: Look): (drawn: string) => Promise<FirstPage> {
  const kept = new Map<string, FirstPage>()
  let busy = false
  return async (drawn) => {
    const key = createHash('sha256').update(drawn).digest('base64')
    const page = kept.get(key) ?? (await styled(clientDir, drawn, look))
    // The oldest goes; who is asked for is young again.
    kept.delete(key)
    kept.set(key, page)
    for (const oldest of [...kept.keys()].slice(0, -KEPT)) kept.delete(oldest)
    if (!page.small && !busy) {
      // One at a time, behind the reply: it takes a tenth of a second.
      busy = true
      void compress(page).finally(() => {
        busy = false
      })
    }
    return page
  }
}

async function styled(clientDir: string, drawn: string, look: Look | undefined): Promise<FirstPage> {
  const address = styleAddress(drawn)
  const style = address && (await readFile(join(clientDir, address), 'utf8').catch(() => null))
  if (!style) return { html: drawn, styleSource: null, small: null }
  const { html, source } = withStyleInside(drawn, dressed(style, look))
  return { html, styleSource: source, small: null }
}

const brotli = promisify(brotliCompress)

async function compress(page: FirstPage): Promise<void> {
  page.small = await brotli(page.html, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } })
}
