import { type Coverage, coverageOf, whereText } from './coverage.ts'
import type { Sentence, TextBook } from './text-book.ts'

/** A text and where it stands. */
export interface PlacedText {
  readonly where: string
  /** In the first language. */
  readonly text: string
}

/** What the product itself has for a language. */
export interface KnownLanguage {
  /** In that language; null when the product has no name for it. */
  readonly name: string | null
  /** Whether the interface has words in it. */
  readonly hasWords: boolean
}

/** How far everything that people read is translated into one language. */
export interface LanguageReport extends KnownLanguage {
  readonly language: string
  /** Surveys that offer it. */
  readonly surveys: number
  readonly texts: number
  readonly missing: readonly PlacedText[]
  readonly outdated: readonly PlacedText[]
  /** Texts of which nothing says from which words they were made. */
  readonly unstamped: number
  /** Surveys that offer it and have no file for it. */
  readonly absent: readonly string[]
  /** Places whose file does not say who wrote it. */
  readonly unsigned: readonly string[]
  /** Places whose texts a machine translated and nobody checked. */
  readonly unchecked: number
  readonly places: readonly PlaceReport[]
}

/** The same for one place. */
export interface PlaceReport {
  readonly place: string
  readonly texts: number
  readonly missing: number
  readonly outdated: number
}

/** The report for one language over the surveys that offer it, or with `all` over all of them, and over what all
 *  surveys share. */
export function languageReport(
  books: readonly TextBook[],
  language: string,
  known: KnownLanguage,
  all: boolean,
): LanguageReport {
  const offered = books.filter(({ languages }) => languages?.includes(language))
  const counted = books.filter(({ languages }) => all || languages === null || languages.includes(language))
  const covered = counted.map((book) => ({ book, coverage: coverageOf(book, language) }))
  const placed = (pick: (coverage: Coverage) => readonly Sentence[]) =>
    covered.flatMap(({ book, coverage }) =>
      pick(coverage).map(({ path, text }): PlacedText => ({ where: whereText(book, path), text })),
    )
  const own = counted.flatMap((book) => {
    const translation = book.translations.get(language)
    return translation && !book.fixed.includes(language) ? [{ book, translation }] : []
  })
  return {
    language,
    ...known,
    surveys: offered.length,
    texts: covered.reduce((sum, { coverage }) => sum + coverage.texts, 0),
    missing: placed(({ missing }) => missing),
    outdated: placed(({ outdated }) => outdated),
    unstamped: covered.reduce((sum, { coverage }) => sum + coverage.unstamped, 0),
    absent: offered.filter((book) => !book.translations.has(language)).map(({ place }) => place),
    unsigned: own.filter(({ translation }) => translation.about === null).map(({ book }) => book.place),
    unchecked: own.filter(({ translation: { about } }) => about?.machine && about.checkedBy === null).length,
    places: covered.map(({ book, coverage }) => ({
      place: book.place,
      texts: coverage.texts,
      missing: coverage.missing.length,
      outdated: coverage.outdated.length,
    })),
  }
}

/** Most places that the one line names. */
const MAX_NAMED = 3

/** The report in one line of Dutch, for those who write surveys. */
export function reportLine(report: LanguageReport): string {
  const { language, name, hasWords, texts, missing, outdated, unstamped, absent, unsigned, unchecked } = report
  const where = (places: readonly PlacedText[]) => named(places.map((place) => place.where))
  const lists = report.surveys === 1 ? '1 vragenlijst' : `${report.surveys} vragenlijsten`
  const parts = [
    missing.length === 0
      ? 'er ontbreekt niets'
      : `${missing.length} van ${texts} teksten ontbreken (${where(missing)})`,
    ...(outdated.length > 0 ? [`verouderd: ${outdated.length} (${where(outdated)})`] : []),
    ...(unstamped > 0 ? [`zonder stempel: ${unstamped}`] : []),
    ...(absent.length > 0 ? [`geen ${language}.json: ${named(absent)}`] : []),
    ...(unsigned.length > 0 ? [`zonder schrijver ("about"): ${named(unsigned)}`] : []),
    ...(unchecked > 0 ? ['automatisch vertaald en nog niet nagekeken'] : []),
    ...(name === null ? ['het product heeft geen naam voor deze taal'] : []),
    ...(hasWords ? [] : ['de knoppen hebben geen woorden in deze taal; die staan er in het Nederlands']),
  ]
  return `${language}${name === null ? '' : ` ${name}`} (${lists}): ${parts.join('; ')}.`
}

function named(places: readonly string[]): string {
  const more = places.length > MAX_NAMED ? ` en nog ${places.length - MAX_NAMED}` : ''
  return `${places.slice(0, MAX_NAMED).join(', ')}${more}`
}
