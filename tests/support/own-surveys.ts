import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
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

/** Gives the survey in that folder an own question of a provider, right before the open one, with words in every language. */
export function addOwnItem(folder: string, id: string, provider: string): void {
  const read = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8'))
  const main = read('survey.json')
  const at = main.questions.findIndex(({ kind }: { readonly kind: string }) => kind === 'text')
  main.questions.splice(at, 0, { id, kind: 'faces3', picture: 'listen', provider })
  writeFileSync(join(folder, 'survey.json'), JSON.stringify(main))
  for (const file of readdirSync(folder).filter((name) => /^[a-z-]+\.json$/.test(name) && name !== 'survey.json')) {
    const words = read(file)
    words.questions[id] = { text: 'Hoe goed is de koffie?' }
    writeFileSync(join(folder, file), JSON.stringify(words))
  }
}
