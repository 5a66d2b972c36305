import { readWithdrawalCode } from '../../shared/withdrawal-code.ts'
import { forgetCode } from './code.ts'
import type { Context } from './context.ts'

/** Takes back the answers of the code that was typed, or of the one on the thanks screen. */
export async function takeBack({ model, change, device }: Context): Promise<void> {
  const { stage, typed } = model()
  const shown = stage.at === 'thanks' ? stage.code : null
  const code = shown ?? readWithdrawalCode(typed)
  if (code === null) return change({ withdrawing: 'wrong' })
  const state = await device
    .sending()
    .then((sending) => sending.withdraw(code))
    .catch(() => 'failed' as const)
  if (state === 'failed') return change({ withdrawing: 'failed' })
  forgetCode()
  const now = model().stage
  // The thanks screen goes on without its code, and says what became of the answers.
  const fate = state === 'done' ? 'gone' : 'going'
  const mine = shown !== null && now.at === 'thanks' && now.code === shown
  change({ withdrawing: state, typed: '', ...(mine ? { stage: { ...now, fate, code: null } } : {}) })
}
