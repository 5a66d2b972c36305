import { setImmediate } from 'node:timers/promises'
import { IMPORT_LIMITS, type ImportsReply, type LookedAt, type MappingParts } from '../shared/imports.ts'
import { THRESHOLD } from '../shared/results/threshold.ts'
import { say } from '../shared/survey/text.ts'
import { audit } from './audit.ts'
import { dayOf } from './calendar.ts'
import type { Deps, Viewer } from './deps.ts'
import { problem } from './http/problem.ts'
import { orProblem, orProblemLater } from './http/refused.ts'
import { columnsOf } from './import/columns.ts'
import type { Bytes } from './import/encoding.ts'
import { type Loaded, loadImport, type Wish } from './import/load.ts'
import { checkMapping } from './import/mapping.ts'
import { refusedLines } from './import/refused-lines.ts'
import { Refusal } from './refusal.ts'
import { askedQuestion } from './results.ts'
import { hasRight } from './rights.ts'
import type { Import } from './store/imports.ts'

type Parts = Pick<Deps, 'store' | 'municipality' | 'now' | 'randomBytes'>

/** A file that was put on the table is forgotten after so long: it holds what people answered. */
const FORGOTTEN_MS = 30 * 60_000

/** Addresses beside those of imports (`routes/imports.ts`): an import of that name could not be taken out on the page. */
const NO_NAMES = ['columns', 'file', 'keep', 'look']

/** What an import is wished for with; its mapping as JSON that nobody has looked at. */
type GivenWish = Omit<Wish, 'mapping'> & { readonly mapping: unknown }

/** Looks at an earlier survey, or brings it in, in the name of `who`. Throws Refusal, with nothing kept. */
export function bringIn(parts: Parts, who: string, { mapping, ...wish }: GivenWish): Promise<Loaded> {
  if (!/^[a-z0-9][a-z0-9-]{0,59}$/.test(wish.name))
    throw new Refusal('bad-name', 'De naam mag kleine letters, cijfers en streepjes hebben.')
  if (NO_NAMES.includes(wish.name)) throw new Refusal('bad-name', 'Kies een andere naam.')
  const checked = checkMapping(mapping)
  if (!('source' in checked)) throw new Refusal('bad-mapping', ['De koppeling klopt niet:', ...checked].join('\n'))
  return loadImport(parts, { ...wish, mapping: checked }, (accepted) =>
    audit(parts, who, 'import-load', `${wish.name} ${accepted}`),
  )
}

/** Takes an earlier survey out again, with its figures; gives how many responses there were. Throws Refusal. */
export function takeOut(parts: Pick<Deps, 'store' | 'now'>, who: string, name: string): number {
  const { store, now } = parts
  return store.together(() => {
    const count = store.removeImport(name)
    if (count === null) throw new Refusal('unknown-import', `"${name}" is er niet.`)
    audit(parts, who, 'import-remove', name)
    store.release(dayOf(now()), THRESHOLD)
    return count
  })
}

/** What was brought in, by name, with its mapping read. */
export function shownImports(store: Pick<Deps['store'], 'imports'>): ImportsReply['imports'] {
  return store.imports().map(({ name, source, day, responses, mapping }: Import) => {
    return { name, source, day, responses, mapping: JSON.parse(mapping) as unknown }
  })
}

/** A file that somebody is bringing in by the portal. It is in memory only: it ends with the process. */
interface Table {
  readonly parts: Uint8Array[]
  bytes: number
  /** What was looked at, and may be kept. */
  wish: { readonly name: string; readonly mapping: unknown } | null
  refused: string
  forgotten: NodeJS.Timeout
}

/** What the portal does with earlier surveys: one file for each administrator, looked at before it is kept. */
export interface ImportDesk {
  readonly all: (viewer: Viewer) => ImportsReply
  /** Takes a part of the file: `{at, part}`, `at` how many bytes came before and `part` in base64. Gives how many there are now. */
  readonly addPart: (viewer: Viewer, body: unknown) => { readonly bytes: number }
  /** What a mapping for the file can be made from. */
  readonly mappingParts: (viewer: Viewer) => Promise<MappingParts>
  /** Looks at the file: `{name, mapping}`. Keeps nothing. */
  readonly look: (viewer: Viewer, body: unknown) => Promise<LookedAt>
  /** Brings in what was looked at: `{skipRefused}`. */
  readonly keep: (viewer: Viewer, body: unknown) => Promise<LookedAt>
  /** All refused lines of the last look, as CSV. */
  readonly refused: (viewer: Viewer) => string
  readonly remove: (viewer: Viewer, name: string) => { readonly removed: number }
}

