import { resolve } from 'node:path'
import { monthsOf } from '../../shared/results/periods.ts'
import type { Viewer } from '../deps.ts'
import { writeQuarterReport } from '../export/report/quarter-report.ts'
import { ProblemError } from '../http/problem.ts'
import { quarterReport } from '../report.ts'
import { type Command, CommandError, type Given, needed, type Outcome, text, wrongUse } from './command.ts'
import { writeOrSay } from './print.ts'

/** The report for the quarterly talk as a file. */
export const reportCommands: readonly Command[] = [
  {
    name: 'report',
    usage:
      '--provider ID [--with predecessors] [--survey ID] [--care-type SLUG] [--quarter 2026-Q4] [--order simons] --out BESTAND.pdf',
    summary: 'Maakt het rapport voor het kwartaalgesprek.',
    about: [
      'Twee bladzijden: wat mensen antwoordden, hoe het door de tijd gaat, en de vragen voor het gesprek.',
      'Zonder --quarter het laatste kwartaal met antwoorden. Een browser is niet nodig.',
      '--with predecessors telt de antwoorden mee van aanbieders die deze heeft overgenomen.',
      '--order simons zet de cijfers in de volgorde waarden, kaders, indicatoren, interactie.',
    ],
    example: 'report --provider lister --quarter 2026-Q4 --out rapport.pdf',
    options: {
      provider: { type: 'string' },
      with: { type: 'string' },
      survey: { type: 'string' },
      'care-type': { type: 'string' },
      quarter: { type: 'string' },
      order: { type: 'string' },
      out: { type: 'string' },
    },
    run: makeReport,
  },
]

/** Whoever has the data folder sees all figures. */
const OWNER: Viewer = { role: 'admin', provider: null, name: 'cli' }

async function makeReport(given: Given): Promise<Outcome> {
  const { values, io } = given
  const provider = needed(values, 'provider', 'lister')
  const out = resolve(needed(values, 'out', 'rapport.pdf'))
  const query = {
    provider,
    with: text(values, 'with') ?? '',
    survey: text(values, 'survey') ?? '',
    careType: text(values, 'care-type') ?? '',
    order: text(values, 'order') ?? '',
    ...monthsGiven(text(values, 'quarter')),
  }
  const report = orSay(() => quarterReport(given.workplace(), query, OWNER))
  writeOrSay(out, await writeQuarterReport(report, new Date(io.now())))
  const { survey, careType, from, to } = report
  return {
    json: { out, provider, survey: survey.id, careType: careType.id, from, to },
    text: `Rapport gemaakt: ${out} (${survey.id}, ${from} tot en met ${to})`,
  }
}

function monthsGiven(quarter: string | null) {
  if (quarter === null) return {}
  if (!/^\d{4}-Q[1-4]$/.test(quarter)) throw wrongUse(`"${quarter}" is geen kwartaal. Bijvoorbeeld: --quarter 2026-Q4`)
  const [from, to] = monthsOf(quarter)
  return { from, to }
}

/** What cannot be asked becomes the command's own error. */
function orSay<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw error instanceof ProblemError ? new CommandError(error.code, error.message) : error
  }
}
