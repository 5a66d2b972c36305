import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import languages from '../../client/text/languages.json'
import { temporaryFolder } from './server.ts'

const CODES = Object.keys(languages)

/** Some words of a survey in Arabic; the second question and the intro have none, so that they fall back. */
const ARABIC = {
  title: 'المرافقة الفردية',
  questions: {
    bereiken: { text: 'كم يسهل عليك الوصول إلى مرافقك؟' },
    past: { text: 'كم تناسبك المرافقة؟' },
  },
}

const ARABIC_SCALES = {
  faces3: { '1': 'ليس جيداً', '2': 'لا بأس', '3': 'جيد' },
  signs: { dontKnow: 'لا أعرف', skip: 'تخطَّ', notApplicable: 'لا ينطبق علي' },
}

/** A copy of the surveys in which the one with that id is offered in all languages, and has words in few of them; remove
 *  its parent folder afterwards. */
export function surveysInAllLanguages(id: string): string {
  const folder = join(temporaryFolder(), 'surveys')
  cpSync(resolve(import.meta.dirname, '../../surveys'), folder, { recursive: true })
  const survey = join(folder, 'utrecht', id, 'survey.json')
  const file = JSON.parse(readFileSync(survey, 'utf8')) as { languages: readonly string[] }
  writeFileSync(survey, JSON.stringify({ ...file, languages: CODES }))
  for (const code of CODES.filter((each) => each !== 'nl' && each !== 'en')) {
    writeFileSync(
      join(folder, 'utrecht', id, `${code}.json`),
      JSON.stringify(code === 'ar' ? ARABIC : { questions: {} }),
    )
    writeFileSync(join(folder, 'scales', `${code}.json`), JSON.stringify(code === 'ar' ? ARABIC_SCALES : {}))
  }
  return folder
}
