import { afterEach, expect, test, vi } from 'vitest'
import { voiceFor } from '../../client/lib/speak.ts'

const voice = (lang: string, localService = true) => ({ lang, localService, name: lang })
const PHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X)'
const ANDROID = 'Mozilla/5.0 (Linux; Android 14) Chrome/120.0 Mobile'

function device(userAgent: string, ...voices: readonly ReturnType<typeof voice>[]): void {
  vi.stubGlobal('navigator', { userAgent })
  vi.stubGlobal('speechSynthesis', { getVoices: () => voices })
}

afterEach(() => vi.unstubAllGlobals())

test.each([
  ['tr', 'tr-TR', [voice('en-US'), voice('tr-TR')]],
  ['tr', 'tr_TR', [voice('en_US'), voice('tr_TR')]],
  ['ar', 'ar-SA', [voice('ar-SA')]],
])('%s is read by %s', (language, lang, voices) => {
  device(PHONE, ...voices)
  expect(voiceFor(language)?.lang).toBe(lang)
})

test.each([
  ['tr', 'no voice at all', []],
  ['tr', 'English ones only', [voice('en-US'), voice('en-GB')]],
  ['ary', 'another Arabic', [voice('ar-SA')]],
  ['ti', 'a code that only begins alike', [voice('tig-ER'), voice('t')]],
  ['so', 'none of its own', [voice('en-US'), voice('nl-NL')]],
  ['', 'an unknown language', [voice('en-US')]],
])('%s has no voice on a device with %s', (language, _with, voices) => {
  device(PHONE, ...voices)
  expect(voiceFor(language)).toBeNull()
})

test('a voice that needs the network is not used: it would send the screen to others', () => {
  device(PHONE, voice('nl-NL', false))
  expect(voiceFor('nl')).toBeNull()
})

test('Android is not believed: it lists voices that are not there and reads with an English one', () => {
  device(ANDROID, voice('tr-TR'))
  expect(voiceFor('tr')).toBeNull()
})

test('a browser without speech has no voice', () => {
  vi.stubGlobal('navigator', { userAgent: PHONE })
  expect(voiceFor('nl')).toBeNull()
})
