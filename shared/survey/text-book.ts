import type { AltFiles, PictureLibrary, Scales } from './library.ts'
import { SCALES, type ScalesTranslation } from './library-file.ts'
import { type About, type Sources, textDigest } from './provenance.ts'
import type { SurveyFile } from './survey-file.ts'
import type { TranslationFile } from './translation-file.ts'

/** What a text is for; the same words may need another translation as another kind. */
export const PHRASE_KINDS = ['title', 'intro', 'question', 'hint', 'explain', 'option', 'scale', 'alt', 'help'] as const
export type PhraseKind = (typeof PHRASE_KINDS)[number]

/** One text in the first language. */
export interface Sentence {
  /** Inside its file: `title`, `intro.0`, `questions.komen.options.tijd`, `faces3.1`, `pictures.listen`. */
  readonly path: string
  readonly kind: PhraseKind
  readonly text: string
}

/** The texts of one language, by path. */
export interface Translation {
  readonly about: About | null
  /** What each text was made from; a path may lack. */
  readonly of: Sources
  readonly texts: ReadonlyMap<string, string>
}

/** Everything in one place that people read, in every language: a survey, the answer words, the alt texts of shared
 *  drawings, or the names of help lines. */
export interface TextBook {
  /** The folder, from the surveys folder on: `utrecht/taalles`, `scales`, `pictures`; `utrecht` for the help lines. */
  readonly place: string
  /** The language that all others are translated from. */
  readonly first: string
  /** The languages that a survey offers, its first included; null for a place that serves all surveys. */
  readonly languages: readonly string[] | null
  /** Languages that are written elsewhere, by hand: nothing here is to be translated into them. */
  readonly fixed: readonly string[]
  readonly address: 'u' | 'je'
  readonly sentences: readonly Sentence[]
  /** By language, the first one included. */
  readonly translations: ReadonlyMap<string, Translation>
}

/** The texts of a survey; `words` by language, the first one whole. */
export function surveyBook(place: string, file: SurveyFile, words: ReadonlyMap<string, TranslationFile>): TextBook {
  const first = file.languages[0] ?? ''
  const translations = new Map([...words].map(([language, one]) => [language, translationOf(one)] as const))
  const texts = translations.get(first)?.texts ?? new Map<string, string>()
  return {
    place,
    first,
    languages: file.languages,
    fixed: [],
    address: file.address,
    sentences: [...texts].map(([path, text]) => ({ path, kind: kindOf(path), text })),
    translations,
  }
}

/** The answer words; Dutch is their first language. */
export function scalesBook(scales: Scales): TextBook {
  const translations = new Map(
    [...scales].map(([language, file]) => [language, { ...headOf(file), texts: new Map(scaleTexts(file)) }] as const),
  )
  const sentences = [...(translations.get('nl')?.texts ?? [])].map(([path, text]) => ({
    path,
    kind: 'scale' as const,
    text,
  }))
  return { place: 'scales', first: 'nl', languages: null, fixed: [], address: 'u', sentences, translations }
}

/** The alt texts of those shared drawings that `used` names; Dutch is their first language. */
export function pictureBook(library: PictureLibrary, alts: AltFiles, used: ReadonlySet<string>): TextBook {
  const pictures = [...library.values()].filter(({ id }) => used.has(id))
  const sentences = pictures.flatMap(({ id, alt }) =>
    alt.nl === undefined ? [] : [{ path: `pictures.${id}`, kind: 'alt' as const, text: alt.nl }],
  )
  const languages = [...new Set([...[...library.values()].flatMap(({ alt }) => Object.keys(alt)), ...alts.keys()])]
  const translations = languages.map((language): readonly [string, Translation] => {
    const own = alts.get(language)
    const all = [...library.values()].flatMap(({ id, alt }) => {
      const text = alt[language]
      return text === undefined ? [] : [{ path: `pictures.${id}`, id, text, dutch: alt.nl ?? '' }]
    })
    // What stands in the index is drawn up together with the Dutch.
    const indexed = all.filter(({ id }) => !Object.hasOwn(own?.pictures ?? {}, id))
    const of = Object.fromEntries(indexed.map(({ path, dutch }) => [path, textDigest(dutch)]))
    return [
      language,
      { about: own?.about ?? null, of: { ...of, ...own?.of }, texts: new Map(all.map((one) => [one.path, one.text])) },
    ]
  })
  return {
    place: 'pictures',
    first: 'nl',
    languages: null,
    fixed: languages.filter((language) => !alts.has(language)),
    address: 'u',
    sentences,
    translations: new Map(translations),
  }
}

function headOf(file: { readonly about?: About; readonly of?: Sources }): Pick<Translation, 'about' | 'of'> {
  return { about: file.about ?? null, of: file.of ?? {} }
}

function translationOf(file: TranslationFile): Translation {
  const texts: [string, string][] = []
  const add = (path: string, text: string | null | undefined) => {
    if (typeof text === 'string') texts.push([path, text])
  }
  add('title', file.title)
  for (const [index, line] of (file.intro ?? []).entries()) add(`intro.${index}`, line)
  for (const [id, question] of Object.entries(file.questions ?? {})) {
    add(`questions.${id}.text`, question.text)
    add(`questions.${id}.hint`, question.hint)
    add(`questions.${id}.explain`, question.explain)
    for (const [value, label] of Object.entries(question.options ?? {})) add(`questions.${id}.options.${value}`, label)
  }
  for (const [id, alt] of Object.entries(file.pictures ?? {})) add(`pictures.${id}`, alt)
  return { ...headOf(file), texts: new Map(texts) }
}

function scaleTexts(file: ScalesTranslation): readonly [string, string][] {
  return SCALES.flatMap((group) =>
    Object.entries(file[group] ?? {}).flatMap(([value, label]): [string, string][] =>
      label === undefined ? [] : [[`${group}.${value}`, label]],
    ),
  )
}

function kindOf(path: string): PhraseKind {
  const [top, , part] = path.split('.')
  if (top === 'title' || top === 'intro') return top
  if (top === 'pictures') return 'alt'
  return part === 'options' ? 'option' : part === 'hint' || part === 'explain' ? part : 'question'
}
