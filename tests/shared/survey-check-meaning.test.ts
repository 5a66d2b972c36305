import { test } from 'vitest'
import { drop, remove, replace, set, write } from './survey-fixture.ts'
import { EN, expectRow, MAIN, NL, type Row } from './survey-rows.ts'

const manyQuestions = Array.from({ length: 12 }, (_, index) => ({
  id: `vraag-${'abcdefghijkl'[index]}`,
  kind: 'faces3',
}))
const manyWords = Object.fromEntries(manyQuestions.map(({ id }) => [id, { text: `Hoe gaat ${id}?` }]))
const tenPlus = Array.from({ length: 11 }, (_, index) => ({ value: `optie-${index}` }))

const MEANING: readonly Row[] = [
  [
    'two questions with one id',
    [set(MAIN, 'questions[3].id', 'verder')],
    [
      'survey.json questions[3].id',
      'nl.json questions.beter',
      'en.json questions.beter',
      'nl.json questions.verder.options.tijd',
      'nl.json questions.verder.options.uitleg',
    ],
  ],
  [
    'an id that every object has',
    [
      set(MAIN, 'questions[5].id', 'constructor'),
      replace(NL, '"vertel"', '"constructor"'),
      replace(EN, '"vertel"', '"constructor"'),
    ],
    ['survey.json questions[5].id'],
  ],
  [
    'a condition on a later question',
    [set(MAIN, 'questions[0].showIf', { question: 'fase', in: ['finished'] })],
    ['survey.json questions[0].showIf.question'],
    /niet eerder/,
  ],
  [
    'a condition on itself',
    [set(MAIN, 'questions[0].showIf', { question: 'luisteren', in: [1] })],
    ['survey.json questions[0].showIf.question'],
  ],
  [
    'a condition on nothing',
    [set(MAIN, 'questions[2].showIf.question', 'fasse')],
    ['survey.json questions[2].showIf.question'],
    /bedoelt u "fase"/,
  ],
  [
    'a condition on a text question',
    [
      set(MAIN, 'questions[6]', { id: 'na', kind: 'faces3', showIf: { question: 'vertel', in: ['x'] } }),
      set(NL, 'questions.na', { text: 'Na?' }),
      set(EN, 'questions.na', { text: 'After?' }),
    ],
    ['survey.json questions[6].showIf.question'],
    /open vraag/,
  ],
  [
    'a condition on a value that is not there',
    [set(MAIN, 'questions[2].showIf.in', ['finishd'])],
    ['survey.json questions[2].showIf.in[0]'],
    /bedoelt u "finished"/,
  ],
  [
    'a condition on a number in quotes',
    [set(MAIN, 'questions[3].showIf', { question: 'luisteren', in: ['1', 2] })],
    ['survey.json questions[3].showIf.in[0]'],
    /aanhalingstekens weg/,
  ],
  [
    'a condition on a number off the scale',
    [set(MAIN, 'questions[3].showIf', { question: 'luisteren', in: [4] })],
    ['survey.json questions[3].showIf.in[0]'],
    /1, 2, 3/,
  ],
  ['a condition without values', [set(MAIN, 'questions[2].showIf.in', [])], ['survey.json questions[2].showIf.in']],
  ['a choice without options', [drop(MAIN, 'questions[3].options')], ['survey.json questions[3]'], /options/],
  [
    'a choice of one',
    [set(MAIN, 'questions[3].options', [{ value: 'tijd' }])],
    ['survey.json questions[3].options'],
    /ten minste 2/,
  ],
  [
    'a choice of eleven',
    [set(MAIN, 'questions[3].options', tenPlus)],
    ['survey.json questions[3].options'],
    /hoogstens 10/,
  ],
  [
    'two options with one value',
    [set(MAIN, 'questions[3].options[1].value', 'tijd')],
    [
      'survey.json questions[3].options[1].value',
      'nl.json questions.beter.options.uitleg',
      'en.json questions.beter.options.uitleg',
    ],
  ],
  [
    'options on a scale',
    [set(MAIN, 'questions[0].options', [{ value: 'a' }, { value: 'b' }])],
    [
      'survey.json questions[0].options',
      'nl.json questions.luisteren.options.a',
      'nl.json questions.luisteren.options.b',
    ],
    /choice of choices/,
  ],
  [
    'no "weet ik niet" on a closed question',
    [set(MAIN, 'questions[0].dontKnow', false)],
    ['survey.json questions[0].dontKnow'],
  ],
  [
    '"weet ik niet" on an open question',
    [set(MAIN, 'questions[5].dontKnow', true)],
    ['survey.json questions[5].dontKnow'],
  ],
  [
    '"past niet" on an open question',
    [set(MAIN, 'questions[5].notApplicable', true)],
    ['survey.json questions[5].notApplicable'],
  ],
  [
    '"past niet" on a context question',
    [set(MAIN, 'questions[1].notApplicable', true)],
    ['survey.json questions[1].notApplicable'],
  ],
  [
    'a context question of another kind',
    [set(MAIN, 'questions[1].kind', 'choices')],
    ['survey.json questions[1].kind'],
  ],
  [
    'a context value that is not known',
    [set(MAIN, 'questions[4].options[2].value', 'other')],
    [
      'survey.json questions[4].options[2].value',
      'survey.json questions[4].options',
      'nl.json questions.wie.options.other',
      'nl.json questions.wie.options.on-behalf',
      'en.json questions.wie.options.on-behalf',
    ],
    /on-behalf/,
  ],
  [
    'the same context twice',
    [set(MAIN, 'questions[4].context', 'phase')],
    [
      'survey.json questions[4].context',
      ...[0, 1, 2].map((index) => `survey.json questions[4].options[${index}].value`),
      'survey.json questions[4].options',
    ],
  ],
  [
    'an unknown picture',
    [set(MAIN, 'questions[0].picture', 'lisen')],
    ['survey.json questions[0].picture'],
    /bedoelt u "listen"/,
  ],
  [
    'an unknown picture at an option',
    [set(MAIN, 'questions[3].options[0].picture', 'zonnebloem')],
    ['survey.json questions[3].options[0].picture'],
    /index\.json/,
  ],
  [
    'an icon of the interface as picture',
    [set(MAIN, 'questions[0].picture', 'help')],
    ['survey.json questions[0].picture'],
  ],
  [
    'thirteen questions',
    [
      set(MAIN, 'questions', [...manyQuestions, { id: 'laatste', kind: 'faces3' }]),
      set(NL, 'questions', { ...manyWords, laatste: { text: 'Wat?' } }),
      set(EN, 'questions', { ...manyWords, laatste: { text: 'What?' } }),
      drop(NL, 'pictures.own'),
      drop(EN, 'pictures.own'),
      remove('pictures/own.svg'),
    ],
    ['survey.json questions'],
    /12 is het meeste/,
  ],
  [
    'no question at all',
    [set(MAIN, 'questions', []), set(NL, 'questions', {}), set(EN, 'questions', {})],
    ['survey.json questions'],
  ],
  [
    'an unknown care type',
    [set(MAIN, 'careTypes', ['regiotaxy'])],
    ['survey.json careTypes[0]'],
    /bedoelt u "regiotaxi"/,
  ],
  ['no care type and no fallback', [set(MAIN, 'careTypes', [])], ['survey.json careTypes'], /fallback/],
  ['a care type twice', [set(MAIN, 'careTypes', ['regiotaxi', 'regiotaxi'])], ['survey.json careTypes[1]']],
  ['an id unlike the folder', [set(MAIN, 'id', 'begeleidng')], ['survey.json id'], /"id": "begeleiding"/],
]

