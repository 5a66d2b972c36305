import { useEffect, useRef, useState } from 'preact/hooks'
import { type ResponseContext, toResponse } from '../../../shared/response.ts'
import { newRun } from '../../../shared/run.ts'
import { answersOf, EMPTY, KEYS, type Keying, saysSomething } from '../../../shared/survey/keying.ts'
import type { CollectorReply } from '../../../shared/wire.ts'
import type { Device } from '../../lib/device.ts'
import type { KeepProblem } from '../../lib/sending.ts'
import type { Day } from '../day.ts'
import type { Batch } from './batch.ts'
import { comparisonOf, type Entry, isTwice, keyed, NEW_FORM, readyToKeep } from './entry.ts'

/** What a pile is kept with. */
export interface Keeping {
  readonly device: Device
  readonly reply: CollectorReply
  readonly batch: Batch
  readonly done: (counts: Partial<Day>) => void
}

export interface NotKept {
  readonly problem: KeepProblem
  readonly file: Blob | null
}

/** Where the pile is. */
interface State {
  readonly entry: Entry
  /** Of this form in the pile, 1 for the first. */
  readonly number: number
  readonly id: string
  /** Number of the form that was kept just now. */
  readonly kept: number | null
  /** The last key was of no box. */
  readonly wrong: boolean
  readonly notKept: NotKept | null
}

export interface FormsAt extends State {
  /** Something is keyed that is not kept yet. */
  readonly begun: boolean
  readonly press: (key: string) => void
  readonly change: (entry: Entry) => void
  /** "Klaar", and Enter on the screens without boxes. */
  readonly goOn: () => void
  /** Throws away what was keyed and begins this form anew. */
  readonly again: () => void
}

const newForm = () => ({ entry: NEW_FORM, id: crypto.randomUUID(), wrong: false, notKept: null })

/** The forms of a pile, one after another; all of it in memory only. */
export function useForms(keeping: Keeping): FormsAt {
  const { batch, done } = keeping
  const { survey, every } = batch
  const [state, draw] = useState<State>(() => ({ ...newForm(), number: 1, kept: null }))
  // Keys may come faster than the screen is drawn.
  const now = useRef(state)
  const change = (patch: Partial<State>) => {
    now.current = { ...now.current, ...patch }
    draw(now.current)
  }
  // Keys of the next form, pressed while this one is on its way to disk; null when none is.
  const early = useRef<string[] | null>(null)

  const keep = async (keying: Keying) => {
    if (early.current) return
    early.current = []
    const { entry, number, id } = now.current
    const result = await keepForm(keeping, id, keying)
    const keys = early.current
    early.current = null
    if (result.state === 'not-kept') {
      return change({ notKept: { problem: result.problem, file: result.sealedFile ?? null } })
    }
    const twice = entry.at === 'settle'
    done({ forms: 1, twice: twice ? 1 : 0, differing: twice && comparisonOf(survey, entry).differences[0] ? 1 : 0 })
    change({ ...newForm(), number: number + 1, kept: number })
    for (const key of keys) press(key)
  }
  const goOn = () => {
    const { entry, number } = now.current
    if (entry.at === 'hand-over') return change({ entry: { at: 'second', first: entry.first, keying: EMPTY } })
    const ready = readyToKeep(survey, entry)
    if (!ready) return
    if (!saysSomething(survey, ready)) return change(newForm())
    if (entry.at === 'first' && isTwice(number, every)) return change({ entry: { at: 'hand-over', first: ready } })
    void keep(ready)
  }
  const press = (key: string) => {
    if (early.current) return void early.current.push(key)
    const { entry, kept } = now.current
    const after = keyed(survey, entry, key)
    if (after !== entry) change({ entry: after, wrong: false, kept: null })
    else if (key === KEYS.next) goOn()
    else change({ wrong: key.length === 1, kept })
  }

  const begun = state.entry.at !== 'first' || state.entry.keying.passed.length > 0
  useKeepPage(begun)
  return {
    ...state,
    begun,
    press,
    goOn,
    change: (entry) => change({ entry, wrong: false, kept: null }),
    again: () => change(newForm()),
  }
}

/** Seals it and puts it in the queue; its month is what the pile says. */
function keepForm({ device, reply, batch }: Keeping, id: string, keying: Keying) {
  const { survey, language, month } = batch
  const run = { ...newRun(id, reply.collector.code, survey, language), answers: answersOf(survey, keying) }
  const context: ResponseContext = { month, channel: 'paper' }
  return device.keep(reply.collector.code, toResponse(survey, run, context), reply.key)
}

/** The browser asks before it closes a page with a form that is not kept. */
function useKeepPage(begun: boolean): void {
  useEffect(() => {
    if (!begun) return
    const stay = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', stay)
    return () => removeEventListener('beforeunload', stay)
  }, [begun])
}
