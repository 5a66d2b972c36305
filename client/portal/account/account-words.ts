import { createWords } from '../../lib/i18n.ts'
import accountWords from '../../text/portal-account.nl.json'
import type { Reply } from '../requests.ts'

/** The words of the pages about one's own account. */
export const { say } = createWords('nl', { nl: accountWords })

/** What went wrong, in words to show. */
export function problemIn(reply: Exclude<Reply<unknown>, { readonly state: 'ok' }>): string {
  return reply.message ?? say(reply.state === 'too-many' ? 'too-many' : 'failed')
}
