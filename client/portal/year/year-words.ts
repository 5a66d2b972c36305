import { createWords } from '../../lib/i18n.ts'
import yearWords from '../../text/portal-year.nl.json'

/** The words of the page of overviews of a year. */
export const { say } = createWords('nl', { nl: yearWords })
