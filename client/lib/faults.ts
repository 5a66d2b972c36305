import type { DeviceFault } from '../../shared/device-wire.ts'

export interface Faults {
  readonly list: () => readonly DeviceFault[]
  readonly has: (fault: DeviceFault) => boolean
  readonly set: (fault: DeviceFault, wrong: boolean) => void
}

/** What this device's own tests find wrong; `changed` hears of every change. */
export function createFaults(changed: () => void): Faults {
  const found = new Set<DeviceFault>()
  return {
    list: () => [...found],
    has: (fault) => found.has(fault),
    set: (fault, wrong) => {
      if (found.has(fault) === wrong) return
      if (wrong) found.add(fault)
      else found.delete(fault)
      changed()
    },
  }
}
