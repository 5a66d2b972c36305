import { join } from 'node:path'
import { MAX_REASON, type PublishCheck, type PublishReply } from '../shared/publishing.ts'
import { coverageOf } from '../shared/survey/coverage.ts'
import { faultLine } from '../shared/survey/fault.ts'
import { readJson } from '../shared/survey/json-file.ts'
import { surveyTexts } from '../shared/survey/language/texts.ts'
import { checkLanguage } from '../shared/survey/language-check.ts'
import { personalWord } from '../shared/survey/privacy.ts'
import { proofOf } from '../shared/survey/proof.ts'
import type { Picture, Question, Survey } from '../shared/survey/survey.ts'
import { say } from '../shared/survey/text.ts'
import { pictureBook } from '../shared/survey/text-book.ts'
import type { Deps } from './deps.ts'
import { type Draft, draftFolder, draftIds, isSurveyId, readDrafts } from './drafts.ts'
import { wordListsIn } from './language-files.ts'
import { ownerFaults } from './own-item-owners.ts'
import { publicationFaults } from './publish-surveys.ts'
import { isRecorded } from './speech/recording.ts'
import { voiceOf } from './speech/voices.ts'
import { type LoadedSurvey, readSurroundings } from './survey-files.ts'
import { readTextFiles } from './text-files.ts'

/** Most lines that one check says. */
const MAX_NOTES = 12

/** A draft with what was found of it. */
export interface Examined {
  readonly draft: Draft
  readonly reply: PublishReply
}

type Place = Pick<Deps, 'config' | 'store' | 'surveys' | 'surveyOffers'>

/** The check list of the draft with that id; null where there is no such draft. */
export function examineDraft(place: Place, id: string): Examined | null {
  const [draft] = isSurveyId(id) && draftIds(place.config).includes(id) ? readDrafts(place.config, [id]) : []
  if (!draft) return null
  const { loaded } = draft
  if (!loaded) {
    const checks = [fileCheck(place, draft)]
    return { draft, reply: { id, version: null, checks, mayPublish: false, needsReason: false, seen: '' } }
  }
  const about = { ...place, loaded, folder: draftFolder(place.config, id) }
  const comments = place.store.surveyComments(id, loaded.survey.version)
  const checks = [
    fileCheck(place, draft),
    languageCheck(about),
    pictureCheck(loaded),
    descriptionCheck(about),
    soundCheck(about),
    translationCheck(about),
    privacyCheck(loaded),
    reviewCheck(loaded, comments),
    comparisonCheck(about),
  ]
  const mayPublish = checks.every(({ state }) => state !== 'wrong')
  const { survey, hash } = loaded
  const needsReason = comments.length === 0
  return { draft, reply: { id, version: survey.version, checks, mayPublish, needsReason, seen: hash } }
}

interface About extends Place {
  readonly loaded: LoadedSurvey
  readonly folder: string
}

function check(name: PublishCheck['name'], wrong: readonly string[], look: readonly string[], good: string) {
  const notes = [...wrong, ...look]
  const more = notes.length > MAX_NOTES ? [`En nog ${notes.length - MAX_NOTES}.`] : []
  const state = wrong.length > 0 ? 'wrong' : look.length > 0 ? 'look' : 'good'
  return { name, state, notes: notes.length === 0 ? [good] : [...notes.slice(0, MAX_NOTES), ...more] } as const
}

function fileCheck({ store, surveys, surveyOffers }: Place, { id, loaded, faults }: Draft): PublishCheck {
  const published = store.surveys()
  const changed = loaded ? publicationFaults(published, [loaded]) : []
  const providers = store.providers().map((one) => one.id)
  const unknown = loaded ? ownerFaults(providers, [loaded]) : []
  const version = loaded?.survey.version
  const isThere = published.some(({ survey }) => survey.id === id && survey.version === version)
  const again = isThere && changed.length === 0 ? [`Versie ${version} is al in gebruik.`] : []
  const fallback = [...(surveyOffers ?? [])].find(([other, offer]) => offer.fallback && other !== id)
  const second =
    loaded?.offer.fallback && fallback && surveys.has(fallback[0])
      ? [`"${fallback[0]}" is al de vragenlijst voor zorgvormen zonder eigen lijst.`]
      : []
  return check(
    'files',
    [...[...faults, ...changed, ...unknown].map(faultLine), ...again, ...second],
    [],
    'Er zijn geen fouten in de bestanden.',
  )
}

