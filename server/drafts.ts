import { join } from 'node:path'
import type { Config } from './config.ts'
import { loadSurvey, type OneSurvey, readSurroundings } from './survey-files.ts'
import { folderNames } from './text-files.ts'

type Places = Pick<Config, 'dataDir' | 'surveysDir' | 'municipality'>

/** What the id of a survey looks like; nothing else is made a path of. */
const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/

/** A survey that is not published yet; its folder has the same files as one in `surveys/`. */
export interface Draft extends OneSurvey {
  readonly id: string
}

/** Where the draft with that id lies, or would lie. */
export function draftFolder({ dataDir }: Pick<Config, 'dataDir'>, id: string): string {
  return join(dataDir, 'drafts', id)
}

/** Whether that can be the id of a survey. */
export function isSurveyId(id: string): boolean {
  return ID.test(id) && id.length <= 60
}

/** Ids of all drafts, in the order of the alphabet. */
export function draftIds({ dataDir }: Pick<Config, 'dataDir'>): readonly string[] {
  return folderNames(join(dataDir, 'drafts')).filter(isSurveyId)
}

/** The drafts with these ids, checked as a survey is. */
export function readDrafts(places: Places, ids: readonly string[]): readonly Draft[] {
  if (ids.length === 0) return []
  const around = readSurroundings(join(places.surveysDir, places.municipality))
  return ids.map((id) => {
    const one = loadSurvey(draftFolder(places, id), `drafts/${id}`, around)
    return { id, ...one, faults: [...around.faults, ...one.faults] }
  })
}