/** The desk of the running server. Everything here is for administrators only, and throws problems with words to show. */
export function createImportDesk(deps: Deps): ImportDesk {
  const tables = new Map<string, Table>()
  let lines: number | null = null
  let beingRead: Table | null = null

  const tableOf = ({ name }: Viewer): Table => {
    const table = tables.get(name)
    if (!table) throw problem('bad-request', 'Kies het bestand opnieuw.')
    table.forgotten.refresh()
    return table
  }
  const forget = (name: string) => {
    clearTimeout(tables.get(name)?.forgotten)
    tables.delete(name)
  }
  const lay = (name: string): Table => {
    forget(name)
    const forgotten = setTimeout(() => tables.delete(name), FORGOTTEN_MS).unref()
    const table = { parts: [], bytes: 0, wish: null, refused: '', forgotten }
    tables.set(name, table)
    return table
  }

  const read = async (
    viewer: Viewer,
    table: Table,
    wish: Table['wish'],
    how: { readonly dryRun: boolean; readonly skipRefused: boolean },
  ) => {
    if (lines !== null) throw problem('bad-request', 'Er wordt al een bestand gelezen. Probeer het zo opnieuw.')
    if (!wish) throw problem('bad-request', 'Kijk het bestand eerst na.')
    // Only what was looked at to its end may be kept.
    table.wish = null
    lines = 0
    beingRead = table
    table.refused = ''
    const report = refusedLines((text) => {
      table.refused += text
    })
    try {
      const loaded = await orProblemLater(async () =>
        bringIn(deps, viewer.name, {
          ...wish,
          ...how,
          mappingText: JSON.stringify(wish.mapping, null, 2),
          file: bytesOf(table),
          maxLines: IMPORT_LIMITS.lines,
          refused: report.add,
          progress: (count) => {
            lines = count
          },
        }),
      )
      report.end()
      table.wish = wish
      return { ...loaded, refusedLines: report.first }
    } finally {
      lines = null
      beingRead = null
    }
  }

  return {
    all(viewer) {
      assertManages(viewer)
      return { imports: shownImports(deps.store), lines }
    },
    addPart(viewer, body) {
      assertManages(viewer)
      const { at, part } = fieldsIn(body)
      if (typeof at !== 'number' || typeof part !== 'string') throw problem('bad-request', 'Kies een bestand.')
      if (beingRead !== null && tables.get(viewer.name) === beingRead) {
        throw problem('bad-request', 'Uw bestand wordt nu gelezen. Probeer het zo opnieuw.')
      }
      const table = at === 0 ? lay(viewer.name) : tableOf(viewer)
      const bytes = Buffer.from(part, 'base64')
      if (at !== table.bytes) throw problem('changed-meanwhile', 'Kies het bestand opnieuw.')
      if (at + bytes.length > IMPORT_LIMITS.bytes) {
        forget(viewer.name)
        throw problem('bad-request', 'Dit bestand is te groot voor deze pagina. Vraag het aan wie de server beheert.')
      }
      table.parts.push(bytes)
      table.bytes += bytes.length
      table.wish = null
      return { bytes: table.bytes }
    },
    async mappingParts(viewer) {
      assertManages(viewer)
      const table = tableOf(viewer)
      const columns = await orProblemLater(() => columnsOf(bytesOf(table), IMPORT_LIMITS.lines))
      return { columns, ...choicesOf(deps) }
    },
    async look(viewer, body) {
      assertManages(viewer)
      const { name, mapping } = fieldsIn(body)
      const table = tableOf(viewer)
      const wish = { name: typeof name === 'string' ? name.trim() : '', mapping }
      return read(viewer, table, wish, { dryRun: true, skipRefused: false })
    },
    async keep(viewer, body) {
      assertManages(viewer)
      const table = tableOf(viewer)
      const loaded = await read(viewer, table, table.wish, {
        dryRun: false,
        skipRefused: fieldsIn(body).skipRefused === true,
      })
      if (loaded.kept) forget(viewer.name)
      return loaded
    },
    refused(viewer) {
      assertManages(viewer)
      return tableOf(viewer).refused
    },
    remove(viewer, name) {
      assertManages(viewer)
      return { removed: orProblem(() => takeOut(deps, viewer.name, name)) }
    },
  }
}

/** Open answers are not brought in. */
function choicesOf({ store, surveys, municipality }: Deps): Omit<MappingParts, 'columns'> {
  return {
    surveys: [...surveys.values()].map(({ id, title, questions }) => ({
      id,
      name: say(title, 'nl'),
      questions: questions.filter(({ kind }) => kind !== 'text').map(askedQuestion),
    })),
    providers: store.providers().map(({ id, name }) => ({ id, name })),
    careTypes: municipality.careTypes.map(({ id, name }) => ({ id, name })),
  }
}

/** The file as it came, part by part, with room for other requests between two. */
function bytesOf({ parts }: Table): Bytes {
  return async function* () {
    for (const part of parts) {
      yield part
      await setImmediate()
    }
  }
}

function assertManages(viewer: Viewer): void {
  if (!hasRight(viewer, 'manage')) throw problem('forbidden', 'Alleen een beheerder kan dit.')
}

function fieldsIn(body: unknown): Readonly<Record<string, unknown>> {
  return typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>) : {}
}
