import { recallComfort, USUAL } from './comfort.ts'
import { wordsIn } from './languages.ts'
import type { Model } from './model.ts'

/** What the app begins with, and on a device that people share what it goes back to: nothing of a person is in it. */
export function firstModel(isShared: boolean): Model {
  return {
    stage: { at: 'loading' },
    sheet: null,
    language: 'nl',
    words: wordsIn('nl'),
    wish: null,
    asking: false,
    comfort: isShared ? USUAL : recallComfort(),
    sign: null,
    reply: null,
    survey: null,
    run: null,
    warning: null,
    approved: [],
    typed: '',
    withdrawing: 'ask',
    sound: null,
    counts: { waiting: 0, quarantined: 0 },
  }
}
