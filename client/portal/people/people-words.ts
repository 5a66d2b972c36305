import { createWords } from '../../lib/i18n.ts'
import peopleWords from '../../text/portal-people.nl.json'

/** The words of the page about who can sign in. */
export const { say } = createWords('nl', { nl: peopleWords })
