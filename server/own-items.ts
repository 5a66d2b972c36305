import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { OWN_ITEM_KINDS, type OwnItemsReply, type ShownOwnItem } from '../shared/own-item-desk.ts'
import { faultLine, isRecord } from '../shared/survey/fault.ts'
import { MAX_OWN_ITEMS } from '../shared/survey/own-items.ts'
import { textDigest } from '../shared/survey/provenance.ts'
import type { Survey } from '../shared/survey/survey.ts'
import { say } from '../shared/survey/text.ts'
import { type Audited, audit } from './audit.ts'
import type { Deps } from './deps.ts'
import { draftFolder, draftIds, isSurveyId, readDrafts } from './drafts.ts'
import { changeJson, orRefusal, orUndone } from './publish-draft.ts'
import { Refusal } from './refusal.ts'
import { loadSurvey, readSurroundings } from './survey-files.ts'
import { readyFolder } from './survey-folders.ts'

type Place = Pick<Deps, 'config' | 'store' | 'now'>

/** An own question as somebody asks for it. */
export interface OwnItemWish {
  readonly provider: string
  readonly kind: string
  readonly picture: string
  /** By language. */
  readonly texts: ReadonlyMap<string, string>
}

/** The own questions in a draft, and what one more can be made of. Throws Refusal `unknown-draft`, `faulty-draft`. */
export function ownItemsIn(place: Place, id: string): OwnItemsReply {
  const survey = draftOf(place, id)
  const providers = place.store.providers()
  const items = survey.questions.flatMap(({ id: question, provider, text }): readonly ShownOwnItem[] => {
    const named = providers.find((one) => one.id === provider)?.name ?? provider
    return named === undefined ? [] : [{ question, provider: named, text: say(text, survey.languages[0] ?? 'nl') }]
  })
  const names = new Intl.DisplayNames(['nl'], { type: 'language' })
  return {
    items,
    providers: providers
      .filter((one) => countOf(survey, one.id) < MAX_OWN_ITEMS)
      .map(({ id: own, name }) => ({ id: own, name })),
    pictures: scenes(place),
    languages: survey.languages.map((language) => ({ id: language, name: names.of(language) ?? language })),
  }
}

/** Adds an own question of a provider to a draft, right before the open questions; gives its id, which no version of this survey
 *  has had. Throws Refusal: `unknown-draft`, `faulty-draft`, `usage` for what cannot be asked, `cannot-write`. */
export function addOwnItem(place: Place, who: string, id: string, wish: OwnItemWish): { readonly question: string } {
  const survey = draftOf(place, id)
  const { provider, kind, picture } = wish
  assertFits(place, survey, wish)
  const question = freeId(place, survey, provider)
  const texts = new Map(survey.languages.map((language) => [language, textIn(wish.texts, language)]))
  const [first = ''] = texts.values()
  changeDraft(place, survey, ['survey-own-item-add', who, question], (folder) => {
    changeJson(join(folder, 'survey.json'), ({ questions, ...head }) => ({
      ...head,
      questions: beforeOpen(questions, { id: question, kind, picture, provider }),
    }))
    for (const [language, text] of texts)
      changeJson(join(folder, `${language}.json`), (words) =>
        withWords(words, question, text, stampOf(survey, language, first)),
      )
  })
  return { question }
}

/** Takes an own question out of a draft. Throws Refusal: `unknown-draft`, `faulty-draft`, `unknown-question`, `cannot-write`. */
export function removeOwnItem(place: Place, who: string, id: string, question: string): void {
  const survey = draftOf(place, id)
  if (!survey.questions.some((one) => one.id === question && one.provider !== undefined))
    throw new Refusal('unknown-question', 'Deze eigen vraag staat niet in het concept.')
  changeDraft(place, survey, ['survey-own-item-remove', who, question], (folder) => {
    changeJson(join(folder, 'survey.json'), ({ questions, ...head }) => ({
      ...head,
      questions: listOf(questions).filter((one) => !isRecord(one) || one.id !== question),
    }))
    for (const language of survey.languages)
      changeJson(join(folder, `${language}.json`), (words) => withoutWords(words, question))
  })
}

function draftOf({ config }: Place, id: string): Survey {
  const [draft] = isSurveyId(id) && draftIds(config).includes(id) ? readDrafts(config, [id]) : []
  if (!draft) throw new Refusal('unknown-draft', 'Dit concept is er niet.')
  if (!draft.loaded)
    throw new Refusal('faulty-draft', 'Dit concept heeft nog fouten. Maak die eerst goed in de bestanden.')
  return draft.loaded.survey
}

