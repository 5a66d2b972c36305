import { recall, remember } from '../respond/memory.ts'

/** What was done on this device today: numbers only. */
export interface Day {
  readonly talks: number
  readonly forms: number
  /** Forms that a second person keyed too, and on how many of those the two differed. */
  readonly twice: number
  readonly differing: number
}

const EMPTY: Day = { talks: 0, forms: 0, twice: 0, differing: 0 }
const NAME = 'ervaringwijzer-dag'

const dateOf = (now: Date) => `${now.getFullYear()}-${now.getMonth() + 1}-${now.getDate()}`

/** The counts of today; zeroes on a new day, or where nothing can be remembered. */
export function today(now: Date): Day {
  const [date, ...counts] = recall(NAME)?.split(' ') ?? []
  if (date !== dateOf(now)) return EMPTY
  const [talks = 0, forms = 0, twice = 0, differing = 0] = counts.map(Number)
  return { talks, forms, twice, differing }
}

/** Adds to today's counts and gives them. */
export function addToday(now: Date, done: Partial<Day>): Day {
  const before = today(now)
  const sum = (name: keyof Day) => before[name] + (done[name] ?? 0)
  const day = { talks: sum('talks'), forms: sum('forms'), twice: sum('twice'), differing: sum('differing') }
  remember(NAME, [dateOf(now), day.talks, day.forms, day.twice, day.differing].join(' '))
  return day
}
