import type { Database } from './db.ts'
import { type Device, openDevice } from './device.ts'
import type { Enrolment } from './enrolment.ts'
import { readNumbers } from './numbers.ts'

/** The device of a kiosk or an interviewer's tablet: keeps as strictly as a phone, but an unfinished run is in memory
 *  only and dies with the page. Never rejects. */
export async function openSharedDevice(database: Database, enrolment: Enrolment): Promise<Device> {
  const device = await openDevice(database, true)
  return {
    ...device,
    keep: async (code, response, key) => {
      const state = await device.keep(code, response, key)
      if (state.state !== 'not-kept') void kept(database, enrolment)
      return state
    },
  }
}

/** Best effort: the answer is safe already. */
async function kept(database: Database, enrolment: Enrolment): Promise<void> {
  await enrolment.answered(dayHere(new Date()))
  await readNumbers(database).then(enrolment.note, () => undefined)
}

/** `2026-11-26` by the device's clock, whatever that says. */
export function dayHere(now: Date): string {
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-')
}
