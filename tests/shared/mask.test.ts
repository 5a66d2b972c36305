import { describe, expect, test } from 'vitest'
import { findPersonal } from '../../shared/personal/find.ts'
import { type Cover, type MaskWords, masked } from '../../shared/personal/mask.ts'
import { seededChance } from '../support/send.ts'
import { tell } from './personal-corpus.ts'

const words: MaskWords = {
  number: 'nummer',
  phone: 'telefoon',
  account: 'rekening',
  birth: 'dag',
  mail: 'mail',
  link: 'site',
  address: 'adres',
  name: 'naam',
  other: 'weg',
}
const cover = (start: number, end: number, kind: Cover['kind'] = 'other'): Cover => ({ start, end, kind })

describe('covering', () => {
  test.each([
    ['Jan helpt mij.', [cover(0, 3, 'name')], '[naam] helpt mij.'],
    ['Bel Jan op 0612345678', [cover(11, 21, 'phone'), cover(4, 7, 'name')], 'Bel [naam] op [telefoon]'],
    ['Jan Jansen', [cover(0, 3, 'name'), cover(3, 10, 'other')], '[naam]'],
    ['Jan Jansen', [cover(0, 10, 'name'), cover(4, 6)], '[naam]'],
    ['abc', [cover(-4, 1), cover(2, 99)], '[weg]b[weg]'],
    ['abc', [cover(2, 2), cover(3, 1)], 'abc'],
    ['', [cover(0, 5)], ''],
  ] as const)('of "%s" by %j leaves "%s"', (text, covers, result) => {
    expect(masked(text, covers, words)).toBe(result)
  })

  test('what was found in made-up sentences stands nowhere in what is left', () => {
    const chance = seededChance(7)
    for (const kind of ['phone', 'mail', 'account', 'address', 'title'] as const) {
      for (let count = 0; count < 300; count++) {
        const { text } = tell(kind, chance)
        const spans = findPersonal(text)
        const left = masked(text, spans, words)
        for (const { start, end } of spans) expect(left).not.toContain(text.slice(start, end))
      }
    }
  })
})
