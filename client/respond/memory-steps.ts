import type { Spot } from './model.ts'
import type { Steps } from './shared-device.ts'

/** Steps in this page's memory. `travel` hears where `back` came; `forget` leaves none. */
export function createMemorySteps(travel: (spot: Spot) => void): Steps & { readonly forget: () => void } {
  let steps: readonly Spot[] = []
  const back = () => {
    const beneath = steps.at(-2)
    if (!beneath) return
    steps = steps.slice(0, -1)
    travel(beneath)
  }
  const move = (spot: Spot, onto: readonly Spot[]) => {
    const beneath = steps.at(-2)
    if (beneath && JSON.stringify(beneath) === JSON.stringify(spot)) back()
    else steps = [...onto, spot]
  }
  return {
    go: (spot) => move(spot, steps),
    stay: (spot) => move(spot, steps.slice(0, -1)),
    back,
    atStart: () => steps.length < 2,
    forget: () => {
      steps = []
    },
  }
}
