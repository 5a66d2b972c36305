import { isField } from './hands.ts'
import type { Idle } from './idle.ts'
import type { Kiosk } from './kiosk.tsx'

/** Five times Backspace on the attract screen within ten seconds opens the screen for staff. */
const STAFF_PRESSES = 5
const STAFF_MS = 10_000

interface KeyParts {
  readonly kiosk: Kiosk
  readonly idle: Idle
  /** The element in which the screen is drawn. */
  readonly root: HTMLElement
  readonly staff: () => void
  /** Something else lies over the screen and hears the keys itself. */
  readonly covered: () => boolean
}

/** The answers in the order of the scale, and the large buttons of a screen that asks something else. */
const ANSWERS = '.ew-answer-tile:not(.ew-answer-tile--dont-know) [name="answer"]'
const CHOICES = '.ew-attract__answer, .ew-ask__choices button, .ew-undo__wrong'

/** Does what a key says. Keys mean values, whatever side of the screen those are on: 1 to 9 the answer in that place of
 *  the scale, 0 "Weet ik niet", Enter on, Backspace back, L read aloud. Source: ux.md §3.5; a box with buttons says that
 *  it is a keyboard. */
export function hearKeys({ kiosk, idle, root, staff, covered }: KeyParts): void {
  let backs: readonly number[] = []
  const press = (selector: string, index = 0) => {
    const control = root.querySelectorAll<HTMLElement>(selector)[index]
    control?.click()
    if (control instanceof HTMLInputElement) control.focus()
  }

  addEventListener('keydown', (event) => {
    const { repeat, target } = event
    // The number block means its numbers, with or without its lock.
    const key = /^Numpad(\d)$/.exec(event.code)?.[1] ?? event.key
    const shortcut = event.ctrlKey || event.metaKey || event.altKey
    // A button that has the focus is pressed by the browser itself.
    const native = (key === 'Enter' || key === ' ') && target instanceof HTMLButtonElement
    if (repeat || shortcut || native || covered() || isField(target)) return
    if (!/^([0-9lL]|Enter|Backspace)$/.test(key)) return
    event.preventDefault()
    if (idle.isAsking()) idle.stay()
    else if (kiosk.visit().on) during(key)
    else atRest(key, event.timeStamp)
  })

  function during(key: string): void {
    if (key === 'Enter') press('.ew-bar-button--next')
    else if (key === 'Backspace') press('.ew-bar-button--back')
    else if (key === '0') press('[name="answer"][value="dont-know"]')
    else if (key === 'l' || key === 'L') listen()
    else press(root.querySelector(ANSWERS) ? ANSWERS : CHOICES, Number(key) - 1)
  }

  function listen(): void {
    const act = kiosk.context.model().sound?.listen.act
    if (typeof act === 'function') act()
  }

  function atRest(key: string, at: number): void {
    if (key === 'Backspace') {
      backs = [...backs.filter((each) => at - each < STAFF_MS), at]
      if (backs.length < STAFF_PRESSES) return
      backs = []
      staff()
    } else if (/[1-9]/.test(key) && root.querySelector('.ew-attract__answer'))
      press('.ew-attract__answer', Number(key) - 1)
    else kiosk.begin()
  }
}
