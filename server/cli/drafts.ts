import { OWN_ITEM_KINDS } from '../../shared/own-item-desk.ts'
import type { PublishState } from '../../shared/publishing.ts'
import { MAX_OWN_ITEMS } from '../../shared/survey/own-items.ts'
import { COMMAND_LINE } from '../audit.ts'
import { draftFolder, draftIds } from '../drafts.ts'
import { addOwnItem, ownItemsIn, removeOwnItem } from '../own-items.ts'
import { examineDraft } from '../publish-check.ts'
import { makeDraft, publishDraft } from '../publish-draft.ts'
import {
  type Command,
  CommandError,
  type Given,
  isOn,
  needed,
  type Outcome,
  text,
  texts as textsOf,
} from './command.ts'
import { table } from './table.ts'

/** Commands for surveys that are not in use yet. */
export const draftCommands: readonly Command[] = [
  {
    name: 'survey draft',
    usage: 'ID',
    summary: 'Maakt een concept van een vragenlijst die in gebruik is, één versie hoger.',
    about: ['Het concept staat in DATA_DIR/drafts/ID. Verander daar de bestanden. Het panel ziet het in het portaal.'],
    example: 'survey draft regiotaxi',
    options: {},
    positionals: { min: 1, max: 1 },
    run: draft,
  },
  {
    name: 'survey publish',
    usage: 'ID [--check] [--reason WAAROM]',
    summary: 'Kijkt een concept na en neemt het in gebruik.',
    about: [
      'Met --check kijkt de opdracht alleen na. Is er iets fout, dan verandert er niets.',
      'Heeft het panel niets gezegd, schrijf dan met --reason waarom niet.',
      'De bestanden komen in de map met vragenlijsten. Draait de server, start die dan daarna opnieuw.',
    ],
    example: 'survey publish regiotaxi --check',
    options: { check: { type: 'boolean' }, reason: { type: 'string' } },
    positionals: { min: 1, max: 1 },
    run: publish,
  },
  {
    name: 'survey own-item list',
    usage: 'ID',
    summary: 'Laat zien welke eigen vragen van aanbieders in een concept staan.',
    about: ['Ook ziet u welke plaatjes en talen u kunt gebruiken voor een nieuwe vraag.'],
    example: 'survey own-item list regiotaxi',
    options: {},
    positionals: { min: 1, max: 1 },
    run: listOwnItems,
  },
  {
    name: 'survey own-item add',
    usage: `ID --provider ID --kind ${OWN_ITEM_KINDS.join('|')} --picture NAAM --text TAAL=VRAAG`,
    summary: 'Zet een eigen vraag van een aanbieder in een concept.',
    about: [
      `Een aanbieder heeft hooguit ${MAX_OWN_ITEMS} eigen vragen. Alleen de cliënten van die aanbieder krijgen ze.`,
      'Geef --text voor elke taal van de vragenlijst: --text "nl=…" --text "en=…". De vraag komt voor de open vraag.',
      'Maak eerst een concept met survey draft. Na survey publish is de vraag in gebruik.',
    ],
    example:
      'survey own-item add regiotaxi --provider lister --kind faces3 --picture listen --text "nl=Hoe is de koffie?"',
    options: {
      provider: { type: 'string' },
      kind: { type: 'string' },
      picture: { type: 'string' },
      text: { type: 'string', multiple: true },
    },
    positionals: { min: 1, max: 1 },
    run: addItem,
  },
  {
    name: 'survey own-item remove',
    usage: 'ID --question VRAAG',
    summary: 'Haalt een eigen vraag van een aanbieder uit een concept.',
    about: ['Welke er zijn, zegt survey own-item list. Antwoorden die er al zijn, blijven.'],
    example: 'survey own-item remove regiotaxi --question lister-1',
    options: { question: { type: 'string' } },
    positionals: { min: 1, max: 1 },
    run: removeItem,
  },
]

function listOwnItems(given: Given): Outcome {
  const reply = ownItemsIn(given.workplace(), given.positionals[0] ?? '')
  const rows = reply.items.map(({ question, provider, text: words }) => [question, provider, words])
  const pictures = reply.pictures.map(({ id, name }) => [id, name])
  const text = [
    table(['vraag', 'aanbieder', 'woorden'], rows, 'Er staan geen eigen vragen in dit concept.'),
    '',
    `Talen: ${reply.languages.map(({ id }) => id).join(', ')}`,
    '',
    table(['plaatje', 'wat erop staat'], pictures, 'Er zijn geen plaatjes.'),
  ]
  return { json: { ...reply }, text: text.join('\n') }
}

function addItem({ values, positionals: [id = ''], workplace }: Given): Outcome {
  const texts = new Map(
    textsOf(values, 'text').map((line): [string, string] => {
      const [language = '', ...words] = line.split('=')
      return [language.trim(), words.join('=')]
    }),
  )
  const wish = {
    provider: needed(values, 'provider', 'lister'),
    kind: needed(values, 'kind', 'faces3'),
    picture: needed(values, 'picture', 'listen'),
    texts,
  }
  const { question } = addOwnItem(workplace(), COMMAND_LINE, id, wish)
  return { json: { id, question }, text: `De eigen vraag "${question}" staat in het concept van "${id}".` }
}

function removeItem({ values, positionals: [id = ''], workplace }: Given): Outcome {
  const question = needed(values, 'question', 'lister-1')
  removeOwnItem(workplace(), COMMAND_LINE, id, question)
  return { json: { id, question }, text: `De eigen vraag "${question}" is uit het concept van "${id}".` }
}

function draft(given: Given): Outcome {
  const id = given.positionals[0] ?? ''
  const workplace = given.workplace()
  const { version } = makeDraft(workplace, COMMAND_LINE, id)
  const folder = draftFolder(workplace.config, id)
  return { json: { id, version, folder }, text: `Concept van versie ${version} gemaakt in ${folder}.` }
}

const SIGNS: Readonly<Record<PublishState, string>> = { good: 'goed', look: 'let op', wrong: 'fout' }

const NAMES = {
  files: 'bestanden',
  language: 'taal',
  pictures: 'plaatjes',
  descriptions: 'beschrijvingen',
  sound: 'geluid',
  translations: 'vertalingen',
  privacy: 'privacy',
  review: 'panel',
  comparison: 'vergelijken',
} as const

function publish(given: Given): Outcome {
  const id = given.positionals[0] ?? ''
  const workplace = given.workplace()
  const examined = examineDraft(workplace, id)
  if (!examined) {
    const others = draftIds(workplace.config).join(', ')
    throw new CommandError('unknown-survey', `Er is geen concept "${id}". ${others ? `Er is: ${others}.` : ''}`.trim())
  }
  const { reply } = examined
  const lines = reply.checks.flatMap(({ name, state, notes }) => [
    `${SIGNS[state]}: ${NAMES[name]}`,
    ...notes.map((note) => `  - ${note}`),
  ])
  if (!reply.mayPublish) {
    const message = 'Dit concept kan nog niet in gebruik. Er is niets veranderd.'
    return { json: { ...reply, published: false }, text: lines.join('\n'), problem: { code: 'not-ready', message } }
  }
  if (isOn(given.values, 'check')) return { json: { ...reply, published: false }, text: lines.join('\n') }
  const wish = { seen: reply.seen, reason: text(given.values, 'reason') ?? '' }
  const { version } = publishDraft(workplace, COMMAND_LINE, id, wish)
  const done = `Versie ${version} van "${id}" is in gebruik. Draait de server, start die dan opnieuw.`
  return { json: { ...reply, published: true }, text: [...lines, done].join('\n') }
}
