import type { OwnItemsReply } from '../shared/own-item-desk.ts'
import type { PublishReply } from '../shared/publishing.ts'
import { isRecord } from '../shared/survey/fault.ts'
import type { Deps, Viewer } from './deps.ts'
import { problem } from './http/problem.ts'
import { orProblem } from './http/refused.ts'
import { addOwnItem, ownItemsIn, removeOwnItem } from './own-items.ts'
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

/** The own questions of providers in a draft. Throws `not-found`, `bad-request` where it has faults. */
export function ownItemsOf(deps: Deps, viewer: Viewer, id: string): OwnItemsReply {
  assertPublishes(viewer)
  return orProblem(() => ownItemsIn(deps, id))
}

/** Adds one: `{provider, kind, picture, "text:nl", …}`. Throws `not-found`, `bad-request` in words to show. */
export function giveOwnItem(deps: Deps, viewer: Viewer, id: string, body: unknown): { readonly question: string } {
  assertPublishes(viewer)
  const fields = new Map(
    Object.entries(isRecord(body) ? body : {}).flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  )
  const field = (name: string) => fields.get(name) ?? ''
  const texts = new Map(
    [...fields].flatMap(([name, value]): [string, string][] =>
      name.startsWith('text:') ? [[name.slice('text:'.length), value]] : [],
    ),
  )
  const wish = { provider: field('provider'), kind: field('kind'), picture: field('picture'), texts }
  return orProblem(() => addOwnItem(deps, viewer.name, id, wish))
}

/** Takes one out. Throws `not-found`, `bad-request`. */
export function takeOwnItem(deps: Deps, viewer: Viewer, id: string, question: string): void {
  assertPublishes(viewer)
  orProblem(() => removeOwnItem(deps, viewer.name, id, question))
}

function assertPublishes(viewer: Viewer): void {
  if (!hasRight(viewer, 'publish')) throw problem('forbidden', 'Alleen een beheerder kan dit.')
}
