import type { Action } from '../../client/screens/press.tsx'

/** Sends the form with this word: what was pressed; to that address instead of the form's own. */
export function send(deed: string, formaction?: string): Action {
  return { type: 'submit', name: 'do', value: deed, formaction }
}

/** Leads to that address, or to another screen of the same page. */
export function link(href: string): Action {
  return { type: undefined, href }
}
