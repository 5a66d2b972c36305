import { forgetClips } from '../lib/clips.ts'
import type { Device } from '../lib/device.ts'
import { silence } from '../lib/speak.ts'
import { forgetCode } from './code.ts'
import { showComfort, USUAL } from './comfort.ts'
import { forgetChoices } from './forget.ts'

/** An empty page of ours: what Back finds in place of the steps through the questions. The worker has it offline too. */
const EMPTY_PAGE = '/v/weg'

/** Wipes all that this page and this device know of the person who leaves, but for finished answers that wait. */
export async function loseTraces(device: Device, code: string): Promise<void> {
  silence()
  forgetCode()
  showComfort(USUAL)
  const opened = device.sending().then((sending) => sending.forgetOpened(code))
  await Promise.allSettled([forgetChoices(), forgetClips(), opened, loseSteps()])
}

/** Goes back to where the page began and puts an empty page there; the steps ahead are cut off. */
async function loseSteps(): Promise<void> {
  // Only history.ts writes the state of this page.
  const depth = (history.state as { depth?: number } | null)?.depth ?? 0
  if (depth > 0) {
    const back = new Promise((resolve) => addEventListener('popstate', resolve, { once: true }))
    history.go(-depth)
    await back
  }
  history.replaceState(null, '', EMPTY_PAGE)
  history.pushState(null, '', EMPTY_PAGE)
}

const PRESSES = 3
const WITHIN_MS = 2000

/** Calls when Escape is pressed three times within two seconds, with no other key in between: a person with a keyboard
 *  need not look for the button. Once or twice, as screen readers use it, and a key that is held down do nothing. */
export function onThreeEscapes(act: () => void): void {
  let presses: readonly number[] = []
  document.addEventListener('keydown', ({ key, repeat, timeStamp }) => {
    if (repeat) return
    presses = key === 'Escape' ? [...presses.filter((at) => timeStamp - at < WITHIN_MS), timeStamp] : []
    if (presses.length < PRESSES) return
    presses = []
    act()
  })
}
