import type { Offer } from '../../shared/survey/check.ts'
import { leftAddress } from '../address-file.ts'
import { CannotStart } from '../cannot-start.ts'
import { type Config, readConfig } from '../config.ts'
import type { Deps } from '../deps.ts'
import { openHouse } from '../start-up.ts'
import { CommandError, type Io } from './command.ts'

/** What a command works with: the same database, surveys and keys as the server beside it. */
export interface Workplace extends Deps {
  /** For which care types each current survey is meant. */
  readonly offers: readonly (Offer & { readonly survey: string })[]
  close(): void
}

/** The settings from the environment; where they do not say at which address the server is reached, that of the server
 *  which runs on this data folder. Throws with every fault in them. */
export function settingsOf(io: Io): Config {
  const config = readConfig(io.env)
  if ('faults' in config) throw new CommandError('settings', config.faults.join('\n'))
  const given = [io.env.PORT, io.env.PUBLIC_URL].some((setting) => setting !== undefined && setting.trim() !== '')
  return given ? config : { ...config, publicUrl: leftAddress(config.dataDir) ?? config.publicUrl }
}

/** Opens the database beside a server that may be running; makes and fills it when it is missing. Throws with what
 *  stands in the way. */
export function openWorkplace(io: Io): Workplace {
  const config = settingsOf(io)
  return orCannotStart(() => {
    const { deps, offers, close } = openHouse(config, { lock: false, now: io.now, randomBytes: io.randomBytes })
    return { ...deps, offers: [...offers].map(([survey, offer]) => ({ survey, ...offer })), close }
  })
}

/** Does it; what a server would not start with becomes the command's own error. */
export function orCannotStart<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw error instanceof CannotStart ? new CommandError('cannot-start', error.message) : error
  }
}
