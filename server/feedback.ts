import { FEEDBACK_LENGTH, type FeedbackItem, type FeedbackRemark, type FeedbackReply } from '../shared/feedback.ts'
import { findPersonal } from '../shared/personal/find.ts'
import type { Choice } from '../shared/results/choices.ts'
import type { WordLists } from '../shared/survey/language/finding.ts'
import { sentencesOf } from '../shared/survey/language/sentence.ts'
import { checkLanguage } from '../shared/survey/language-check.ts'
import { type Audited, audit } from './audit.ts'
import { dayOf } from './calendar.ts'
import type { Deps, Viewer } from './deps.ts'
import { problem } from './http/problem.ts'
import { wordListsIn } from './language-files.ts'
import { pictureChoices, pictureOf } from './picture-kit.ts'
import { hasRight, may } from './rights.ts'
import type { Feedback } from './store/feedback.ts'
import { uuidOf } from './uuid.ts'

/** Messages about what was done with answers, for who writes them. */
export interface FeedbackDesk {
  /** Throws `forbidden` for who writes none. */
  all(viewer: Viewer): FeedbackReply
  /** Keeps a draft: `{provider, text, picture}`. Throws `bad-request`, in words to show, and `forbidden`. */
  add(viewer: Viewer, body: unknown): FeedbackItem
  /** Changes a draft: `{text, picture}`. */
  change(viewer: Viewer, id: string, body: unknown): FeedbackItem
  /** Publishes a draft without faults, or takes back what was published: `{state}`. */
  turn(viewer: Viewer, id: string, body: unknown): FeedbackItem
}

/** The desk over this store. The lists of the Taalcheck are read when the first draft is looked at. */
export function createFeedback(deps: Deps): FeedbackDesk {
  const { store, municipality } = deps
  let lists: WordLists | null | undefined
  const remarksOn = (text: string) => {
    lists ??= wordListsIn(deps.config.surveysDir)?.lists ?? null
    return remarks(text, lists)
  }
  const nameOf = (provider: string) =>
    provider === '' ? municipality.name : (store.providers().find(({ id }) => id === provider)?.name ?? provider)
  const itemOf = (one: Feedback): FeedbackItem => ({
    ...one,
    providerName: nameOf(one.provider),
    remarks: one.state === 'draft' ? remarksOn(one.text) : [],
  })
  const own = (viewer: Viewer, id: string): Feedback => {
    const found = store.feedback(id)
    // Of others is not said that it exists.
    if (!found || !writesFor(viewer, found.provider)) throw problem('not-found', 'Dit bericht is er niet.')
    return found
  }
  const save = (viewer: Viewer, action: Audited, one: Feedback): FeedbackItem => {
    store.together(() => {
      store.saveFeedback(one)
      audit(deps, viewer.name, action, one.id)
    })
    return itemOf(one)
  }
  return {
    all(viewer) {
      assertWrites(viewer)
      return {
        providers: writers(deps, viewer),
        pictures: pictureChoices(),
        items: store
          .feedbacks()
          .filter(({ provider }) => writesFor(viewer, provider))
          .map(itemOf),
      }
    },
    add(viewer, body) {
      assertWrites(viewer)
      const provider = fieldOf(body, 'provider')
      if (!writers(deps, viewer).some(({ id }) => id === provider))
        throw problem('bad-request', 'Kies van wie het bericht is.')
      const id = uuidOf(deps.randomBytes(16))
      return save(viewer, 'feedback-add', { id, provider, ...wordsIn(body), day: '', state: 'draft' })
    },
    change(viewer, id, body) {
      assertWrites(viewer)
      const found = own(viewer, id)
      if (found.state !== 'draft')
        throw problem('bad-request', 'Dit bericht is geen concept meer. Maak een nieuw bericht.')
      return save(viewer, 'feedback-change', { ...found, ...wordsIn(body) })
    },
    turn(viewer, id, body) {
      assertWrites(viewer)
      const found = own(viewer, id)
      const state = fieldOf(body, 'state')
      if (state === 'published' && found.state === 'draft') {
        const [held] = remarksOn(found.text).filter(({ holds }) => holds)
        if (held) throw problem('bad-request', `${held.problem} Zo maakt u het goed: ${held.mend}`)
        return save(viewer, 'feedback-publish', { ...found, state, day: dayOf(deps.now()) })
      }
      if (state === 'taken-back' && found.state === 'published')
        return save(viewer, 'feedback-take-back', { ...found, state })
      if (state === found.state) return itemOf(found)
      throw problem('bad-request', 'Dat kan niet met dit bericht. Open de pagina opnieuw.')
    },
  }
}

