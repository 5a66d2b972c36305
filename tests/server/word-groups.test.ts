import { describe, expect, test } from 'vitest'
import { wordGroups } from '../../server/word-groups.ts'

const groups = (...texts: string[]) =>
  wordGroups(texts).map(({ word, forms, answers }) => [word, [...forms], [...answers]] as const)

describe('words that answers have in common', () => {
  test('are counted once an answer, by stem, under the form that is there most', () => {
    expect(groups('Wachten, wachten en wachten.', 'Ik wacht lang', 'Zij laten je wachten')).toEqual([
      ['wachten', ['wachten', 'wacht'], [0, 1, 2]],
    ])
  })

  test('of fewer than three answers are none', () => {
    expect(groups('fietsen', 'fietsen', 'lopen')).toEqual([])
  })

  test('are no small words, no numbers and nothing that was covered', () => {
    expect(groups('De [naam] is er niet om 10', 'De [naam] is er niet om 10', 'De [naam] is er niet om 10')).toEqual([])
  })

  test('come with the most answers first, then by the alphabet, at most twelve', () => {
    const text = 'appel boom citroen druif eik fiets gras huis ijs jas koe lamp muis'
    const found = groups(text, text, text, 'muis')
    expect(found.map(([word]) => word)).toEqual(
      'muis appel boom citroen druif eik fiets gras huis ijs jas koe'.split(' '),
    )
  })

  test('are found in other scripts too, and nothing breaks on odd ones', () => {
    expect(groups('الانتظار طويل', 'الانتظار', 'الانتظار', '😀😀', '')[0]?.[2]).toEqual([0, 1, 2])
  })
})
