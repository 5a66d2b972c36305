import type { AuditLine } from '../store/audit.ts'
import type { Store } from '../store/store.ts'

/** Takes over into a restored database what the newer one knows and a backup must not undo: withdrawals, closed accounts,
 *  second steps, passkeys and links, revoked tokens and devices; invitations made since; what was refused since; what the audit log says was done since; and what answers under way need in order to come in: collectors, places and surveys made
 *  since.
 *  Gives how many responses of the backup had been withdrawn meanwhile. */
export function carryOver(newer: Store, restored: Store): number {
  carrySurveys(newer, restored)
  carryPlaces(newer, restored)
  carryPeople(newer, restored)
  carryTalks(newer, restored)
  carryDevices(newer, restored)
  restored.takeInvitations(newer.invitationMarks())
  carryImports(newer, restored)
  carryTokens(newer, restored)
  carryReach(newer, restored)
  carryAudit(newer, restored)
  // Kept on the device's side in quarantine only, which nothing empties by itself.
  restored.keepRefused(newer.refused())
  return restored.bury(newer.tombstones())
}

function carrySurveys(newer: Store, restored: Store): void {
  for (const { survey, hash, published } of newer.surveys()) {
    if (!restored.survey(survey.id, survey.version)) restored.publishSurvey(survey, hash, published)
  }
}

function carryPlaces(newer: Store, restored: Store): void {
  for (const provider of newer.providers()) restored.saveProvider(provider)
  for (const location of newer.locations()) restored.saveLocation(location)
  // Demo collectors go with their answers: those of the newer database are gone.
  for (const collector of newer.collectors()) if (!collector.demo) restored.saveCollector(collector)
}

function carryPeople(newer: Store, restored: Store): void {
  for (const { user } of restored.accountLinks()) restored.dropAccountLink(user)
  const links = new Map(newer.accountLinks().map((link) => [link.user, link]))
  for (const user of newer.users()) {
    const id = restored.userByLogin(user.login)?.id ?? user.id
    restored.saveUser({ ...user, id })
    const step = newer.secondStep(user.id)
    // A code that was used since is not good again, and a step that was set up since is not left out.
    if (step) restored.saveSecondStep(id, step, newer.recoveryHashes(user.id))
    else restored.dropSecondStep(id)
    restored.dropPasskeysOf(id)
    for (const passkey of newer.passkeysOf(user.id)) restored.savePasskey({ ...passkey, user: id })
    const link = links.get(user.id)
    if (link) restored.saveAccountLink({ ...link, user: id })
  }
}

function carryTalks(newer: Store, restored: Store): void {
  for (const provider of restored.talks().keys()) restored.saveTalk(provider, null)
  for (const [provider, day] of newer.talks()) restored.saveTalk(provider, day)
}

/** Who is paired and who was revoked. Which numbers have arrived stays as in the backup, for so are the answers. */
function carryDevices(newer: Store, restored: Store): void {
  const isThere = ({ code }: { readonly code: string }) => restored.collector(code) !== null
  restored.saveDevices(newer.devices().map((device) => ({ ...device, collectors: device.collectors.filter(isThere) })))
}

function carryTokens(newer: Store, restored: Store): void {
  for (const token of restored.tokens()) restored.dropToken(token.tokenHash)
  for (const token of newer.tokens()) restored.saveToken(token)
}

/** What was taken out stays out. What was brought in since is not in the backup: the file still is. */
function carryImports(newer: Store, restored: Store): void {
  const there = new Set(newer.imports().map(({ name }) => name))
  for (const { name } of restored.imports()) if (!there.has(name)) restored.removeImport(name)
}

/** What people said of figures stays as it is now. */
function carryReach(newer: Store, restored: Store): void {
  for (const reach of restored.reach()) restored.dropReach(reach)
  for (const reach of newer.reach()) restored.saveReach(reach)
  for (const mark of restored.unreliable()) restored.dropUnreliable(mark)
  for (const mark of newer.unreliable()) restored.saveUnreliable(mark)
}

/** Lines of the audit log that are read at once. */
const AUDIT_PAGE = 500

/** What was done since the backup. Where the backup is of another log, all that this log says. */
function carryAudit(newer: Store, restored: Store): void {
  const [last] = restored.audit({ before: Number.MAX_SAFE_INTEGER, limit: 1 })
  const same = last && newer.audit({ before: last.number + 1, limit: 1 })[0]?.hash === last.hash
  const since = same ? last.number : 0
  const lines: AuditLine[] = []
  let before = Number.MAX_SAFE_INTEGER
  for (;;) {
    const page = newer.audit({ before, limit: AUDIT_PAGE }).filter(({ number }) => number > since)
    const oldest = page.at(-1)
    if (!oldest) break
    lines.push(...page)
    before = oldest.number
  }
  restored.together(() => {
    for (const { at, who, action, about } of lines.reverse()) restored.note({ at, who, action, about })
  })
}
