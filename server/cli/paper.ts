import { resolve } from 'node:path'
import { orElse } from '../or-else.ts'
import { paperForm } from '../pages/paper/form.tsx'
import { formOf } from '../pages/paper/of-collector.ts'
import paperStyle from '../pages/paper/paper.css?raw'
import posterStyle from '../pages/poster/poster.css?raw'
import { placeOf, poster } from '../pages/poster/poster.tsx'
import { hasPosterPdf, posterPdf } from '../pages/poster/poster-pdf.ts'
import { currentSurveys, readCode } from '../routes/collectors.ts'
import { type Command, CommandError, type Given, needed, type Outcome, text, wrongUse } from './command.ts'
import { assertCanWrite, writeOrSay, writePage } from './print.ts'
import type { Workplace } from './workplace.ts'

/** The paper form and the poster as files. */
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
  {
    name: 'poster',
    usage: '--collector CODE [--language nl] [--size a4|a5] --out BESTAND.html|BESTAND.pdf',
    summary: 'Maakt een poster met de QR-code van een meetpunt.',
    about: [
      'Voor een meetpunt met --channel own-device. Zonder --language de eerste taal van de eerste vragenlijst.',
      'Voor een PDF in een taal met andere letters, zoals Arabisch, is Chromium nodig. CHROMIUM zegt waar die staat.',
      'Met de server aan staat de poster ook op /poster/CODE.',
    ],
    example: 'poster --collector K7M2QXB --size a5 --out poster.pdf',
    options: {
      collector: { type: 'string' },
      language: { type: 'string' },
      size: { type: 'string' },
      out: { type: 'string' },
    },
    run: makePoster,
  },
]

async function makePaper(given: Given): Promise<Outcome> {
  const { values, io } = given
  const typed = needed(values, 'collector', 'K7M2QXB')
  const out = resolve(needed(values, 'out', 'formulier.html'))
  assertCanWrite(io, out)
  const { html, survey, language } = formFor(given.workplace(), typed, text(values, 'survey'), text(values, 'language'))
  await writePage(io, html, out)
  return { json: { out, survey, language }, text: `Formulier gemaakt: ${out} (${survey}, ${language})` }
}

function formFor(workplace: Workplace, typed: string, survey: string | null, language: string | null) {
  const { collector, surveys } = collectorOf(workplace, typed)
  assertOne('unknown-survey', 'De vragenlijst', survey, collector.surveys)
  const asked = { survey: survey ?? undefined, language: language ?? undefined }
  const form = formOf(workplace, { collector, surveys, ...asked })
  assertOne('unknown-language', 'De taal', language, form.survey.languages)
  const html = paperForm({ ...form, others: [], linked: false, style: `<style>${paperStyle}</style>` })
  return { html, survey: form.survey.id, language: form.language }
}

/** The collector that was typed, with its current surveys; throws where it is unknown or closed. */
function collectorOf(workplace: Workplace, typed: string) {
  const code = readCode(typed)
  const collector = code === null ? null : workplace.store.collector(code)
  if (!collector) throw new CommandError('unknown-collector', `Er is geen meetpunt "${typed}". Zie: collector list`)
  const [first, ...more] = currentSurveys(workplace, collector)
  if (collector.closed || !first) throw new CommandError('closed-collector', `Het meetpunt ${collector.code} is dicht.`)
  return { collector, surveys: [first, ...more] as const }
}

function assertOne(code: string, what: string, given: string | null, known: readonly string[]): void {
  if (given === null || known.includes(given)) return
  throw new CommandError(code, `${what} "${given}" is er niet bij dit meetpunt. ${orElse(given, known)}`)
}

async function makePoster(given: Given): Promise<Outcome> {
  const { values, io } = given
  const typed = needed(values, 'collector', 'K7M2QXB')
  const out = resolve(needed(values, 'out', 'poster.html'))
  const size = sizeOf(text(values, 'size') ?? 'a4')
  const workplace = given.workplace()
  const { collector, surveys } = collectorOf(workplace, typed)
  if (collector.channel !== 'own-device')
    throw new CommandError('no-link', `Het meetpunt ${collector.code} is niet voor telefoons: het heeft geen link.`)
  const language = text(values, 'language')
  const asked = { survey: undefined, language: language ?? undefined }
  const form = formOf(workplace, { collector, surveys, ...asked })
  assertOne('unknown-language', 'De taal', language, form.survey.languages)
  const whole = { ...form, place: placeOf(collector, workplace.store.locations()) }
  if (out.endsWith('.pdf') && hasPosterPdf(whole)) writeOrSay(out, await posterPdf(whole, size, new Date(io.now())))
  else await writePage(io, poster({ ...whole, size, style: `<style>${posterStyle}</style>` }), out)
  const link = form.phone ?? ''
  return { json: { out, link, size, language: form.language }, text: `Poster gemaakt: ${out} (${link})` }
}

function sizeOf(given: string): 'a4' | 'a5' {
  if (given === 'a4' || given === 'a5') return given
  throw wrongUse(`De maat "${given}" is er niet. Kies a4 of a5.`)
}
