import { expect } from 'vitest'
import { checkSurveyFiles } from '../../shared/survey/check.ts'
import type { Fault } from '../../shared/survey/fault.ts'
import { type Change, partsOf, surveyTexts } from './survey-fixture.ts'

/** What is broken · how · the places that must be named, and no others · a word that problem or mend must hold. */
export type Row = readonly [string, readonly Change[], readonly string[], RegExp?]

export const MAIN = 'survey.json'
export const NL = 'nl.json'
export const EN = 'en.json'

export function faultsAfter(changes: readonly Change[]): readonly Fault[] {
  const texts = surveyTexts()
  for (const change of changes) change(texts)
  const check = checkSurveyFiles(partsOf(texts))
  return check.ok ? [] : check.faults
}

/** Each place is named as often as it should be, no other place is, and every fault says how to mend it. */
export function expectRow([, changes, places, word]: Row): void {
  const faults = faultsAfter(changes)
  const found = faults.map(({ file, path }) => `${file.replace('utrecht/begeleiding/', '')} ${path}`)
  expect(found.sort()).toEqual([...places].sort())
  for (const fault of faults) {
    expect(fault.problem).toMatch(/\w{3}/)
    expect(fault.mend).toMatch(/\w{3}/)
  }
  if (word) expect(faults.map(({ problem, mend }) => `${problem} ${mend}`).join('\n')).toMatch(word)
}