function assertFits(place: Place, survey: Survey, { provider, kind, picture }: OwnItemWish): void {
  if (!place.store.providers().some((one) => one.id === provider)) throw new Refusal('usage', 'Kies een aanbieder.')
  if (countOf(survey, provider) >= MAX_OWN_ITEMS)
    throw new Refusal('usage', `Deze aanbieder heeft al ${MAX_OWN_ITEMS} eigen vragen. Haal er eerst één weg.`)
  if (!OWN_ITEM_KINDS.some((one) => one === kind)) throw new Refusal('usage', 'Kies een soort antwoord.')
  if (!scenes(place).some((one) => one.id === picture)) throw new Refusal('usage', 'Kies een plaatje.')
}

function countOf(survey: Survey, provider: string): number {
  return survey.questions.filter((one) => one.provider === provider).length
}

/** What is described in a sentence is a scene, which can stand beside a question; a word describes an answer or a button. */
function scenes({ config }: Place) {
  const { library } = readSurroundings(join(config.surveysDir, config.municipality))
  return [...(library?.values() ?? [])]
    .map(({ id, alt: { nl: name = '' } }) => ({ id, name }))
    .filter(({ name }) => name.endsWith('.'))
    .sort((one, other) => one.name.localeCompare(other.name, 'nl'))
}

/** Answers are counted under an id for ever. */
function freeId({ store }: Place, survey: Survey, provider: string): string {
  const versions = store.surveys().filter((one) => one.survey.id === survey.id)
  const taken = new Set(
    [survey, ...versions.map((one) => one.survey)].flatMap(({ questions }) => questions.map(({ id }) => id)),
  )
  let number = 1
  while (taken.has(`${provider}-${number}`)) number += 1
  return `${provider}-${number}`
}

function textIn(texts: ReadonlyMap<string, string>, language: string): string {
  const text = (texts.get(language) ?? '').normalize('NFC').replace(/\s+/g, ' ').trim()
  if (text !== '') return text
  const name = new Intl.DisplayNames(['nl'], { type: 'language' }).of(language) ?? language
  throw new Refusal('usage', `Schrijf de vraag ook in deze taal: ${name}.`)
}

function stampOf({ languages }: Survey, language: string, first: string): string | null {
  return language === languages[0] ? null : textDigest(first)
}

/** Changes a copy of the draft, and puts it in the draft's place only where nothing is wrong with it. */
function changeDraft(
  { config, store, now }: Place,
  { id, version }: Survey,
  [action, who, question]: readonly [action: Audited, who: string, question: string],
  change: (folder: string) => void,
): void {
  orRefusal('de map met concepten', () => {
    const ready = readyFolder(draftFolder(config, id), join(config.dataDir, 'drafts'), id)
    orUndone(ready, () => {
      change(ready.path)
      const around = readSurroundings(join(config.surveysDir, config.municipality))
      const { loaded, faults } = loadSurvey(ready.path, `drafts/${id}`, around)
      if (!loaded) throw new Refusal('usage', faults.map(faultLine).join('\n'))
      store.together(() => {
        audit({ store, now }, who, action, `${id} ${version} ${question}`)
        ready.place()
      })
    })
    rmSync(ready.aside, { recursive: true, force: true })
  })
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function beforeOpen(questions: unknown, added: unknown): readonly unknown[] {
  const all = listOf(questions)
  const open = all.findIndex((one) => isRecord(one) && one.kind === 'text')
  const at = open < 0 ? all.length : open
  return [...all.slice(0, at), added, ...all.slice(at)]
}

type Json = Readonly<Record<string, unknown>>

function withWords(words: Json, question: string, text: string, stamp: string | null): Json {
  const questions = { ...(isRecord(words.questions) ? words.questions : {}), [question]: { text } }
  if (stamp === null) return { ...words, questions }
  return { ...words, questions, of: { ...(isRecord(words.of) ? words.of : {}), [`questions.${question}.text`]: stamp } }
}

function withoutWords(words: Json, question: string): Json {
  const { [question]: _, ...questions } = isRecord(words.questions) ? words.questions : {}
  if (!isRecord(words.of)) return { ...words, questions }
  const of = Object.entries(words.of).filter(([path]) => !path.startsWith(`questions.${question}.`))
  return { ...words, questions, of: Object.fromEntries(of) }
}
