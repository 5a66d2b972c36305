import { isObject } from '../envelope-check.ts'

/** What a plain form sent. Nothing in it is believed but the token, which proves itself. */
export interface Fields {
  /** What was pressed; '' for nothing that has a name. */
  readonly deed: string
  /** What stands behind the first colon: `change:bereiken`. */
  readonly of: string
  /** What stands behind the second: the screen whose help it was pressed in, `size:125:vraag`. */
  readonly at: string
  /** The token; '' on the first page. */
  readonly run: string
  /** The question that stood on the page; '' for a page without one. */
  readonly shown: string
  readonly answer: readonly string[]
  readonly language: string
  /** Id of the survey on the first page. */
  readonly survey: string
  /** The code of a letter, as it was typed. */
  readonly invitation: string
}

/** The fields in a parsed body; what is missing, doubled or of another kind counts as ''. */
export function readFields(body: unknown): Fields {
  const fields = isObject(body) ? body : {}
  const one = (name: string) => {
    const value = Object.hasOwn(fields, name) ? fields[name] : ''
    return typeof value === 'string' ? value : ''
  }
  const answer = Object.hasOwn(fields, 'answer') ? fields.answer : []
  const [deed = '', of = '', at = ''] = one('do').split(':')
  return {
    deed,
    of,
    at,
    run: one('run'),
    shown: one('shown'),
    answer: (Array.isArray(answer) ? answer : [answer]).filter((each) => typeof each === 'string'),
    language: one('language'),
    survey: one('survey'),
    invitation: one('invitation'),
  }
}
