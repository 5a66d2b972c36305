import {
  AUDIT_MONTHS,
  DEVICE_MONTHS,
  OPEN_ANSWER_MONTHS,
  ORIGINAL_DAYS,
  REFUSED_MONTHS,
  RESPONSE_MONTHS,
  WITHDRAWAL_DAYS,
} from '../../shared/keeping.ts'
import { COMMAND_LINE } from '../audit.ts'
import { forgetOld, overTerm } from '../forget.ts'
import type { Kept } from '../store/forgetting.ts'
import { type Command, type Given, isOn, type Outcome } from './command.ts'
import { table } from './table.ts'

/** What each kind is to who reads it, and how long it is kept. */
const WORDS: Readonly<Record<Kept, readonly [what: string, term: string]>> = {
  originals: ['precies wat iemand typte', `${ORIGINAL_DAYS} dagen na het nakijken`],
  openAnswers: ['antwoorden in eigen woorden', `${OPEN_ANSWER_MONTHS} maanden`],
  responses: ['antwoorden per persoon; de tellingen blijven', `${RESPONSE_MONTHS} maanden`],
  codes: ['codes om een antwoord terug te nemen', `minstens ${WITHDRAWAL_DAYS} dagen`],
  refused: ['geweigerde antwoorden', `minstens ${REFUSED_MONTHS} maanden`],
  devices: ['meldingen van stille toestellen', `minstens ${DEVICE_MONTHS} maanden`],
  sessions: ['oude aanmeldingen', '12 uur'],
  audit: ['regels van het logboek', `minstens ${AUDIT_MONTHS} maanden`],
}

/** The command that forgets what was kept long enough. */
export const forgetCommand: Command = {
  name: 'forget',
  usage: '[--dry-run]',
  summary: 'Doet weg wat lang genoeg is bewaard. De cijfers blijven gelijk.',
  about: [
    'De server doet dit zelf elk uur. Met --dry-run ziet u alleen hoeveel het zou zijn.',
    '',
    ...Object.values(WORDS).map(([what, term]) => `  ${what}: ${term}`),
    '',
    'In het logboek komt hoeveel er van elke soort weg is, en nooit wat. Voorbeelden blijven staan.',
  ],
  example: 'forget --dry-run',
  options: { 'dry-run': { type: 'boolean' } },
  run: forget,
}

function forget({ values, io, workplace }: Given): Outcome {
  const { store } = workplace()
  const dryRun = isOn(values, 'dry-run')
  const known = { store, now: io.now }
  const counts = dryRun ? overTerm(known) : forgetOld(known, COMMAND_LINE)
  const rows = counts.map(({ kind, count }) => [...WORDS[kind], String(count)])
  return {
    json: {
      dryRun,
      ...Object.fromEntries(counts.map(({ kind, count }) => [kind, count])),
      aged: store.agedResponses(),
    },
    text: [
      table(['wat', 'hoe lang bewaard', dryRun ? 'zou weggaan' : 'weggedaan'], rows, ''),
      ...(dryRun ? ['Er is niets weggedaan. Laat --dry-run weg om dat te doen.'] : []),
    ].join('\n'),
  }
}
