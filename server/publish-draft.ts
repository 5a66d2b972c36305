import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isRecord } from '../shared/survey/fault.ts'
import { printJson } from '../shared/survey/json-print.ts'
import { audit } from './audit.ts'
import { dayOf } from './calendar.ts'
import type { Deps } from './deps.ts'
import { draftFolder } from './drafts.ts'
import { examineDraft, reasonFault } from './publish-check.ts'
import { Refusal } from './refusal.ts'
import { type LoadedSurvey, loadSurvey, loadSurveys, readSurroundings } from './survey-files.ts'
import { type ReadyFolder, readyFolder } from './survey-folders.ts'

type Place = Pick<Deps, 'config' | 'store' | 'surveys' | 'surveyOffers' | 'offerSurvey' | 'now'>

/** What somebody saw when they put it into use. */
export interface Wish {
  /** The content that the check list was about; null to take what is there. */
  readonly seen: string | null
  /** Why the panel did not look at it; '' for none. */
  readonly reason: string
}

/** Makes a draft of the survey in use, one version higher. Throws a Refusal. */
export function makeDraft(
  { config, store, surveys, now }: Place,
  who: string,
  id: string,
): { readonly version: number } {
  if (!surveys.has(id)) throw new Refusal('unknown-draft', 'Deze vragenlijst is er niet.')
  if (existsSync(draftFolder(config, id)))
    throw new Refusal('draft-exists', 'Er is al een concept van deze vragenlijst.')
  const used = store.surveys().filter(({ survey }) => survey.id === id)
  const version = Math.max(...used.map(({ survey }) => survey.version)) + 1
  orRefusal('de map met concepten', () => {
    const ready = readyFolder(join(config.surveysDir, config.municipality, id), join(config.dataDir, 'drafts'), id)
    orUndone(ready, () => {
      changeJson(join(ready.path, 'survey.json'), ({ review, ...head }) => ({ ...head, version }))
      store.together(() => {
        audit({ store, now }, who, 'survey-draft', `${id} ${version}`)
        ready.place()
      })
    })
  })
  return { version }
}

/** Puts a draft into use: its folder takes the place of the survey's, and its version is published, both or neither. Throws a
 *  Refusal: `unknown-draft`, `not-ready` past an error of the check list, `no-reason`, `changed-meanwhile` where it is not what
 *  was seen, `cannot-write`. */
export function publishDraft(
  place: Place,
  who: string,
  id: string,
  { seen, reason }: Wish,
): { readonly version: number } {
  const { store, now } = place
  const examined = examineDraft(place, id)
  if (!examined) throw new Refusal('unknown-draft', 'Dit concept is er niet.')
  const { reply } = examined
  const wrong = reply.checks.filter(({ state }) => state === 'wrong').flatMap(({ notes }) => notes)
  if (!reply.mayPublish) throw new Refusal('not-ready', ['Dit concept kan nog niet in gebruik:', ...wrong].join('\n'))
  if (seen !== null && seen !== reply.seen)
    throw new Refusal('changed-meanwhile', 'Het concept is intussen veranderd. Kijk het nog een keer na.')
  const fault = reply.needsReason ? reasonFault(reason) : null
  if (fault) throw new Refusal('no-reason', fault)
  const day = dayOf(now())
  const comments = store.surveyComments(id, reply.version ?? 0).length
  const review = { on: day, comments, ...(reply.needsReason ? { skipped: reason.trim() } : {}) }
  const loaded = orRefusal('de map met vragenlijsten', () =>
    putInPlace(place, who, { id, seen: reply.seen, review, day }),
  )
  place.offerSurvey?.(loaded)
  return { version: loaded.survey.version }
}

interface Step {
  readonly id: string
  readonly seen: string
  readonly review: Readonly<Record<string, unknown>>
  readonly day: string
}

function putInPlace({ config, store, now }: Place, who: string, { id, seen, review, day }: Step): LoadedSurvey {
  const municipality = join(config.surveysDir, config.municipality)
  const ready = readyFolder(draftFolder(config, id), municipality, id)
  const published = orUndone(ready, () => {
    changeJson(join(ready.path, 'survey.json'), (head) => withReview(head, review))
    const { loaded } = loadSurvey(ready.path, `${config.municipality}/${id}`, readSurroundings(municipality))
    if (loaded?.hash !== seen)
      throw new Refusal('changed-meanwhile', 'Het concept veranderde net. Kijk het nog een keer na.')
    store.together(() => {
      store.publishSurvey(loaded.survey, loaded.hash, day)
      audit({ store, now }, who, 'survey-publish', `${id} ${loaded.survey.version}`)
      ready.place()
      const all = loadSurveys(municipality)
      if (!all.ok) throw new Refusal('not-ready', 'In de map met vragenlijsten staan fouten. Kijk met survey check.')
    })
    return loaded
  })
  // It is in use now: what cannot be taken away stays, and undoes nothing.
  for (const left of [ready.aside, draftFolder(config, id)]) tryToRemove(left)
  return published
}

/** Does it; where it fails, what stood there before stands there again. */
export function orUndone<T>(ready: ReadyFolder, work: () => T): T {
  try {
    return work()
  } catch (error) {
    ready.undo()
    throw error
  }
}

function tryToRemove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true })
  } catch {
    // The next publication of this survey tries again.
  }
}

/** Before the questions, where the head of the file is. */
function withReview(head: Readonly<Record<string, unknown>>, review: unknown): Readonly<Record<string, unknown>> {
  const { questions, ...rest } = head
  return { ...rest, review, questions }
}

/** Rewrites a file of JSON as people like to read it. */
export function changeJson(
  file: string,
  change: (json: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>,
): void {
  const json: unknown = JSON.parse(readFileSync(file, 'utf8'))
  if (isRecord(json)) writeFileSync(file, printJson(change(json)), { flush: true })
}

/** Does it; says in words what the disk would not do. */
export function orRefusal<T>(where: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (!/^E[A-Z]+$/.test(code)) throw error
    throw new Refusal('cannot-write', `De server kan niet schrijven in ${where} (${code}). Er is niets veranderd.`)
  }
}
