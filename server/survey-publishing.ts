import type { PublishReply } from '../shared/publishing.ts'
import { isRecord } from '../shared/survey/fault.ts'
import type { Deps, Viewer } from './deps.ts'
import { problem } from './http/problem.ts'
import { orProblem } from './http/refused.ts'
import { examineDraft } from './publish-check.ts'
import { makeDraft, publishDraft } from './publish-draft.ts'
import { hasRight } from './rights.ts'

/** What is found of a draft before it is put into use. Throws `not-found` where there is none. */
export function checkList(deps: Deps, viewer: Viewer, id: string): PublishReply {
  assertPublishes(viewer)
  const examined = examineDraft(deps, id)
  if (!examined) throw problem('not-found', 'Dit concept is er niet.')
  return examined.reply
}

/** Makes a draft of the survey in use, one version higher. Throws `not-found`, `bad-request`. */
export function draftFrom(deps: Deps, viewer: Viewer, id: string): { readonly version: number } {
  assertPublishes(viewer)
  return orProblem(() => makeDraft(deps, viewer.name, id))
}

/** Puts a draft into use: `{seen, reason}`. Throws `not-found`, `changed-meanwhile`, `bad-request` with all that is wrong. */
export function takeIntoUse(deps: Deps, viewer: Viewer, id: string, body: unknown): { readonly version: number } {
  assertPublishes(viewer)
  const { seen, reason } = isRecord(body) ? body : {}
  return orProblem(() =>
    publishDraft(deps, viewer.name, id, {
      seen: typeof seen === 'string' ? seen : '',
      reason: typeof reason === 'string' ? reason : '',
    }),
  )
}

function assertPublishes(viewer: Viewer): void {
  if (!hasRight(viewer, 'publish')) throw problem('forbidden', 'Alleen een beheerder kan dit.')
}
