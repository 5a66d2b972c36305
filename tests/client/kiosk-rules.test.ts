import { expect, test } from 'vitest'
import { createBursts } from '../../client/kiosk/bursts.ts'
import { onlyQuestion } from '../../client/kiosk/single.ts'
import { isClockWrong } from '../../client/lib/self-test.ts'
import type { Question, Survey } from '../../shared/survey/survey.ts'

test('the fourth completion within fifteen seconds is a burst, and the ones after it', () => {
  const { isBurst, kept } = createBursts()
  const seen = [0, 4000, 8000, 12_000, 14_999, 40_000].map((now) => {
    const burst = isBurst(now)
    kept(now)
    return burst
  })
  expect(seen).toEqual([false, false, false, true, true, false])
})

test('three in fifteen seconds, however long it goes on, are no burst', () => {
  const { isBurst, kept } = createBursts()
  for (let now = 0; now < 100_000; now += 5001) {
    expect(isBurst(now)).toBe(false)
    kept(now)
  }
})

const question = (id: string, more: Partial<Question> = {}): Question => ({
  id,
  kind: 'faces3',
  text: { nl: id },
  dontKnow: true,
  ...more,
})
const survey = (...questions: readonly Question[]) => ({ questions }) as unknown as Survey

test.each([
  ['one question', [question('a')], 'a'],
  ['one question and what depends on it', [question('a'), question('b', { showIf: { question: 'a', in: [1] } })], 'a'],
  ['two questions', [question('a'), question('b')], undefined],
  ['one that is written', [question('a', { kind: 'text' })], undefined],
  ['one with several answers', [question('a', { kind: 'choices' })], undefined],
])('%s', (_, questions, only) => {
  expect(onlyQuestion(survey(...questions))?.id).toBe(only)
})

test.each([
  ['1970', '1970-01-01T00:00:00Z', null, true],
  ['2040', '2040-06-01T00:00:00Z', null, true],
  ['no word of the server', '2026-11-26T12:00:00Z', null, false],
  ['the server’s day', '2026-11-26T23:30:00Z', '2026-11-26', false],
  ['just past midnight here', '2026-11-27T00:30:00Z', '2026-11-26', false],
  ['three days behind', '2026-11-23T12:00:00Z', '2026-11-26', true],
])('the clock: %s', (_, now, day, wrong) => {
  expect(isClockWrong(Date.parse(now), day)).toBe(wrong)
})

test.each([
  ['a month before the app was made', '2026-10-20T12:00:00Z', true],
  ['the day on which the app was made, elsewhere in the world', '2026-11-19T14:00:00Z', false],
  ['a kiosk that nobody gave a newer app for five years', '2031-11-20T12:00:00Z', false],
  ['eleven years after the app was made', '2037-12-20T12:00:00Z', true],
])('the clock without a word of the server: %s', (_, now, wrong) => {
  expect(isClockWrong(Date.parse(now), null, '2026-11-20')).toBe(wrong)
})
