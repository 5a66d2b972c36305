import { cpSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { temporaryFolder } from './server.ts'

/** A copy of the survey files with two surveys of Utrecht, `regiotaxi` and the fallback, for a test that changes them. Remove the
 *  folder above it with `rmSync(…, {recursive: true})`. */
export function ownSurveys(): string {
  const surveysDir = join(temporaryFolder(), 'surveys')
  const filter = (path: string) => !/utrecht\/(?!regiotaxi|wmo-landelijk|help)[a-z-]+(\/|$)/.test(path)
  cpSync(resolve('surveys'), surveysDir, { recursive: true, filter })
  return surveysDir
}
