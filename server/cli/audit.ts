import { AUDIT_MONTHS } from '../../shared/keeping.ts'
import { auditedInWords } from '../audit.ts'
import { type Command, CommandError, type Given, type Outcome, text, wrongUse } from './command.ts'
import { table } from './table.ts'

const MOST = 10_000
const USUAL = 50

/** Commands for the log of who did what. */
export const auditCommands: readonly Command[] = [
  {
    name: 'audit list',
    usage: '[--limit AANTAL] [--before NUMMER]',
    summary: 'Laat zien wie wat heeft gedaan, het nieuwste eerst.',
    about: [
      'Er staat niet in wat iemand zag of wat een antwoord was. Zonder --limit ziet u de laatste 50 regels.',
      'Met --before ziet u wat er voor dat nummer staat.',
    ],
    example: 'audit list --limit 200',
    options: { limit: { type: 'string' }, before: { type: 'string' } },
    run: list,
  },
  {
    name: 'audit verify',
    usage: '[--head CODE]',
    summary: 'Kijkt na of er in het logboek niets is veranderd of weggehaald.',
    about: [
      'De opdracht noemt de code van de laatste regel. Schrijf die af en toe op, buiten deze computer.',
      'Met --head kijkt de opdracht ook of een regel met die code er nog is. Dan kan niemand het hele logboek vervangen.',
    ],
    example: 'audit verify',
    options: { head: { type: 'string' } },
    run: verify,
  },
]

function list({ values, workplace }: Given): Outcome {
  const limit = numberOf(text(values, 'limit'), 'limit', USUAL)
  const before = numberOf(text(values, 'before'), 'before', Number.MAX_SAFE_INTEGER)
  const lines = workplace().store.audit({ before, limit: Math.min(limit, MOST) })
  const rows = lines.map(({ number, at, who, action, about }) => [
    String(number),
    at.replace('T', ' ').replace('Z', ''),
    who,
    auditedInWords(action),
    about,
  ])
  return {
    json: { lines },
    text: table(['nummer', 'wanneer (UTC)', 'wie', 'wat', 'waarop'], rows, 'Het logboek is nog leeg.'),
  }
}

function numberOf(given: string | null, name: string, usual: number): number {
  if (given === null) return usual
  if (!/^[1-9]\d{0,14}$/.test(given)) throw wrongUse(`--${name} moet een heel getal zijn van 1 of meer.`)
  return Number(given)
}

function verify({ values, workplace }: Given): Outcome {
  const { store } = workplace()
  const { entries, head, fault } = store.verifyAudit()
  const json = { entries, head, fault, ok: fault === null }
  if (fault !== null) {
    const message = `Het logboek klopt niet vanaf regel ${fault}: daar is iets veranderd of weggehaald.`
    return { json, text: message, problem: { code: 'audit-broken', message } }
  }
  const known = text(values, 'head')
  if (known !== null && !hasHash(store, known)) {
    throw new CommandError(
      'unknown-head',
      `Er is geen regel met deze code. Het logboek is vervangen, de code is verkeerd, of de regel is ouder dan ${AUDIT_MONTHS} maanden.`,
    )
  }
  const code = head === '' ? '' : ` De code van de laatste regel is ${head}.`
  return { json, text: `Het logboek klopt: ${entries} regels.${code}` }
}

type Log = Pick<ReturnType<Given['workplace']>['store'], 'audit'>

function hasHash(store: Log, hash: string): boolean {
  let before = Number.MAX_SAFE_INTEGER
  for (;;) {
    const lines = store.audit({ before, limit: USUAL })
    const oldest = lines.at(-1)
    if (!oldest) return false
    if (lines.some((line) => line.hash === hash)) return true
    before = oldest.number
  }
}