function languageCheck({ config, loaded, folder }: About): PublishCheck {
  const { lists } = wordListsIn(config.surveysDir) ?? {}
  const { files } = readTextFiles(folder, loaded.folder)
  const [main, words] = ['survey.json', `${loaded.book.first}.json`].map(
    (name) => readJson(`${loaded.folder}/${name}`, files.get(name) ?? '').json,
  )
  if (!lists || !main || !words || loaded.book.first !== 'nl')
    return check('language', [], ['De Taalcheck kan deze taal niet nakijken.'], '')
  const found = checkLanguage(surveyTexts(main, words), lists)
  const of = (severity: string) => found.filter((one) => one.severity === severity).map(faultLine)
  return check('language', of('error'), of('warn'), 'De Taalcheck vindt geen fouten.')
}

/** Who cannot read answers by the pictures. */
function pictureCheck({ survey }: LoadedSurvey): PublishCheck {
  const bare = survey.questions.filter(
    ({ kind, picture, options = [] }) => kind !== 'text' && !picture && !options.some((option) => option.picture),
  )
  const partly = survey.questions.filter(
    ({ kind, options = [] }) =>
      (kind === 'choice' || kind === 'choices') &&
      options.some((option) => option.picture) &&
      options.some((option) => !option.picture),
  )
  return check(
    'pictures',
    bare.map((question) => `Er is geen plaatje bij: ${nameOf(survey, question)}`),
    partly.map((question) => `Niet elk antwoord heeft een plaatje bij: ${nameOf(survey, question)}`),
    'Elke vraag heeft een plaatje.',
  )
}

function descriptionCheck({ config, loaded: { survey, book } }: About): PublishCheck {
  const { library, alts } = readSurroundings(join(config.surveysDir, config.municipality))
  const used = new Set(pictures(survey).flatMap(({ id, alt }) => (alt[book.first] ? [id] : [])))
  const shared = library ? pictureBook(library, alts, used) : null
  const missing = others(survey, book.first).flatMap((language) => {
    const count = shared ? coverageOf(shared, language).missing.length : 0
    return count > 0 ? [`${inDutch(language)}: ${counted(count, 'plaatje', 'plaatjes')} zonder beschrijving.`] : []
  })
  return check('descriptions', [], missing, 'Elk plaatje heeft een beschrijving voor wie niet ziet.')
}

function soundCheck({ loaded: { survey }, folder }: About): PublishCheck {
  const read = (language: string) =>
    survey.questions.filter(({ id }) => isRecorded(join(folder, 'audio', language), id)).length
  const count = survey.questions.length
  const silent = survey.languages.filter((language) => !voiceOf(language) && read(language) < count)
  const spoken = survey.languages.map(read).reduce((sum, one) => sum + one, 0)
  return check(
    'sound',
    [],
    silent.map((language) => `${inDutch(language)}: niemand leest dit voor. Spreek de vragen in.`),
    spoken === 0 ? 'De computer leest alles voor.' : `Mensen lezen ${spoken} vragen voor, de computer de rest.`,
  )
}

function translationCheck({ surveys, loaded: { survey, book } }: About): PublishCheck {
  const wrong: string[] = []
  const look: string[] = []
  for (const language of others(survey, book.first)) {
    const { missing, outdated } = coverageOf(book, language)
    const name = inDutch(language)
    if (!book.translations.has(language)) wrong.push(`${name}: het bestand ${language}.json ontbreekt.`)
    else if (missing.length > 0)
      wrong.push(`${name}: ${counted(missing.length, 'tekst is', 'teksten zijn')} niet vertaald.`)
    if (outdated.length > 0)
      look.push(`${name}: ${counted(outdated.length, 'vertaling is', 'vertalingen zijn')} van oudere woorden.`)
  }
  const gone = surveys.get(survey.id)?.languages.filter((language) => !survey.languages.includes(language)) ?? []
  look.push(...gone.map((language) => `${inDutch(language)}: deze taal is er nu wel, en straks niet meer.`))
  const mend = wrong.length > 0 ? ['Vertaal wat ontbreekt, of haal de taal weg uit "languages" in survey.json.'] : []
  return check('translations', [...wrong, ...mend], look, 'Alles is vertaald.')
}

