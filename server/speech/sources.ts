import { join } from 'node:path'
import type { Deps } from '../deps.ts'
import type { Sources } from './library.ts'

/** Where this server's sound lies. */
export function sourcesOf({
  config,
  municipality,
  surveys,
}: Pick<Deps, 'config' | 'municipality' | 'surveys'>): Sources {
  return {
    clipsDir: config.clipsDir,
    municipalityDir: join(config.surveysDir, config.municipality),
    municipality,
    surveys,
  }
}
