import { createWords } from '../../lib/i18n.ts'
import words from '../../text/portal-imports.nl.json'

/** The words of the page of earlier surveys. */
export const { say } = createWords('nl', { nl: words })