function privacyCheck({ survey, book }: LoadedSurvey): PublishCheck {
  const asking = survey.questions.flatMap((question) => {
    const word = personalWord(question, book.first)
    return word === null ? [] : [`Deze vraag gaat over een persoon ("${word}"): ${nameOf(survey, question)}`]
  })
  const open = survey.questions.filter(({ kind }) => kind === 'text').length
  const many = open > 1 ? [`Er zijn ${open} open vragen. Daar kunnen mensen namen in schrijven.`] : []
  return check('privacy', asking, many, 'Geen vraag gaat over wie iemand is.')
}

function reviewCheck(
  { survey, book, proofs }: LoadedSurvey,
  comments: ReturnType<Deps['store']['surveyComments']>,
): PublishCheck {
  const open = comments.filter(({ kind }) => kind !== 'good')
  const untested = survey.questions.filter(({ id, text }) => proofOf(proofs.get(id), text[book.first]) === null)
  const look = [
    ...(comments.length === 0 ? [`Niemand van het panel heeft iets gezegd over versie ${survey.version}.`] : []),
    ...open.map(({ question, kind, note }) => {
      const about = survey.questions.find(({ id }) => id === question)
      return `${KINDS[kind]}: ${about ? nameOf(survey, about) : question}${note === '' ? '' : ` (${note})`}`
    }),
    ...(untested.length > 0 ? [`${untested.length} van ${survey.questions.length} vragen zijn nog niet getest.`] : []),
  ]
  return check('review', [], look, `Het panel zei ${comments.length} keer: goede vraag.`)
}

const KINDS = {
  missing: 'Hier mist iets',
  jargon: 'Moeilijk woord',
  order: 'Verkeerde plek',
  good: 'Goede vraag',
  'leave-out': 'Niet stellen',
} as const

/** What cannot be laid beside answers of the version that is in use. */
function comparisonCheck({ surveys, loaded: { survey } }: About): PublishCheck {
  const before = surveys.get(survey.id)
  if (!before)
    return check('comparison', [], [], 'Dit is een nieuwe vragenlijst. Er is nog niets om mee te vergelijken.')
  const old = new Map(before.questions.map((question) => [question.id, question]))
  const now = new Set(survey.questions.map(({ id }) => id))
  const changed = survey.questions.flatMap((question) => {
    const one = old.get(question.id)
    if (!one) return [`Nieuwe vraag: ${nameOf(survey, question)}`]
    if (one.kind !== question.kind || values(one) !== values(question))
      return [`Andere antwoorden bij: ${nameOf(survey, question)}`]
    const [was, is] = [say(one.text, 'nl'), say(question.text, 'nl')]
    return was === is ? [] : [`Andere woorden: ${was} → ${is}`]
  })
  const gone = before.questions.filter(({ id }) => !now.has(id)).map((one) => `Weg: ${nameOf(before, one)}`)
  const line = `De lijn in de grafiek begint opnieuw bij versie ${survey.version}.`
  return check('comparison', [], [...changed, ...gone, line], '')
}

function values({ options = [] }: Question): string {
  return options.map(({ value }) => value).join()
}

function pictures(survey: Survey): readonly Picture[] {
  return survey.questions.flatMap(({ picture, options = [] }) =>
    [picture, ...options.map((option) => option.picture)].flatMap((one) => one ?? []),
  )
}

function others({ languages }: Survey, first: string): readonly string[] {
  return languages.filter((language) => language !== first)
}

function nameOf({ languages: [first = 'nl'] }: Survey, { text }: Question): string {
  return say(text, first)
}

function counted(count: number, one: string, more: string): string {
  return `${count} ${count === 1 ? one : more}`
}

const NAMES = new Intl.DisplayNames(['nl'], { type: 'language' })

function inDutch(language: string): string {
  return NAMES.of(language) ?? language
}

/** The reason to do without the panel, or what is wrong with it. */
export function reasonFault(reason: unknown): string | null {
  if (typeof reason !== 'string' || reason.trim() === '') return 'Schrijf waarom het panel niet heeft meegekeken.'
  return [...reason].length > MAX_REASON ? `Schrijf hooguit ${MAX_REASON} tekens.` : null
}
