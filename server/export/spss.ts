import type { Flavour } from './csv.ts'
import { RESULT_COLUMNS } from './results-table.ts'

/** Columns of results.csv that hold numbers. */
const NUMBERS: ReadonlySet<string> = new Set([
  'versie',
  'n',
  'weet_niet',
  'overgeslagen',
  'past_niet',
  'aantal',
  'deel',
  'deel_gunstig',
  'deel_gunstig_laag',
  'deel_gunstig_hoog',
  'gemiddelde',
])

const VALUES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  niveau: {
    hidden: 'niet te zien: te weinig antwoorden',
    provisional: 'voorlopig beeld: 10 tot 29 antwoorden',
    full: 'volledig: 30 antwoorden of meer',
  },
  fase: { 'not-started': 'nog niet begonnen', ongoing: 'bezig', finished: 'klaar' },
  kanaal: {
    'own-device': 'eigen telefoon',
    kiosk: 'zuil',
    assisted: 'met hulp',
    paper: 'papier',
    import: 'ingelezen',
  },
  toegang: { invited: 'op uitnodiging', open: 'open link of poster' },
  wie_vulde_in: { self: 'de cliënt zelf', together: 'samen', 'on-behalf': 'iemand anders' },
}

/** The flavour of results.csv that the syntax reads. */
export const SPSS_FLAVOUR: Flavour = 'open'

/** SPSS syntax that reads that file, with what each column means and what its codes stand for, in Dutch. For PSPP too. */
export function spssSyntax(csvFile: string): string {
  const names = RESULT_COLUMNS.map(({ name }) => name)
  const variables = names.map((name) => `    ${name} ${NUMBERS.has(name) ? 'F12.4' : 'A500'}`)
  const labels = RESULT_COLUMNS.map(({ name, meaning }) => `  ${name} ${quoted(meaning.slice(0, 250))}`)
  const values = Object.entries(VALUES).filter(([name]) => names.includes(name))
  return [
    '* Zet dit bestand en het CSV-bestand in dezelfde map, en open het in SPSS of PSPP.',
    'SET DECIMAL=DOT.',
    'GET DATA',
    '  /TYPE=TXT',
    `  /FILE=${quoted(csvFile)}`,
    `  /ENCODING='UTF8'`,
    '  /ARRANGEMENT=DELIMITED',
    `  /DELIMITERS=','`,
    `  /QUALIFIER='"'`,
    '  /FIRSTCASE=2',
    '  /VARIABLES=',
    `${variables.join('\n')}.`,
    'VARIABLE LABELS',
    `${labels.join('\n')}.`,
    'VALUE LABELS',
    `${values.map(([name, codes]) => `  ${name} ${codesOf(codes)}`).join('\n  /')}.`,
    'EXECUTE.',
    '',
  ].join('\n')
}

function codesOf(codes: Readonly<Record<string, string>>): string {
  return Object.entries(codes)
    .map(([code, label]) => `${quoted(code)} ${quoted(label)}`)
    .join(' ')
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
