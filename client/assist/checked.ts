import { recall, remember } from '../respond/memory.ts'

const NAME = 'ervaringwijzer-controle'

/** Whether the helper has seen today that this device is ready. */
export function isCheckedToday(now: Date): boolean {
  return recall(NAME) === now.toDateString()
}

/** The helper has seen it. */
export function noteChecked(now: Date): void {
  remember(NAME, now.toDateString())
}
