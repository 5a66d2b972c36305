import { type ListedSnapshot, OVERVIEW_KINDS, type SnapshotsReply } from '../shared/snapshots.ts'
import { audit } from './audit.ts'
import type { Deps, Viewer } from './deps.ts'
import { writeOverview } from './export/report/overview.ts'
import { problem } from './http/problem.ts'
import { hasRight } from './rights.ts'
import type { Snapshot } from './store/interpretations.ts'
import { uuidOf } from './uuid.ts'
import { yearOverview } from './year-overview.ts'

type Known = Pick<Deps, 'store' | 'municipality' | 'now' | 'randomBytes'>

/** Every snapshot, newest first. Throws `forbidden` for who may not see the city as a whole. */
export function snapshots({ store }: Pick<Known, 'store'>, viewer: Viewer): SnapshotsReply {
  assertSeesCity(viewer)
  return { snapshots: store.snapshots() }
}

/** That snapshot with its figures and file. Throws `forbidden` as `snapshots` does, and `not-found`. */
export function snapshot({ store }: Pick<Known, 'store'>, id: string, viewer: Viewer): Snapshot {
  assertSeesCity(viewer)
  const found = store.snapshot(id)
  if (!found) throw problem('not-found', 'Dit overzicht is er niet.')
  return found
}

/** Makes the overview of a year and freezes it. `body` is `{kind, year}`. Throws `forbidden` for who does not manage, and
 *  `bad-request` in words to show. */
export async function makeSnapshot(known: Known, viewer: Viewer, body: unknown): Promise<ListedSnapshot> {
  if (!hasRight(viewer, 'manage')) throw problem('forbidden', 'Alleen de beheerder maakt een overzicht.')
  const { kind, year } = readAsked(body, known)
  return await freeze(known, viewer.name, kind, year)
}

/** The same for whoever has the data folder. */
export async function freeze(known: Known, who: string, kind: Snapshot['kind'], year: string): Promise<ListedSnapshot> {
  const overview = yearOverview(known, year)
  const file = await writeOverview(overview, kind)
  const listed: ListedSnapshot = { id: uuidOf(known.randomBytes(16)), kind, year, day: overview.day }
  known.store.together(() => {
    known.store.saveSnapshot({ ...listed, figures: JSON.stringify(overview), file })
    audit(known, who, 'snapshot-make', listed.id)
  })
  return listed
}

function assertSeesCity(viewer: Viewer): void {
  if (!hasRight(viewer, 'city-figures')) throw problem('forbidden', 'Dit overzicht is van de gemeente.')
}

function readAsked(
  body: unknown,
  known: Pick<Known, 'now'>,
): { readonly kind: Snapshot['kind']; readonly year: string } {
  const asked = typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>) : {}
  const kind = OVERVIEW_KINDS.find((one) => one === asked.kind)
  if (!kind) throw problem('bad-request', 'Kies welk overzicht u wilt maken.')
  const { year } = asked
  if (typeof year !== 'string' || !isYear(year, known))
    throw problem('bad-request', 'Vul een jaar in, bijvoorbeeld 2026.')
  return { kind, year }
}

/** Whether that is a year that has begun. */
export function isYear(year: string, { now }: Pick<Known, 'now'>): boolean {
  return /^20\d\d$/.test(year) && year <= String(new Date(now()).getUTCFullYear())
}
