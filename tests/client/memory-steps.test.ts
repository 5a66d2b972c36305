import { expect, test } from 'vitest'
import { createMemorySteps } from '../../client/respond/memory-steps.ts'
import type { Spot } from '../../client/respond/model.ts'

const question = (id: string): Spot => ({ place: { at: 'question', question: id }, sheet: null })
const INTRO: Spot = { place: { at: 'intro' }, sheet: null }

function steps() {
  const travelled: Spot[] = []
  return { travelled, ...createMemorySteps((spot) => travelled.push(spot)) }
}

test('back comes where the person was before', () => {
  const { go, stay, back, travelled } = steps()
  stay(INTRO, null)
  go(question('one'), null)
  go(question('two'), null)
  back()
  back()
  back()
  expect(travelled).toEqual([question('one'), INTRO])
  go(question('one'), null)
  back()
  expect(travelled.at(-1)).toEqual(INTRO)
})

test('going to what lies just beneath is going back, so that Terug makes no circle', () => {
  const { go, stay, back, atStart, travelled } = steps()
  stay(INTRO, null)
  go(question('one'), null)
  stay(INTRO, null)
  expect(travelled).toEqual([INTRO])
  expect(atStart()).toBe(true)
  back()
  expect(travelled).toEqual([INTRO])
})

test('a step that stays replaces the one on view', () => {
  const { go, stay, back, travelled } = steps()
  stay(INTRO, null)
  go(question('one'), null)
  stay(question('two'), null)
  back()
  expect(travelled).toEqual([INTRO])
})

test('after forgetting, nothing leads back', () => {
  const { go, stay, back, forget, atStart, travelled } = steps()
  stay(INTRO, null)
  go(question('one'), null)
  forget()
  back()
  expect(travelled).toEqual([])
  expect(atStart()).toBe(true)
})
