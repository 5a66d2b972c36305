import { Refusal } from '../refusal.ts'
import { type ProblemCode, problem } from './problem.ts'

/** Which reply a refusal is; `bad-request` for all others. */
const CODES: ReadonlyMap<string, ProblemCode> = new Map([
  ['changed-meanwhile', 'changed-meanwhile'],
  ['unknown-place', 'not-found'],
  ['unknown-draft', 'not-found'],
  ['unknown-question', 'not-found'],
  ['unknown-import', 'not-found'],
])

/** Does it; where it is refused, throws the problem to answer with, in the words of the refusal. */
export function orProblem<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw asProblem(error)
  }
}

/** The same for work that takes its time. */
export async function orProblemLater<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw asProblem(error)
  }
}

function asProblem(error: unknown): unknown {
  return error instanceof Refusal ? problem(CODES.get(error.code) ?? 'bad-request', error.message) : error
}
