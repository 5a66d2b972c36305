import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import * as v from 'valibot'
import { type AccessibilityReport, accessibilityReportSchema } from '../pages/accessibility.ts'
import { type Command, CommandError, type Outcome } from './command.ts'
import { writeFilesTogether } from './write-files.ts'

const FROM = '.build/accessibility.json'
const TO = 'server/pages/accessibility-report.json'

/** The report that the accessibility statement is made of. */
export const accessibilityCommands: readonly Command[] = [
  {
    name: 'accessibility update',
    usage: '',
    summary: 'Zet de uitslag van de laatste test in de verklaring op /toegankelijkheid.',
    about: [
      `Draai eerst alle tests met npm test: die maken ${FROM}.`,
      `Dit zet de uitslag in ${TO}. Dat bestand hoort bij de code. Start daarna opnieuw.`,
    ],
    example: 'accessibility update',
    options: {},
    run: update,
  },
]

function update(): Outcome {
  const report = readReport()
  writeFilesTogether(new Map([[resolve(TO), `${JSON.stringify(report, null, 2)}\n`]]))
  const checks = Object.values(report.parts).reduce((total, part) => total + part.checks, 0)
  return { json: { file: TO, date: report.date, checks }, text: `Bijgewerkt: ${TO} (${report.date}, ${checks} tests)` }
}

function readReport(): AccessibilityReport {
  if (!existsSync(FROM)) throw new CommandError('no-report', `${FROM} is er niet. Draai eerst: npm test`)
  try {
    return v.parse(accessibilityReportSchema, JSON.parse(readFileSync(FROM, 'utf8')))
  } catch {
    throw new CommandError('faulty-report', `${FROM} klopt niet. Draai opnieuw: npm test`)
  }
}
