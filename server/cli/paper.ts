import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { paperForm } from '../pages/paper/form.tsx'
import { formOf } from '../pages/paper/of-collector.ts'
import paperStyle from '../pages/paper/paper.css?raw'
import { readCode } from '../routes/collectors.ts'
import { type Command, CommandError, type Given, needed, type Outcome, text } from './command.ts'
import { orElse } from './or-else.ts'
import type { Workplace } from './workplace.ts'

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The paper form as a file. */
export const paperCommands: readonly Command[] = [
  {
    name: 'paper',
    usage: '--collector CODE [--survey ID] [--language nl] --out BESTAND.html|BESTAND.pdf',
    summary: 'Maakt het papieren formulier van een meetpunt.',
    about: [
      'Het bestand staat op zichzelf: geef het door, open het en druk het af op A4, aan twee kanten.',
      'Zonder --survey de eerste vragenlijst van het meetpunt, zonder --language de eerste taal van die lijst.',
      'Voor een PDF is Chromium nodig. CHROMIUM zegt waar die staat, als het een andere plek is.',
      'Met de server aan staat het formulier ook op /formulier/CODE.',
    ],
    example: 'paper --collector K7M2QXB --language ar --out formulier.pdf',
    options: {
      collector: { type: 'string' },
      survey: { type: 'string' },
      language: { type: 'string' },
      out: { type: 'string' },
    },
    run: makePaper,
  },
]

async function makePaper(given: Given): Promise<Outcome> {
  const { values, io } = given
  const typed = needed(values, 'collector', 'K7M2QXB')
  const out = resolve(needed(values, 'out', 'formulier.html'))
  const browser = out.endsWith('.pdf') ? browserOf(io.env.CHROMIUM) : null
  const { html, survey, language } = formFor(given.workplace(), typed, text(values, 'survey'), text(values, 'language'))
  if (browser === null) writeOrSay(out, html)
  else await printTo(browser, html, out)
  return { json: { out, survey, language }, text: `Formulier gemaakt: ${out} (${survey}, ${language})` }
}

function formFor(workplace: Workplace, typed: string, survey: string | null, language: string | null) {
  const code = readCode(typed)
  const collector = code === null ? null : workplace.store.collector(code)
  if (!collector) throw new CommandError('unknown-collector', `Er is geen meetpunt "${typed}". Zie: collector list`)
  const [first, ...more] = collector.surveys.flatMap((id) => workplace.surveys.get(id) ?? [])
  if (collector.closed || !first) throw new CommandError('closed-collector', `Het meetpunt ${collector.code} is dicht.`)
  assertOne('unknown-survey', 'De vragenlijst', survey, collector.surveys)
  const asked = { survey: survey ?? undefined, language: language ?? undefined }
  const form = formOf(workplace, { collector, surveys: [first, ...more], ...asked })
  assertOne('unknown-language', 'De taal', language, form.survey.languages)
  const html = paperForm({ ...form, others: [], linked: false, style: `<style>${paperStyle}</style>` })
  return { html, survey: form.survey.id, language: form.language }
}

function assertOne(code: string, what: string, given: string | null, known: readonly string[]): void {
  if (given === null || known.includes(given)) return
  throw new CommandError(code, `${what} "${given}" is er niet bij dit meetpunt. ${orElse(given, known)}`)
}

function browserOf(given: string | undefined): string {
  const path = [...(given ? [given] : []), ...BROWSERS].find((place) => existsSync(place))
  if (path) return path
  throw new CommandError(
    'no-browser',
    'Voor een PDF is Chromium nodig, en die is er niet. Maak een .html, open die in een browser en kies Afdrukken.',
  )
}

function writeOrSay(out: string, content: string | Buffer): void {
  try {
    writeFileSync(out, content)
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'onbekend'
    throw new CommandError('not-written', `Het bestand ${out} kan niet worden geschreven (${why}).`)
  }
}

/** Lets the browser print it, tagged for screen readers, in a profile that is thrown away. */
async function printTo(browser: string, html: string, out: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'formulier-'))
  try {
    const [page, pdf] = [join(folder, 'formulier.html'), join(folder, 'formulier.pdf')]
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