const LANGUAGES: readonly Row[] = [
  ['a language without a file', [set(MAIN, 'languages', ['nl', 'en', 'ar'])], []],
  [
    'a first language without a file, words at the answers and descriptions',
    [set(MAIN, 'languages', ['ar', 'nl', 'en'])],
    [
      'survey.json languages[0]',
      'survey.json languages[0]',
      ...[0, 1, 2].map((entry) => `pictures/index.json pictures[${entry}].alt.ar`),
    ],
    /ar\.json/,
  ],
  [
    'no code of a language',
    [set(MAIN, 'languages', ['nl', 'en', 'english'])],
    ['survey.json languages[2]'],
    /taalcode/,
  ],
  ['a language twice', [set(MAIN, 'languages', ['nl', 'en', 'nl'])], ['survey.json languages[2]']],
  ['no language', [set(MAIN, 'languages', [])], ['survey.json languages', 'nl.json ', 'en.json ']],
  ['a language file that is not named', [write('de.json', '{}')], ['de.json '], /"de"/],
  ['a question without words', [drop(NL, 'questions.beter')], ['nl.json questions.beter'], /ontbreken/],
  [
    'words of a question that is not there',
    [set(EN, 'questions.beste', { text: 'Best?' })],
    ['en.json questions.beste'],
  ],
  ['an option without words', [drop(NL, 'questions.beter.options.tijd')], ['nl.json questions.beter.options.tijd']],
  [
    'words of an option that is not there',
    [set(EN, 'questions.beter.options.geld', 'Money')],
    ['en.json questions.beter.options.geld'],
  ],
  [
    'words of options on a scale',
    [set(EN, 'questions.luisteren.options', { '1': 'Bad' })],
    ['en.json questions.luisteren.options'],
    /scales/,
  ],
  [
    'two options with the same word',
    [set(NL, 'questions.beter.options.uitleg', 'tijd')],
    ['nl.json questions.beter.options.uitleg'],
  ],
  [
    'an explanation that only a translation has',
    [set(EN, 'questions.luisteren.explain', 'Does your worker hear you?')],
    ['nl.json questions.luisteren.explain'],
  ],
  [
    'a hint that only a translation has',
    [drop(NL, 'questions.luisteren.hint')],
    ['nl.json questions.luisteren.hint'],
    /en\.json/,
  ],
  [
    'six intro lines',
    [set(NL, 'intro', ['A.', 'B.', 'C.', 'D.', 'E.', 'F.']), set(EN, 'intro', ['A.', 'B.', 'C.', 'D.', 'E.', 'F.'])],
    ['nl.json intro', 'en.json intro'],
    /hoogstens 5/,
  ],
  ['six sentences in two intro lines', [set(NL, 'intro', ['A. B. C.', 'D! E? F.'])], ['nl.json intro'], /6 zinnen/],
  [
    'an intro with a line more than the first language',
    [set(EN, 'intro', ['A.', 'B.', 'C.'])],
    ['en.json intro'],
    /nl\.json/,
  ],
  ['an intro line of null in the first language', [set(NL, 'intro', ['A.', null])], ['nl.json intro[1]']],
  ['a stamp in the first language', [set(NL, 'of', {})], ['nl.json of']],
  ['a stamp that is none', [set(EN, 'of', { title: 'x' })], ['en.json of.title'], /stempel/],
  [
    'words without a writer',
    [set(EN, 'about', { checkedBy: null, machine: true })],
    ['en.json about.writtenBy'],
    /vertaler/,
  ],
  ['a blank line in a translation', [set(EN, 'intro[0]', ' ')], ['en.json intro[0]'], /leeg/],
  [
    'two options with the same word in a translation',
    [set(EN, 'questions.beter.options.uitleg', 'time')],
    ['en.json questions.beter.options.uitleg'],
  ],
  ['a sign for one of two intro lines', [set(MAIN, 'introSigns', ['listen'])], ['survey.json introSigns'], /2 regels/],
  [
    'an unknown sign at the intro',
    [set(MAIN, 'introSigns', ['listen', 'lisen'])],
    ['survey.json introSigns[1]'],
    /"listen"/,
  ],
  ['a space at the end', [set(NL, 'title', 'Begeleiding ')], ['nl.json title'], /spatie/],
  ['an invisible direction character', [set(NL, 'title', 'Bege\u202Eleiding')], ['nl.json title'], /U\+202E/],
  ['a lone half of a character', [replace(NL, '"Begeleiding"', '"Bege\\ud800leiding"')], ['nl.json title'], /U\+D800/],
  [
    'a tag of HTML, which a phone would show as it stands',
    [set(NL, 'questions.luisteren.text', '<b>Hoe</b> goed luistert uw begeleider naar u?')],
    ['nl.json questions.luisteren.text'],
    /"<b>"[\s\S]*zonder/,
  ],
  ['a tag in a line of the intro', [set(NL, 'intro[1]', 'U mag<br/>stoppen.')], ['nl.json intro[1]'], /"<br\/>"/],
  [
    'the end of a tag alone',
    [set(EN, 'questions.beter.options.tijd', 'Time</i>')],
    ['en.json questions.beter.options.tijd'],
  ],
  ['a comment of HTML', [set(EN, 'pictures.own', 'You <!-- later -->')], ['en.json pictures.own']],
  ['a tag with more in it', [set(NL, 'title', "Zie <a href='x'>hier</a>")], ['nl.json title'], /"<a href='x'>"/],
  ['an address between pointed brackets', [set(MAIN, 'source', 'Jan <jan@voorbeeld.nl>')], []],
  ['smaller and larger than', [set(NL, 'title', 'Jonger < 18 of ouder > 65')], []],
  ['an own picture without alt text', [drop(NL, 'pictures.own')], ['nl.json pictures.own']],
  ['alt text of a picture that is not there', [set(EN, 'pictures.sun', 'The sun')], ['en.json pictures.sun']],
]
test.each([...MEANING, ...LANGUAGES].map((row) => [row[0], row] as const))(
  '%s is told with its place and how to mend it',
  (_, row) => expectRow(row),
)
