/** One sentence to be heard: a clip, or words for a voice of this device that was checked for that language. */
export type Sound = { readonly url: string } | { readonly text: string; readonly voice: SpeechSynthesisVoice }

/** Longest that one sentence may last: a player or voice that never says that it is done does not hold up the rest. */
const MOST_MS = 20_000
/** Between two sentences. */
const PAUSE_MS = 250

/** The one player: sound starts in the tap that asks for it, so that every browser allows it, and a phone's switch for
 *  silence does not mute it, as it would Web Audio. */
let player: HTMLAudioElement | null = null
/** Held here, or Safari throws it away while it speaks and never tells its end. */
let speaking: SpeechSynthesisUtterance | null = null
/** Number of the last thing asked for; what was asked before is over. */
let turn = 0
let speaks = false
let endSound: () => void = () => undefined

/** Plays these one after another; `at` hears which one begins. Resolves to true when all is said, to false when it was
 *  broken off. Call it right in a tap. */
export async function play(sounds: readonly Sound[], at: (index: number) => void): Promise<boolean> {
  silence()
  const mine = turn
  speaks = true
  for (const [index, sound] of sounds.entries()) {
    at(index)
    await sayOne(sound)
    if (turn !== mine) return false
    await new Promise((done) => setTimeout(done, PAUSE_MS))
    if (turn !== mine) return false
  }
  speaks = false
  return true
}

/** Something is being said now. */
export function isSpeaking(): boolean {
  return speaks
}

/** Silent at once. */
export function silence(): void {
  turn++
  speaks = false
  endSound()
  player?.pause()
  if (speaking) speechSynthesis.cancel()
  speaking = null
}

/** Resolves when it was said, could not be said, or took too long. */
function sayOne(sound: Sound): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, MOST_MS)
    function done(): void {
      clearTimeout(timer)
      resolve()
    }
    endSound = done
    if ('url' in sound) playClip(sound.url, done)
    else speakWith(sound.voice, sound.text, done)
  })
}

function playClip(url: string, done: () => void): void {
  player ??= document.body.appendChild(document.createElement('audio'))
  player.onended = done
  player.onerror = done
  player.src = url
  // Rejected too when another sound takes its place.
  player.play().catch(done)
}

function speakWith(voice: SpeechSynthesisVoice, text: string, done: () => void): void {
  speaking = new SpeechSynthesisUtterance(text)
  speaking.voice = voice
  speaking.lang = voice.lang
  speaking.rate = 0.9
  speaking.onend = done
  speaking.onerror = done
  speechSynthesis.speak(speaking)
}

/** A voice of this device that speaks that language; null when none is known to. Voices that need the network would send
 *  what stands on the screen to others. Android's browsers list voices that are not there, and then read with an English
 *  one (readium/speech, WebSpeech.md). */
export function voiceFor(language: string): SpeechSynthesisVoice | null {
  if (!('speechSynthesis' in globalThis) || /Android/i.test(navigator.userAgent)) return null
  const wanted = primary(language)
  return speechSynthesis.getVoices().find((voice) => voice.localService && primary(voice.lang) === wanted) ?? null
}

/** `tr` of `tr-TR` and `tr_TR`. */
function primary(code: string): string {
  return code.toLowerCase().split(/[-_]/)[0] ?? ''
}

/** Calls when the device's voices become known; they come late. */
export function onVoices(changed: () => void): void {
  globalThis.speechSynthesis?.addEventListener?.('voiceschanged', changed)
}
