import type { LibraryPicture, PictureLibrary, Scales } from './library.ts'
import type { Condition, Option, Picture, Question, Sign, Survey, Words } from './survey.ts'
import { scaleValues } from './survey.ts'
import type { OptionFile, QuestionFile, SurveyFile } from './survey-file.ts'
import { isWordless } from './text-schema.ts'
import type { TranslationFile } from './translation-file.ts'

/** Everything a survey is made of, all of it checked. */
export interface Ingredients {
  readonly file: SurveyFile
  /** By language, in the order of `file.languages`; the first lacks nothing. */
  readonly words: ReadonlyMap<string, TranslationFile>
  readonly library: PictureLibrary
  readonly scales: Scales
  /** SVG text of the survey's own drawings, by id. */
  readonly ownPictures: ReadonlyMap<string, string>
}

/** The survey as it is served and kept. Whatever changes here changes the hash of every survey ever published, and
 *  then no server starts on its old database: tests/server/survey-files pins the hash of one survey. */
export function assembleSurvey(parts: Ingredients): Survey {
  const { file } = parts
  const intro = [...parts.words.values()][0]?.intro ?? []
  return {
    id: file.id,
    version: file.version,
    languages: file.languages,
    title: say(parts, (words) => words.title),
    intro: intro.map((_, index) => say(parts, (words) => words.intro?.[index])),
    ...(file.introSigns ? { introSigns: file.introSigns.map((id) => assemblePicture(parts, id, null)) } : {}),
    address: file.address,
    questions: file.questions.map((question) => assembleQuestion(parts, question)),
    signs: {
      dontKnow: sign(parts, 'dontKnow'),
      skip: sign(parts, 'skip'),
      notApplicable: sign(parts, 'notApplicable'),
    },
  }
}

type Pick = (words: TranslationFile, language: string) => string | null | undefined

/** The text in every language that has it. What has no letters ("10") is the same in all of them. */
function say(parts: Ingredients, pick: Pick): Words {
  const [first] = [...parts.words].map(([language, words]) => pick(words, language))
  const common = first && isWordless(first) ? first : undefined
  const pairs = [...parts.words].flatMap(([language, words]) => {
    const text = pick(words, language) ?? common
    return typeof text === 'string' ? [[language, text] as const] : []
  })
  return Object.fromEntries(pairs)
}

function sign(parts: Ingredients, name: 'dontKnow' | 'skip' | 'notApplicable'): Sign {
  return { label: say(parts, (_, language) => parts.scales.get(language)?.signs?.[name]) }
}

function assembleQuestion(parts: Ingredients, file: QuestionFile): Question {
  const text = say(parts, (words) => words.questions?.[file.id]?.text)
  const hinted = [...parts.words.values()].some((words) => words.questions?.[file.id]?.hint !== undefined)
  const options = assembleOptions(parts, file)
  const picture = file.picture && assemblePicture(parts, file.picture, text)
  const showIf: Condition | undefined = file.showIf
  return {
    id: file.id,
    kind: file.kind,
    text,
    ...(hinted ? { hint: say(parts, (words) => words.questions?.[file.id]?.hint) } : {}),
    ...(picture ? { picture } : {}),
    ...(options ? { options } : {}),
    dontKnow: file.dontKnow ?? file.kind !== 'text',
    ...(file.notApplicable ? { notApplicable: true } : {}),
    ...(file.theme ? { theme: file.theme } : {}),
    ...(file.clientValue ? { clientValue: file.clientValue } : {}),
    ...(file.national ? { national: file.national } : {}),
    ...(showIf ? { showIf } : {}),
    ...(file.context ? { context: file.context } : {}),
    ...(file.provider ? { provider: file.provider } : {}),
  }
}

function assembleOptions(parts: Ingredients, file: QuestionFile): readonly Option[] | null {
  const { kind } = file
  if (kind === 'text') return null
  if (kind === 'choice' || kind === 'choices')
    return (file.options ?? []).map((option) => assembleOption(parts, file, option))
  // The faces of a scale are drawn by the screen, in its own colour: no picture travels with them.
  return (scaleValues(kind) ?? []).map((value) => ({
    value,
    label: say(parts, (_, language) => parts.scales.get(language)?.[kind]?.[String(value)]),
  }))
}

function assembleOption(parts: Ingredients, file: QuestionFile, option: OptionFile): Option {
  const label = say(parts, (words) => words.questions?.[file.id]?.options?.[option.value])
  const picture = option.picture && assemblePicture(parts, option.picture, label)
  return { value: option.value, label, ...(picture ? { picture } : {}) }
}

/** `beside`: the words that stand with it; null when it is only ornament to them, so that nothing is said twice. */
function assemblePicture(parts: Ingredients, id: string, beside: Words | null): Picture {
  const own = parts.ownPictures.get(id)
  const shared: LibraryPicture | undefined = own === undefined ? parts.library.get(id) : undefined
  const alt = say(parts, (words, language) => {
    const described = own === undefined ? shared?.alt[language] : words.pictures?.[id]
    if (!beside) return ''
    return described !== undefined && sameToTheEar(described, beside[language] ?? '') ? '' : described
  })
  return { id, svg: (own ?? shared?.svg ?? '').trim(), alt, ...(shared?.mirror ? { mirror: true } : {}) }
}

/** True when a screen reader would say the same thing twice. */
function sameToTheEar(one: string, other: string): boolean {
  const bare = (text: string) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
  return bare(one) === bare(other)
}
