import type { Deps } from '../deps.ts'
import { missingClips, type Rendered, startRendering } from './render.ts'
import { sourcesOf } from './sources.ts'

const NOTHING = { stop: async () => undefined }

/** Makes the clips that are missing, behind the back of a server that runs already, and tells in Dutch that it does and
 *  what came of it. What is made when it stops, stays. */
export function startSpeech(deps: Deps, log: (line: string) => void): { readonly stop: () => Promise<void> } {
  if (!deps.config.rendersSpeech) return NOTHING
  const orders = missingClips(sourcesOf(deps))
  if (orders.length === 0) return NOTHING
  log(
    `Gesproken tekst: de computer maakt nu ${sentences(orders.length)}, Nederlands eerst. De server werkt gewoon door.`,
  )
  const rendering = startRendering(deps.config.engineFile, orders)
  let stopped = false
  void rendering.done.then((rendered) => stopped || log(outcome(rendered)))
  return {
    async stop() {
      stopped = true
      await rendering.stop()
    },
  }
}

/** What came of it, in Dutch. */
export function outcome({ made, failed, engineMissing }: Rendered): string {
  if (engineMissing) {
    return 'Gesproken tekst maken lukt hier niet: het spraakprogramma start niet. Stop, en start opnieuw met: npm start'
  }
  const [first] = failed
  const trouble = first ? ` Niet gelukt: ${sentences(failed.length)}, zoals "${first.text}" (${first.fault}).` : ''
  return `Gesproken tekst: ${sentences(made)} gemaakt.${trouble}`
}

function sentences(count: number): string {
  return count === 1 ? '1 zin' : `${count} zinnen`
}
