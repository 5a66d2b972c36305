import type { Survey } from '../../shared/survey/survey.ts'
import { type Engine, startEngine } from './engine-process.ts'
import { hearing, type Sources } from './library.ts'
import type { Order } from './order.ts'
import { screenTexts } from './screen-texts.ts'
import { WORDS_PER_MINUTE } from './voices.ts'

/** Which sentences to look at; all of them when left out. */
export interface Choice {
  readonly language?: string | undefined
  readonly survey?: string | undefined
}

/** What came of making clips. */
export interface Rendered {
  readonly made: number
  readonly failed: readonly { readonly text: string; readonly fault: string }[]
  /** True when the engine does not run here at all, so that nothing more was tried. */
  readonly engineMissing: boolean
}

/** The engine dies so often in a row before we give up: one sentence that it cannot bear is passed over. */
const MOST_DEATHS = 3

/** The clips that can be made and are not there: Dutch first, then language by language. */
export function missingClips(sources: Sources, choice: Choice = {}): readonly Order[] {
  const all = [...sources.surveys.values()]
  const surveys = choice.survey === undefined ? all : all.filter(({ id }) => id === choice.survey)
  const orders = new Map<string, Order>()
  for (const language of languagesOf(surveys)) {
    if (choice.language !== undefined && choice.language !== language) continue
    for (const text of screenTexts(surveys, language, sources.municipality)) {
      const found = hearing(sources, text)
      if (found.how !== 'missing') continue
      const { file, voice } = found
      const { name, kilobits } = voice
      orders.set(file, { file, voice: name, text: text.text, wordsPerMinute: WORDS_PER_MINUTE, kilobits })
    }
  }
  return [...orders.values()]
}

/** Every language of these surveys, Dutch first. */
export function languagesOf(surveys: readonly Survey[]): readonly string[] {
  return [...new Set(['nl', ...surveys.flatMap(({ languages }) => languages)])]
}

/** Clips being made; a clip that is made stays, whenever it is stopped. */
export interface Rendering {
  readonly done: Promise<Rendered>
  readonly stop: () => Promise<void>
}

/** Makes these clips one by one in a process of low priority. */
export function startRendering(engineFile: string, orders: readonly Order[]): Rendering {
  let stopped = false
  let engine: Engine | null = null
  const work = async (): Promise<Rendered> => {
    const failed: { text: string; fault: string }[] = []
    let made = 0
    let deaths = 0
    for (const order of orders) {
      if (stopped || deaths === MOST_DEATHS) break
      engine ??= startEngine(engineFile)
      const report = await engine.render(order).catch(() => null)
      deaths = report ? 0 : deaths + 1
      if (!report) engine = null
      if (report && 'bytes' in report) made++
      else if (!stopped) failed.push({ text: order.text, fault: report?.fault ?? 'the engine ended' })
    }
    await engine?.stop()
    return { made, failed, engineMissing: deaths === MOST_DEATHS }
  }
  return {
    done: work(),
    async stop() {
      stopped = true
      await engine?.stop()
    },
  }
}
