import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { CommandError, type Io } from './command.ts'

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Writes that page to the file, as it is or printed as PDF by what its name ends with. Throws `no-browser` where a PDF is asked for
 *  and there is no Chromium; nothing is written then. */
export async function writePage(io: Pick<Io, 'env'>, html: string, out: string): Promise<void> {
  if (out.endsWith('.pdf')) await printTo(browserOf(io.env.CHROMIUM), html, out)
  else writeOrSay(out, html)
}

/** Throws `no-browser` where that file asks for one and there is none. */
export function assertCanWrite(io: Pick<Io, 'env'>, out: string): void {
  if (out.endsWith('.pdf')) browserOf(io.env.CHROMIUM)
}

function browserOf(given: string | undefined): string {
  const path = [...(given ? [given] : []), ...BROWSERS].find((place) => existsSync(place))
  if (path) return path
  throw new CommandError(
    'no-browser',
    'Voor een PDF is Chromium nodig, en die is er niet. Maak een .html, open die in een browser en kies Afdrukken.',
  )
}

/** Writes that file; throws `not-written` with the reason where it cannot be. */
export function writeOrSay(out: string, content: string | Buffer): void {
  try {
    writeFileSync(out, content)
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'onbekend'
    throw new CommandError('not-written', `Het bestand ${out} kan niet worden geschreven (${why}).`)
  }
}

/** Lets the browser print it, tagged for screen readers, in a profile that is thrown away. */
async function printTo(browser: string, html: string, out: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'afdruk-'))
  try {
    const [page, pdf] = [join(folder, 'pagina.html'), join(folder, 'pagina.pdf')]
    writeFileSync(page, html)
    const root = process.getuid?.() === 0
    await run(browser, [
      '--headless',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      // A browser of root does not start with it; the page is our own.
      ...(root ? ['--no-sandbox'] : []),
      `--user-data-dir=${join(folder, 'profile')}`,
      '--no-pdf-header-footer',
      '--export-tagged-pdf',
      `--print-to-pdf=${pdf}`,
      pathToFileURL(page).href,
    ])
    if (!existsSync(pdf)) throw new CommandError('no-pdf', 'Chromium maakte geen PDF. Maak een .html en druk die af.')
    writeOrSay(out, readFileSync(pdf))
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Runs it to its end, whatever its end: the file tells whether it worked. */
function run(file: string, args: readonly string[]): Promise<void> {
  return new Promise((done) => {
    const child = spawn(file, args, { stdio: 'ignore' })
    child.once('error', () => done())
    child.once('close', () => done())
  })
}
