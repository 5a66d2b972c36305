import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Feedback } from '../../server/store/feedback.ts'
import type { Store } from '../../server/store/store.ts'
import type { StoreMaker } from './store-contract.ts'

/** What a store keeps of what was done with answers. Every store must pass this suite. */
export function feedbackContract(name: string, make: () => StoreMaker): void {
  describe(`${name} keeps what was done with answers:`, () => {
    let maker: StoreMaker
    let store: Store
    beforeEach(async () => {
      maker = make()
      store = await maker.open()
    })
    afterEach(() => maker.remove())

    const draft: Feedback = {
      id: 'a',
      provider: 'dock',
      text: 'Wij bellen sneller terug.',
      picture: 'ask-help',
      day: '',
      state: 'draft',
    }

    test('a message is saved and changed, and read by everybody only while it is published', async () => {
      store.saveFeedback({ ...draft, text: 'Wij bellen.' })
      store.saveFeedback(draft)
      store = await maker.reopen()
      expect(store.feedback('a')).toEqual(draft)
      expect(store.feedback('b')).toBeNull()
      expect(store.publishedFeedback('dock')).toEqual([])
      const published = { ...draft, day: '2026-11-27', state: 'published' } as const
      store.saveFeedback(published)
      expect(store.publishedFeedback('dock')).toEqual([published])
      expect([store.publishedFeedback('lister'), store.publishedFeedback('')]).toEqual([[], []])
      store.saveFeedback({ ...published, state: 'taken-back' })
      expect(store.publishedFeedback('dock')).toEqual([])
      expect(store.feedbacks()).toHaveLength(1)
    })

    test('drafts come first, then the newest day', () => {
      const of = (id: string, day: string) => ({ ...draft, id, day, state: day ? 'published' : 'draft' }) as Feedback
      for (const one of [of('b', '2026-10-01'), of('c', '2026-11-01'), of('d', '')]) store.saveFeedback(one)
      expect(store.feedbacks().map(({ id }) => id)).toEqual(['d', 'c', 'b'])
      expect(store.publishedFeedback('dock').map(({ id }) => id)).toEqual(['c', 'b'])
      expect(() => store.saveFeedback({ ...draft, state: 'gone' as 'draft' })).toThrow()
    })
  })
}
