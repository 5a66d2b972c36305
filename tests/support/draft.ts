import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Makes a draft of a survey of the repository, one version higher; `change` is done to the text of each of its files.
 *  Gives its folder. */
export function draftOf(dataDir: string, id: string, change: (text: string, file: string) => string = (text) => text) {
  const folder = join(dataDir, 'drafts', id)
  cpSync(resolve('surveys/utrecht', id), folder, { recursive: true })
  for (const file of ['survey.json', 'nl.json']) {
    const text = readFileSync(join(folder, file), 'utf8').replace('"version": 1,', '"version": 2,')
    writeFileSync(join(folder, file), change(text, file))
  }
  return folder
}
