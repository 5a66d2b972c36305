import { resolve } from 'node:path'
import { PAPERS, type PaperName, paperOf } from '../papers/papers.ts'
import { type Command, type Given, type Outcome, text } from './command.ts'
import { assertCanWrite, writePage } from './print.ts'

const ABOUT: Readonly<Record<PaperName, readonly [summary: string, about: string]>> = {
  register: [
    'Maakt het register van verwerkingen, uit de database en de instellingen.',
    'Het volgt artikel 30 van de AVG. Wat alleen de gemeente weet, staat in een kader om in te vullen.',
  ],
  dpia: [
    'Maakt een concept van de DPIA, uit de database en de instellingen.',
    'De gemeente weegt de risico’s zelf, en stelt het vast na advies van de functionaris gegevensbescherming.',
  ],
}

/** The papers for who watches over privacy, as files. */
export const privacyPaperCommands: readonly Command[] = PAPERS.map((name) => {
  const [summary, about] = ABOUT[name]
  return {
    name: `paper ${name}`,
    usage: '[--out BESTAND.html|BESTAND.pdf]',
    summary,
    about: [
      about,
      'Zonder --out komt de pagina (HTML) in beeld. Voor een PDF is Chromium nodig.',
      'Een beheerder vindt hetzelfde op /resultaten/stukken.',
    ],
    example: `paper ${name} --out ${name}.html`,
    options: { out: { type: 'string' } },
    run: (given) => make(given, name),
  }
})

async function make({ values, io, workplace }: Given, name: PaperName): Promise<Outcome> {
  const asked = text(values, 'out')
  const out = asked === null ? null : resolve(asked)
  if (out !== null) assertCanWrite(io, out)
  const html = paperOf({ ...workplace(), now: io.now }, name)
  if (out === null) return { json: { paper: name, html }, text: html }
  await writePage(io, html, out)
  return { json: { paper: name, out }, text: `Stuk gemaakt: ${out}` }
}