/** What everybody may read of this provider and of the whole city, the newest first; with '' of the city alone. */
export function publicFeedback({ store }: Pick<Deps, 'store'>, provider: string): readonly Feedback[] {
  const city = store.publishedFeedback('')
  if (provider === '') return city
  return [...store.publishedFeedback(provider), ...city].sort((one, other) => other.day.localeCompare(one.day))
}

/** For whom this viewer may write; '' is the whole city. */
function writers({ store, municipality }: Deps, viewer: Viewer): readonly Choice[] {
  const named = store
    .providers()
    .filter(({ id }) => may(viewer, 'feedback', id))
    .map(({ id, name }) => ({ id, name }))
    .sort((one, other) => one.name.localeCompare(other.name, 'nl'))
  return writesFor(viewer, '') ? [{ id: '', name: municipality.name }, ...named] : named
}

/** Who may write for everybody may write for the city. */
function writesFor(viewer: Viewer, provider: string): boolean {
  return may(viewer, 'feedback', provider)
}

function assertWrites(viewer: Viewer): void {
  if (!hasRight(viewer, 'feedback')) throw problem('forbidden', 'U schrijft geen berichten over wat er is gedaan.')
}

/** What is to be mended in a message: what the Taalcheck says of it, more than one sentence, and what may say who somebody is. */
function remarks(text: string, lists: WordLists | null): readonly FeedbackRemark[] {
  const language = lists
    ? checkLanguage([{ file: '', path: '', text, role: 'sentence', address: 'u' }], lists)
        .filter(({ severity }) => severity !== 'info')
        .map(({ severity, problem: fault, mend }) => ({ holds: severity === 'error', problem: fault, mend }))
    : []
  const more = sentencesOf(text).length > 1
  return [
    ...(more
      ? [
          {
            holds: true,
            problem: 'Dit is meer dan één zin.',
            mend: 'schrijf één zin, en de rest in een nieuw bericht.',
          },
        ]
      : []),
    ...language,
    ...findPersonal(text).map(({ start, end }) => ({
      holds: false,
      problem: `"${text.slice(start, end)}" is misschien de naam of het nummer van iemand.`,
      mend: 'laat het weg als iemand eraan te herkennen is.',
    })),
  ]
}

/** Throws `bad-request`, in words to show, for what cannot be a message. */
function wordsIn(body: unknown): Pick<Feedback, 'text' | 'picture'> {
  const text = fieldOf(body, 'text').normalize('NFC').replace(/\s+/g, ' ').trim()
  const picture = fieldOf(body, 'picture')
  if (!/\p{L}/u.test(text)) throw problem('bad-request', 'Schrijf in één zin wat er is gedaan.')
  if (/\p{C}/u.test(text))
    throw problem('bad-request', 'In de zin staat een teken dat niet te zien is. Typ de zin opnieuw.')
  if ([...text].length > FEEDBACK_LENGTH)
    throw problem('bad-request', `De zin is te lang: hooguit ${FEEDBACK_LENGTH} tekens.`)
  if (!pictureOf(picture)) throw problem('bad-request', 'Kies een plaatje.')
  return { text, picture }
}

function fieldOf(body: unknown, name: 'provider' | 'text' | 'picture' | 'state'): string {
  const value =
    typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>)[name] : undefined
  return typeof value === 'string' ? value : ''
}
