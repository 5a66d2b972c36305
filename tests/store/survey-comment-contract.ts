import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../../server/store/store.ts'
import type { SurveyComment } from '../../server/store/survey-comments.ts'
import { fill } from '../support/store-samples.ts'
import type { StoreMaker } from './store-contract.ts'

const COMMENT: SurveyComment = {
  id: '2',
  survey: 'taxi',
  version: 2,
  question: 'op-tijd',
  kind: 'jargon',
  note: '',
  role: 'panel',
  day: '2026-11-27',
}

/** What a store keeps of the review of drafts. Every store must pass this suite. */
export function surveyCommentContract(name: string, make: () => StoreMaker): void {
  describe(`${name} keeps what the panel said:`, () => {
    let maker: StoreMaker
    let store: Store
    beforeEach(async () => {
      maker = make()
      store = fill(await maker.open())
    })
    afterEach(() => maker.remove())

    test('of one version, by question and day', async () => {
      const earlier = { ...COMMENT, id: '3', day: '2026-11-26', note: 'Wat is een route?' }
      const other = { ...COMMENT, id: '1', question: 'rit' }
      for (const one of [
        other,
        COMMENT,
        earlier,
        { ...COMMENT, id: '4', version: 1 },
        { ...COMMENT, id: '5', survey: 'les' },
      ])
        store.addSurveyComment(one)
      store = await maker.reopen()
      expect(store.surveyComments('taxi', 2)).toEqual([earlier, COMMENT, other])
      expect(() => store.addSurveyComment(COMMENT)).toThrow()
    })
  })
}
