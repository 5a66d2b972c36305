import { resolve } from 'node:path'
import { missingClips, startRendering } from '../../server/speech/render.ts'
import { sourcesOf } from '../../server/speech/sources.ts'
import type { House } from '../../server/start-up.ts'
import { engineFile } from './server.ts'

/** Folder of real clips for tests. It stays, so that a second run has nothing to make. */
export const CLIPS = resolve(import.meta.dirname, '../../.build/test-audio')

/** Lets the voice of the computer say one survey in one language; the server must have been started with `CLIPS`. */
export async function renderClips({ deps }: House, survey: string, language: string): Promise<void> {
  const { failed } = await startRendering(engineFile, missingClips(sourcesOf(deps), { survey, language })).done
  if (failed[0]) throw new Error(`not made: ${failed[0].text}: ${failed[0].fault}`)
}
