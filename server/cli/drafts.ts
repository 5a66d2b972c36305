import type { PublishState } from '../../shared/publishing.ts'
import { COMMAND_LINE } from '../audit.ts'
import { draftFolder, draftIds } from '../drafts.ts'
import { examineDraft } from '../publish-check.ts'
import { makeDraft, publishDraft } from '../publish-draft.ts'
import { type Command, CommandError, type Given, isOn, type Outcome, text } from './command.ts'

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
]

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
