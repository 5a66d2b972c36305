import { spokenTexts } from '../../shared/survey/speech.ts'
import type { Clip } from '../../shared/wire.ts'
import { type Clips, findClips, forgetClips, keepClips } from '../lib/clips.ts'
import { onVoices, play, silence } from '../lib/speak.ts'
import { LISTEN, SILENCE } from '../screens/later-icons.ts'
import { marked as inLanguage, plain, type WordKey } from '../screens/words.ts'
import type { Context } from './context.ts'
import { type Model, screenOf } from './model.ts'
import { type Part, readScreen } from './read-screen.ts'

/** Offers "Lees voor" on every screen of which something can be heard. It plays nothing before a tap. Sound is brought
 *  onto the device once `ready`, when all else is there. What it gives ends it for the person who listens: the next one
 *  hears nothing before a tap. */
export function readAloud(context: Context, root: HTMLElement, ready: Promise<unknown>): () => void {
  const marked = createMark()
  let clips: Clips = new Map()
  let language = ''
  let kept = ''
  /** The place that is being read; '' in silence. */
  let reading = ''
  let used = false

  const partsOf = (within: Element | null) => (within ? readScreen(within, clips) : [])
  const read = (parts: readonly Part[]) => {
    used = true
    reading = placeOf(context.model())
    const sounds = parts.map(({ sound }) => sound)
    void play(sounds, (index) => marked(parts[index])).then((finished) => finished && stop())
    show()
  }
  const stop = () => {
    silence()
    marked(undefined)
    reading = ''
    show()
  }
  const press = () => (reading === '' ? read(partsOf(root.querySelector('main'))) : stop())

  /** Brings the button of the bar up to date. */
  const show = () => {
    const { sound, words } = context.model()
    const label = inLanguage({ page: words.language }, words.tell(reading === '' ? 'listen' : 'listen.stop'))
    const voice = voiceOf(clips)
    if (partsOf(root.querySelector('main')).length === 0) {
      if (sound) context.change({ sound: null })
    } else if (!sound || plain(sound.listen.label) !== plain(label) || sound.voice !== voice) {
      context.change({ sound: { listen: { label, act: press, icon: reading === '' ? LISTEN : SILENCE }, voice } })
    }
  }

  /** Brings onto the device what this survey says in the language chosen, once; where data is to be saved, not before
   *  the person has asked to hear something. */
  const keep = () => {
    const { survey, sheet } = context.model()
    const wanted = `${language} ${survey?.id} ${clips.size} ${used}`
    const choosing = sheet === 'language'
    if (choosing || clips.size === 0 || wanted === kept || (savesData() && !used)) return
    kept = wanted
    const own = ofSurvey(context.model(), clips, language)
    void ready.then(() => keepClips(own), nothing)
  }

  const look = () => {
    const model = context.model()
    if (reading !== '' && placeOf(model) !== reading) stop()
    if (model.stage.at === 'left') return void forgetClips()
    if (model.reply && languageOf(model) !== language) find(languageOf(model))
    show()
    keep()
  }
  const find = (wanted: string) => {
    language = wanted
    clips = new Map()
    void findClips(context.code, wanted, (found) => {
      if (language !== wanted) return
      clips = found
      look()
    })
  }

  new MutationObserver(look).observe(root, { childList: true, subtree: true, characterData: true })
  root.addEventListener('change', ({ target }) => {
    // Whoever listens hears what they choose.
    if (used && target instanceof HTMLInputElement && target.checked) read(partsOf(target.closest('.ew-answer-tile')))
  })
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && stop())
  addEventListener('pagehide', stop)
  onVoices(look)
  look()
  return () => {
    used = false
    stop()
  }
}

/** What can be heard and is not the words of another survey of this collector. */
function ofSurvey({ survey, reply }: Model, clips: Clips, language: string): readonly Clip[] {
  const texts = (of: typeof survey) => (of ? spokenTexts(of, language).map(({ text }) => text) : [])
  const own = new Set(texts(survey))
  const others = new Set((reply?.surveys ?? []).filter(({ id }) => id !== survey?.id).flatMap(texts))
  return [...clips.values()].filter(({ text }) => own.has(text) || !others.has(text))
}

/** What is to be said of the voice; null for people's own. */
function voiceOf(clips: Clips): WordKey | null {
  const all = [...clips.values()]
  if (all.some(({ speaks }) => speaks !== undefined)) return 'help.voice-near'
  return all.length === 0 || all.some(({ synthetic }) => synthetic) ? 'help.voice' : null
}

function languageOf({ run, language }: Model): string {
  return run?.language ?? language
}

/** While it stays the same, what is being read is still on view. */
function placeOf(model: Model): string {
  return `${screenOf(model)} ${languageOf(model)}`
}

/** Marks what is being said, one thing at a time. */
function createMark(): (part: Part | undefined) => void {
  let marked: Element | null = null
  return (part) => {
    marked?.removeAttribute('data-said')
    marked = part ? (part.element.closest('.ew-answer-tile') ?? part.element) : null
    marked?.setAttribute('data-said', '')
  }
}

/** The person or the phone asks to save data. */
function savesData(): boolean {
  return (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true
}

/** Without the worker there is nothing to keep sound for. */
function nothing(): void {}
