import type { Context } from './context.ts'
import type { Later } from './later.tsx'

/** The most that a person who must be gone waits for the device to be wiped. */
const LEAVE_MS = 300

/** Snel weg: the screen is empty at once, what was chosen and answered is wiped, no step leads back to it, and another site
 *  is in its place. Finished answers that wait to be sent stay: they are sealed. Without a connection an empty page comes:
 *  an error page would name where one wanted to be. */
export async function leave({ model, change, device, code }: Context, later: Promise<Later>): Promise<void> {
  const { reply } = model()
  change({ stage: { at: 'left' }, sheet: null, run: null })
  const wiped = [device.dropRun(code), later.then((rest) => rest.loseTraces(device, code))]
  await Promise.race([Promise.allSettled(wiped), new Promise((resolve) => setTimeout(resolve, LEAVE_MS))])
  location.replace(reply && navigator.onLine ? reply.municipality.quickExit : 'about:blank')
}
