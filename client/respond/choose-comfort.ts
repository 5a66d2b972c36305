import type { Comfort } from '../screens/comfort.tsx'
import { signIn } from '../screens/other-sign.tsx'
import { rememberComfort, showComfort, wantsContrast } from './comfort.ts'
import type { Context } from './context.ts'

/** What a person chose to see better holds from now on; on an own phone for the next time too. */
export function chooseComfort({ model, change, shared }: Context, chosen: Partial<Comfort>): void {
  const now = { ...model().comfort, ...chosen }
  showComfort(now)
  if (!shared && model().reply?.collector.channel === 'own-device') rememberComfort(now)
  change({ comfort: now, sign: signIn(now.style) })
}

/** More contrast or not; what the device asks for already need not be remembered. */
export function chooseContrast(context: Context, more: boolean): void {
  chooseComfort(context, { contrast: more === wantsContrast() ? null : more ? 'high' : 'normal' })
}
