import { expect, test } from 'vitest'
import { remembered } from '../../shared/results/remembered.ts'

test('gives what it gave before for the same thing and the same rest, and asks anew for any other', () => {
  let asked = 0
  const make = remembered((things: readonly number[], by: string) => `${by} ${things.length} ${++asked}`)
  const [one, alike] = [[1], [1]]
  expect([make(one, 'a'), make(one, 'a'), make(one, 'b'), make(alike, 'a'), make(one, 'a')]).toEqual([
    'a 1 1',
    'a 1 1',
    'b 1 2',
    'a 1 3',
    'a 1 1',
  ])
})

test('remembers the last few of a thing only', () => {
  let asked = 0
  const make = remembered((_: object, at: number) => [at, ++asked])
  const thing = {}
  for (let at = 0; at < 5; at += 1) make(thing, at)
  expect(make(thing, 4)).toEqual([4, 5])
  expect(make(thing, 0)).toEqual([0, 6])
})
