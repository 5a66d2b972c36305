import type { Place, Run } from '../../shared/run.ts'
import type { Answer } from '../../shared/survey/answer.ts'
import type { Survey } from '../../shared/survey/survey.ts'
import type { CollectorReply } from '../../shared/wire.ts'
import type { Words } from '../lib/i18n.ts'
import type { AnswerStyle, Comfort } from '../screens/comfort.tsx'
import type { Way } from '../screens/frame.tsx'
import type { TextSize } from '../screens/help.tsx'
import type { MessageName } from '../screens/message.tsx'
import type { KeepProblem } from '../screens/not-kept.tsx'
import { type LanguageName, offered } from '../screens/offered.ts'
import type { Fate } from '../screens/thanks.tsx'

import type { Withdrawing } from '../screens/withdraw.tsx'
import type { DrawSign, WordKey } from '../screens/words.ts'
import type { Warning } from './careful.ts'

/** What lies over the place where the person is: asked for, and put away again. */
export type Sheet = 'skip' | 'stop' | 'help' | 'language' | 'withdraw' | 'personal'

/** What the app shows. `run` is the way through the questions; all others are before or after it. */
export type Stage =
  | { readonly at: 'loading' }
  | { readonly at: 'message'; readonly name: MessageName }
  | { readonly at: 'choose' }
  | { readonly at: 'run' }
  | { readonly at: 'saving' }
  | { readonly at: 'not-kept'; readonly problem: KeepProblem; readonly sealedFile: Blob | null }
  | {
      readonly at: 'thanks'
      readonly fate: Fate
      readonly id: string
      /** The withdrawal code, in memory only; null where none is given. */
      readonly code: string | null
      readonly copied: boolean
    }
  | { readonly at: 'left' }

/** Everything that the screens are drawn from; replaced as a whole, never changed in place. */
export interface Model {
  readonly stage: Stage
  readonly sheet: Sheet | null
  /** As chosen; `words` are Dutch where the interface has none in it. */
  readonly language: string
  readonly words: Words
  /** A language that was chosen and is on its way, or could not be had. */
  readonly wish: { readonly language: string; readonly state: 'busy' | 'missing' } | null
  /** The first screen asks for the language. */
  readonly asking: boolean
  readonly comfort: Comfort
  /** Other signs than faces above the answers; null for faces. */
  readonly sign: DrawSign | null
  readonly reply: CollectorReply | null
  readonly survey: Survey | null
  readonly run: Run | null
  /** The text that the person is warned of. */
  readonly warning: Warning | null
  /** Texts that stay as they are, by the person's own word. */
  readonly approved: readonly string[]
  /** What was typed as a withdrawal code, and how far taking back is. */
  readonly typed: string
  readonly withdrawing: Withdrawing
  /** What this screen offers to hear, and what is to be said of the voice; null when nothing of it can be heard. */
  readonly sound: { readonly listen: Way; readonly voice: WordKey | null } | null
  readonly counts: { readonly waiting: number; readonly quarantined: number }
}

/** What a person (or the browser's Back) does on the way through the questions. */
export type Move =
  | { readonly type: 'choose'; readonly survey: Survey }
  | { readonly type: 'begin' }
  | { readonly type: 'answer'; readonly answer: Answer }
  | { readonly type: 'next' }
  | { readonly type: 'skip' }
  | { readonly type: 'back' }
  | { readonly type: 'change'; readonly question: string }
  | { readonly type: 'travel'; readonly spot: Spot | null }

/** What a person does beside that way. */
export type Aside =
  | { readonly type: 'open'; readonly sheet: Sheet }
  | { readonly type: 'language'; readonly language: string }
  | { readonly type: 'size'; readonly size: TextSize }
  | { readonly type: 'type-code'; readonly text: string }
  | { readonly type: 'withdraw' | 'copy-code' | 'save-code' | 'change-text' | 'keep-text' }
  | { readonly type: 'contrast'; readonly more: boolean }
  | { readonly type: 'style'; readonly style: AnswerStyle }
  | { readonly type: 'close' | 'leave' | 'finish' | 'discard' | 'reload' | 'resume' | 'uninvited' }

export type Act = Move | Aside
export type Perform = (act: Act) => void

/** A step in the browser's history. */
export interface Spot {
  readonly place: Place | null
  readonly sheet: Sheet | null
  /** The answers were given: a reload says so. */
  readonly given?: true
}

/** Name of the screen on view: while it stays the same, focus and scroll stay where they are. */
export function screenOf({ stage, sheet, run, withdrawing, warning }: Model): string {
  // Whoever writes down the code keeps it in view when the answers are sent meanwhile.
  const shown = stage.at === 'thanks' ? [stage.at, stage.id] : stage
  return JSON.stringify([
    shown,
    stage.at === 'run' && run?.place,
    sheet,
    sheet === 'withdraw' && withdrawing,
    warning?.text,
  ])
}

/** The person is past the intro, or has been. */
export function hasBegun({ place, answers }: Run): boolean {
  return place.at !== 'intro' || Object.keys(answers).length > 0
}

/** The languages that the person may choose from, none when there is no choice. */
export function languagesOf({ survey, reply }: Pick<Model, 'survey' | 'reply'>): readonly LanguageName[] {
  const codes = survey?.languages ?? reply?.collector.languages ?? []
  const names = offered(codes, navigator.languages)
  return names[1] ? names : []
}

/** Before the first question: whatever is left here leads on from the beginning. */
export function isEarly({ stage, run }: Pick<Model, 'stage' | 'run'>): boolean {
  return stage.at === 'choose' || (stage.at === 'run' && run?.place.at === 'intro')
}

/** A collector has more than one survey: the person chooses. */
export function hasChoice(reply: CollectorReply | null): boolean {
  return (reply?.surveys.length ?? 0) > 1
}
