import * as keeping from '../../shared/keeping.ts'
import { THRESHOLD } from '../../shared/results/threshold.ts'
import type { MachineRole } from '../../shared/roles.ts'
import { LINK_DAYS } from '../account-links.ts'
import { ABSOLUTE_MS, IDLE_MS } from '../auth.ts'
import { dayOf } from '../calendar.ts'
import type { Deps } from '../deps.ts'
import { fillPlaces } from '../pages/fill.ts'
import columns from './columns.nl.json'
import files from './files.nl.json'
import type { Block, Facts } from './paper.ts'
import terms from './terms.nl.json'
import words from './words.nl.json'

/** What papers are made from: the house as it is now. */
export type Known = Pick<Deps, 'config' | 'store' | 'municipality' | 'surveys' | 'now'>

interface Described {
  readonly group: string
  readonly is: string
  readonly term: string
  readonly columns: Readonly<Record<string, string>>
}

const TABLES: Readonly<Record<string, Described>> = columns
/** A kind in keeping.ts without a sentence does not compile. */
const KEPT: Readonly<Record<string, string>> = terms.kept satisfies Readonly<Record<keyof typeof keeping, string>>
const NUMBERS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(keeping).map(([name, value]) => [name, String(value)]),
)
const OTHER_TERMS: Readonly<Record<string, string>> = terms.other

/** Everything that a paper can name, from the real schema, settings and terms. No login and no name of a person is in it. */
export function factsOf(known: Known): Facts {
  const { municipality, config, store, now } = known
  const providers = store.providers().filter(({ validUntil }) => validUntil === null || validUntil >= dayOf(now()))
  const surveys = [...known.surveys.values()]
  const values = {
    fillIn: words.fillIn,
    municipality: municipality.name,
    productName: municipality.productName,
    address: config.publicUrl,
    day: dayOf(now()),
    threshold: String(THRESHOLD),
    providers: String(providers.length),
    surveys: String(surveys.length),
    spoken: String(surveys.filter(({ questions }) => questions.some(({ kind }) => kind === 'text')).length),
    languages: String(new Set(surveys.flatMap((survey) => survey.languages)).size),
    sessionHours: String(ABSOLUTE_MS / 3_600_000),
    idleMinutes: String(IDLE_MS / 60_000),
    linkDays: String(LINK_DAYS),
    ...NUMBERS,
  }
  return { values, blocks: { ...dataBlocks(store), ...houseBlocks(known) } }
}

/** Every table and column of the real database by group; what nobody described yet stands apart, to be filled in. */
function dataBlocks(store: Known['store']): Facts['blocks'] {
  const tables = Object.entries(store.tables())
  const rows = (group: string) =>
    tables.flatMap(([table, names]) => {
      const described = TABLES[table]
      if (described?.group !== group) return []
      const own = names.map((name) => [`${table}.${name}`, described.columns[name] ?? words.unknown, ''])
      return [[table, described.is, termOf(described.term)], ...own]
    })
  const unknown = tables.flatMap(([table, names]) =>
    names.filter((name) => !TABLES[table]?.columns[name]).map((name) => `${table}.${name}`),
  )
  const groups = Object.entries(words.groups).map(([group, title]) => {
    const blocks: readonly Block[] = [title, { table: { head: words.dataHead, rows: rows(group) } }]
    return [group, blocks] as const
  })
  const missing: readonly Block[] = unknown.map((name) => ({ fill: `${words.unknown}: ${name}` }))
  return { ...Object.fromEntries(groups), unknown: missing }
}

/** In words how long something is kept: by a term of keeping.ts, or in another way. */
function termOf(term: string): string {
  const n = NUMBERS[term]
  return n === undefined ? (OTHER_TERMS[term] ?? words.unknown) : fillPlaces(KEPT[term] ?? words.unknown, { n })
}

function houseBlocks({ store, config, municipality }: Known): Facts['blocks'] {
  const contact = municipality.help.filter(({ kind }) => kind === 'help' || kind === 'complaint')
  const lines = contact.map(({ name, phone, url, placeholder }) =>
    [name.nl, phone, url, placeholder && words.placeholder].filter(Boolean).join(', '),
  )
  return {
    contact: [{ list: lines }],
    terms: [{ list: Object.keys(NUMBERS).map(termOf) }],
    files: [{ table: { head: words.filesHead, rows: Object.entries(files) } }],
    roles: [{ table: { head: words.rolesHead, rows: rolesIn(store) } }],
    settings: [{ list: settingsIn(config, store) }],
  }
}

/** Per role what it sees, how many open accounts have it and how many keys; the numbers only. */
function rolesIn(store: Known['store']): readonly (readonly string[])[] {
  const users = store.users().filter(({ disabled }) => !disabled)
  const tokens = store.tokens()
  const roles = Object.entries(words.roles) as [MachineRole, string][]
  return roles.map(([role, sees]) => {
    const [name = '', ...rest] = sees.split(': ')
    const of = (list: readonly { readonly role: MachineRole }[]) =>
      String(list.filter((one) => one.role === role).length)
    return [name, rest.join(': '), of(users), of(tokens)]
  })
}

function settingsIn(config: Known['config'], store: Known['store']): readonly string[] {
  const open = store.users().filter(({ disabled, passwordHash }) => !disabled && passwordHash !== '')
  const single = open.filter(({ id }) => store.secondStep(id) === null)
  const channels = new Set(store.collectors().flatMap(({ closed, channel }) => (closed ? [] : [channel])))
  const { settings } = words
  const secure = config.publicUrl.startsWith('https:') ? settings.secure : settings.insecure
  const steps = single.length === 0 ? settings.secondStep : settings.noSecondStep
  const numbers = { single: String(single.length), open: String(open.length) }
  const named = [...channels].map((channel) => words.channels[channel]).join(', ')
  return [secure, fillPlaces(steps, numbers), `${settings.channels} ${named}.`]
}
