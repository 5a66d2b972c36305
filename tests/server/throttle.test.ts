import { expect, test } from 'vitest'
import { createThrottle } from '../../server/throttle.ts'

function atClock() {
  const clock = { seconds: 1_000_000 }
  const throttle = createThrottle(() => clock.seconds * 1000)
  return { clock, throttle }
}

/** Waits out every pause and gives how long each was. */
function pauses(tries: number): readonly number[] {
  const { clock, throttle } = atClock()
  return Array.from({ length: tries }, () => {
    const wait = throttle.tryNow('anna')
    clock.seconds += wait
    if (wait > 0) expect(throttle.tryNow('anna')).toBe(0)
    return wait
  })
}

test('people may mistype a few times; then the pauses double up to five minutes and stay there', () => {
  expect(pauses(20)).toEqual([0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300, 300, 300, 300])
})

test('a try during the pause does not make it longer', () => {
  const { clock, throttle } = atClock()
  for (let count = 0; count < 9; count += 1) clock.seconds += throttle.tryNow('anna')
  const wait = throttle.tryNow('anna')
  expect(wait).toBeGreaterThan(0)
  for (let count = 0; count < 50; count += 1) expect(throttle.tryNow('anna')).toBe(wait)
  clock.seconds += wait
  expect(throttle.tryNow('anna')).toBe(0)
})

test('tries at the same moment are counted before any of them is judged', () => {
  const { throttle } = atClock()
  const waits = Array.from({ length: 100 }, () => throttle.tryNow('anna'))
  expect(waits.filter((wait) => wait === 0)).toHaveLength(5)
})

test('a right password starts anew, and so do fifteen quiet minutes', () => {
  const { clock, throttle } = atClock()
  for (let count = 0; count < 6; count += 1) throttle.tryNow('anna')
  expect(throttle.tryNow('anna')).toBe(1)
  throttle.succeeded('anna')
  expect(throttle.tryNow('anna')).toBe(0)
  for (let count = 0; count < 6; count += 1) throttle.tryNow('bert')
  clock.seconds += 900
  expect(Array.from({ length: 5 }, () => throttle.tryNow('bert'))).toEqual([0, 0, 0, 0, 0])
})

test('one login that must wait does not make another wait', () => {
  const { throttle } = atClock()
  for (let count = 0; count < 6; count += 1) throttle.tryNow('anna')
  expect(throttle.tryNow('anna')).toBeGreaterThan(0)
  expect(throttle.tryNow('bert')).toBe(0)
})

test('a known device waits for its own wrong tries only, and not for those of all logins together', () => {
  const { throttle } = atClock()
  for (let count = 0; count < 300; count += 1) throttle.tryNow(count < 10 ? 'anna' : `person ${count}`)
  expect(throttle.tryNow('anna')).toBeGreaterThan(0)
  expect(throttle.tryNow('person 999')).toBeGreaterThan(0)
  expect(Array.from({ length: 6 }, () => throttle.tryNow('anna', 'phone'))).toEqual([0, 0, 0, 0, 0, 1])
  expect(throttle.tryNow('anna', 'tablet')).toBe(0)
  throttle.succeeded('anna', 'phone')
  expect(throttle.tryNow('anna', 'phone')).toBe(0)
  expect(throttle.tryNow('anna')).toBeGreaterThan(0)
})

test('over all logins together a burst of 120 goes through, then two a second', () => {
  const { clock, throttle } = atClock()
  const burst = Array.from({ length: 200 }, (_, index) => throttle.tryNow(`person ${index}`))
  expect(burst.filter((wait) => wait === 0)).toHaveLength(120)
  expect(Math.max(...burst)).toBe(1)
  clock.seconds += 10
  const later = Array.from({ length: 200 }, (_, index) => throttle.tryNow(`later ${index}`))
  expect(later.filter((wait) => wait === 0)).toHaveLength(20)
})

test('a clock that was a day ahead and is set right locks nobody out for a day', () => {
  const { clock, throttle } = atClock()
  clock.seconds += 86_400
  for (let count = 0; count < 20; count += 1) clock.seconds += throttle.tryNow('anna')
  clock.seconds -= 86_400
  expect(throttle.tryNow('anna')).toBe(0)
  expect(throttle.tryNow('bert')).toBe(0)
})
