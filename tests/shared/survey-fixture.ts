import { type PathKey, valueAt } from '../../shared/survey/fault.ts'
import { checkPictures, checkScales } from '../../shared/survey/library.ts'
import type { SurveyParts } from '../../shared/survey/survey-folder.ts'

/** The shape of a file's JSON in these tests. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
export type Texts = Map<string, string | null>

export const SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M4 4h16"/></svg>'

const SURVEY: Json = {
  id: 'begeleiding',
  version: 1,
  languages: ['nl', 'en'],
  address: 'u',
  careTypes: ['individuele-begeleiding'],
  fallback: false,
  source: 'Eigen vragen',
  licence: 'CC BY 4.0',
  wording: 'own',
  questions: [
    { id: 'luisteren', kind: 'faces3', picture: 'listen', theme: 'kwaliteit', clientValue: 'aandacht', national: 4 },
    {
      id: 'fase',
      kind: 'choice',
      context: 'phase',
      options: [{ value: 'not-started' }, { value: 'ongoing' }, { value: 'finished', picture: 'done' }],
    },
    {
      id: 'verder',
      kind: 'yes-no',
      picture: 'own',
      theme: 'effect',
      showIf: { question: 'fase', in: ['finished'] },
      notApplicable: true,
    },
    { id: 'beter', kind: 'choices', options: [{ value: 'tijd', picture: 'time' }, { value: 'uitleg' }] },
    {
      id: 'wie',
      kind: 'choice',
      context: 'answeredBy',
      dontKnow: false,
      options: [{ value: 'self' }, { value: 'together' }, { value: 'on-behalf' }],
    },
    { id: 'vertel', kind: 'text', picture: 'listen' },
  ],
}

const NL: Json = {
  title: 'Begeleiding',
  intro: ['Wij willen weten hoe het gaat.', 'U mag stoppen.'],
  questions: {
    luisteren: { text: 'Hoe goed luistert uw begeleider naar u?', hint: 'Denk aan de laatste keer.' },
    fase: {
      text: 'Is de hulp klaar?',
      options: { 'not-started': 'Nog niet begonnen', ongoing: 'Bezig', finished: 'Klaar' },
    },
    verder: { text: 'Kunt u nu zelf verder?' },
    beter: { text: 'Wat kan beter?', options: { tijd: 'Tijd', uitleg: 'Uitleg' } },
    wie: { text: 'Wie vult dit in?', options: { self: 'Ik zelf', together: 'Samen', 'on-behalf': 'Iemand anders' } },
    vertel: { text: 'Wilt u nog iets vertellen?' },
  },
  pictures: { own: 'U zwaait.' },
}

const EN: Json = {
  title: 'Support',
  intro: ['We want to know how it goes.', 'You may stop.'],
  questions: {
    luisteren: { text: 'How well does your worker listen?', hint: 'Think of the last time.' },
    fase: {
      text: 'Is the help finished?',
      options: { 'not-started': 'Not started', ongoing: 'Going on', finished: 'Finished' },
    },
    verder: { text: 'Can you go on by yourself now?' },
    beter: { text: 'What can be better?', options: { tijd: 'Time', uitleg: 'Explaining' } },
    wie: { text: 'Who fills this in?', options: { self: 'Me', together: 'Together', 'on-behalf': 'Someone else' } },
    vertel: { text: 'Anything else?' },
  },
  pictures: { own: 'You wave.' },
}

const INDEX: Json = {
  source: 'Own work',
  licence: 'CC BY 4.0',
  pictures: [
    { id: 'listen', file: 'scenes/listen.svg', alt: { nl: 'De een praat.', en: 'One talks.' }, mirror: true },
    { id: 'done', file: 'scenes/done.svg', alt: { nl: 'Klaar', en: 'Done' }, mirror: false },
    { id: 'time', file: 'choices/time.svg', alt: { nl: 'Tijd', en: 'Time' }, mirror: false },
    { id: 'help', file: 'icons/help.svg', alt: { nl: 'Hulp', en: 'Help' }, mirror: false },
  ],
}

function scalesOf(yes: string, no: string, prefix: string): Json {
  const labels = (lowest: number, highest: number) =>
    Object.fromEntries(
      Array.from({ length: highest - lowest + 1 }, (_, index) => [`${lowest + index}`, `${prefix} ${lowest + index}`]),
    )
  return {
    faces3: labels(1, 3),
    faces5: labels(1, 5),
    agree5: labels(1, 5),
    'yes-no': { '0': no, '1': yes },
    grade10: labels(1, 10),
    signs: { dontKnow: `${prefix} dk`, skip: `${prefix} skip`, notApplicable: `${prefix} na` },
  }
}

function text(json: Json): string {
  return JSON.stringify(json, null, 2)
}

export function surveyTexts(): Texts {
  return new Map([
    ['survey.json', text(SURVEY)],
    ['nl.json', text(NL)],
    ['en.json', text(EN)],
    ['pictures/own.svg', SVG],
  ])
}

export function pictureTexts(): Texts {
  const drawings = ['scenes/listen', 'scenes/done', 'choices/time', 'icons/help']
  return new Map([['index.json', text(INDEX)], ...drawings.map((name): [string, string] => [`${name}.svg`, SVG])])
}

export function scaleTexts(): Texts {
  return new Map([
    ['nl.json', text(scalesOf('Ja', 'Nee', 'woord'))],
    ['en.json', text(scalesOf('Yes', 'No', 'word'))],
  ])
}

const LIBRARY = checkPictures('pictures', pictureTexts()).library
const SCALES = checkScales('scales', scaleTexts()).scales

/** The parts of a sound survey in the folder utrecht/begeleiding, with these files instead of its own. */
export function partsOf(files: Texts): SurveyParts {
  return {
    at: 'utrecht/begeleiding',
    files,
    library: LIBRARY,
    scales: SCALES,
    careTypes: ['individuele-begeleiding', 'regiotaxi'],
  }
}

