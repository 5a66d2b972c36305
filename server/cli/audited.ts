import { type Audited, audit, COMMAND_LINE } from '../audit.ts'
import type { Store } from '../store/store.ts'
import type { Given } from './command.ts'

/** Notes that something begins that takes longer than a transaction: it is in the log also when it ends half-way. */
export function begun({ io }: Pick<Given, 'io'>, store: Pick<Store, 'note'>, action: Audited): void {
  audit({ store, now: io.now }, COMMAND_LINE, action)
}

/** Does these writes and notes in the audit log that they were done, in one transaction. `about` is an id or a count. */
export function audited<T>(
  { io }: Pick<Given, 'io'>,
  store: Pick<Store, 'together' | 'note'>,
  [action, about]: readonly [action: Audited, about: string],
  writes: () => T,
): T {
  return store.together(() => {
    const done = writes()
    audit({ store, now: io.now }, COMMAND_LINE, action, about)
    return done
  })
}
