import { createWords } from '../../lib/i18n.ts'
import surveyWords from '../../text/portal-surveys.nl.json'

/** The words of the page of surveys. */
export const { say } = createWords('nl', { nl: surveyWords })