/** One change to the texts of a folder. */
export type Change = (texts: Texts) => void

/** Sets a value at a path such as `questions[2].kind`. */
export function set(file: string, path: string, value: Json): Change {
  return (texts) => {
    const root: Json = JSON.parse(texts.get(file) ?? 'null')
    const keys = keysOf(path)
    const last = keys.at(-1)
    const holder = valueAt(root, keys.slice(0, -1))
    if (last === undefined || typeof holder !== 'object' || holder === null) throw new Error(`no place ${path}`)
    Object.assign(holder, { [last]: value })
    texts.set(file, text(root))
  }
}

/** Takes away the value at that path. */
export function drop(file: string, path: string): Change {
  return (texts) => {
    const root: Json = JSON.parse(texts.get(file) ?? 'null')
    const keys = keysOf(path)
    const holder = valueAt(root, keys.slice(0, -1))
    const last = keys.at(-1)
    if (Array.isArray(holder)) holder.splice(Number(last), 1)
    else if (typeof holder === 'object' && holder !== null && last !== undefined) Reflect.deleteProperty(holder, last)
    texts.set(file, text(root))
  }
}

/** Replaces a piece of a file's text. */
export function replace(file: string, from: string | RegExp, to: string): Change {
  return (texts) => {
    const old = texts.get(file) ?? ''
    const changed = old.replace(from, to)
    if (changed === old) throw new Error(`nothing to replace in ${file}`)
    texts.set(file, changed)
  }
}

/** Adds or overwrites a file. */
export function write(file: string, content: string): Change {
  return (texts) => void texts.set(file, content)
}

export function remove(file: string): Change {
  return (texts) => void texts.delete(file)
}

function keysOf(path: string): readonly PathKey[] {
  return [...path.matchAll(/\[(\d+)\]|([^.[\]]+)/gu)].map(([, index, name]) =>
    index === undefined ? (name ?? '') : Number(index),
  )
}
