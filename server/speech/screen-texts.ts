import type { Municipality } from '../../shared/municipality.ts'
import { asSpoken, type Spoken, spokenTexts } from '../../shared/survey/speech.ts'
import type { Survey } from '../../shared/survey/survey.ts'
import { interfaceTexts, languageNames } from './interface-words.ts'

/** A sentence on a screen; `survey` is the survey to which it belongs, null for what all share. */
export interface ScreenText extends Spoken {
  readonly survey: string | null
}

/** Every sentence that may stand on a screen of these surveys in that language: their own, those of the interface, the
 *  names of the help lines and of the languages. The same words may come more than once, at other places. */
export function screenTexts(
  surveys: readonly Survey[],
  language: string,
  { help }: Pick<Municipality, 'help'>,
): readonly ScreenText[] {
  const shared = [
    ...interfaceTexts(language, new Set(surveys.map(({ address }) => address))),
    ...help.flatMap(({ name }, index) => named(name, `help.${index + 1}`, language)),
    ...languageNames([...new Set(surveys.flatMap((survey) => survey.languages))]),
  ]
  return [
    ...surveys.flatMap((survey) =>
      spokenTexts(survey, language).map((text) => ({ ...text, survey: isShared(text.path) ? null : survey.id })),
    ),
    ...shared.map((text) => ({ ...text, survey: null })),
  ]
}

function isShared(path: string): boolean {
  return path.startsWith('scales.') || path.startsWith('signs.')
}

function named(name: Readonly<Record<string, string>>, path: string, language: string): readonly Spoken[] {
  const own = name[language]
  const text = asSpoken(own ?? name.nl ?? '')
  return text === '' ? [] : [{ path, text, language: own === undefined ? 'nl' : language }]
}
