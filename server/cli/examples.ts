import { DemoError, demoProviders, loadDemo, removeDemo } from '../demo.ts'
import { audited, begun } from './audited.ts'
import { type Command, CommandError, type Given, type Outcome } from './command.ts'

/** Commands for the example answers. */
export const exampleCommands: readonly Command[] = [
  {
    name: 'demo load',
    usage: '',
    summary: 'Laadt voorbeeldantwoorden, zodat er resultaten te zien zijn.',
    about: [
      'De antwoorden gaan dezelfde weg als echte: verzegeld, nagekeken en geteld. Daarna tellen zij meteen mee.',
      'Nog een keer laden geeft niets dubbel. Weer weghalen: demo remove.',
    ],
    example: 'demo load',
    options: {},
    run: load,
  },
  {
    name: 'demo remove',
    usage: '',
    summary: 'Haalt de voorbeeldantwoorden weg.',
    about: ['Met hun tellingen en meetpunten. Echte antwoorden blijven.'],
    example: 'demo remove',
    options: {},
    run: remove,
  },
]

async function load(given: Given): Promise<Outcome> {
  begun(given, given.workplace().store, 'demo-load')
  const { stored, already, released } = await loadIn(given)
  const accounts = demoProviders().map(
    (provider) => `user add --login voorbeeld@${provider}.example --role provider --provider ${provider}`,
  )
  return {
    json: { stored, already, released, accounts },
    text: [
      `${stored} voorbeeldantwoorden geladen${already > 0 ? `; ${already} stonden er al` : ''}.`,
      'Maak een account om ze te bekijken, bijvoorbeeld:',
      ...accounts.map((account) => `  npm run cli -- ${account}`),
      'Of voor alle aanbieders: npm run cli -- user add --login beheer@example --role admin',
    ].join('\n'),
  }
}

async function loadIn(given: Given) {
  try {
    const workplace = given.workplace()
    return await loadDemo({ ...workplace, now: given.io.now, randomBytes: given.io.randomBytes })
  } catch (error) {
    throw error instanceof DemoError ? new CommandError('demo', error.message) : error
  }
}

async function remove(given: Given): Promise<Outcome> {
  const workplace = given.workplace()
  const removed = audited(given, workplace.store, ['demo-remove', ''], () => removeDemo(workplace))
  return {
    json: { removed },
    text: removed === 0 ? 'Er waren geen voorbeeldantwoorden.' : `${removed} voorbeeldantwoorden zijn weg.`,
  }
}
