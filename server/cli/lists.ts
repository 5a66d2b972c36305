import type { Command, Given, Outcome } from './command.ts'
import { table } from './table.ts'

/** Commands that show the names which other commands ask for. */
export const listCommands: readonly Command[] = [
  {
    name: 'providers',
    usage: '',
    summary: 'Laat zien welke aanbieders er zijn.',
    about: ['De naam in de eerste kolom gebruikt u bij --provider.'],
    example: 'providers',
    options: {},
    run: listProviders,
  },
  {
    name: 'care-types',
    usage: '',
    summary: 'Laat zien welke zorgvormen er zijn en welke vragenlijst erbij hoort.',
    about: ['De naam in de eerste kolom gebruikt u bij --care-type.'],
    example: 'care-types',
    options: {},
    run: listCareTypes,
  },
]

async function listProviders(given: Given): Promise<Outcome> {
  const { store } = given.workplace()
  const all = store.careGiven()
  const providers = store.providers().map((provider) => {
    const care = all.filter((one) => one.provider === provider.id).map(({ provider: _of, ...one }) => one)
    return { ...provider, careTypes: care.map(({ careType }) => careType), care }
  })
  const rows = providers.map((provider) => [provider.id, provider.name, provider.careTypes.join(', ')])
  return { json: { providers }, text: table(['aanbieder', 'naam', 'zorgvormen'], rows, 'Er zijn nog geen aanbieders.') }
}

async function listCareTypes(given: Given): Promise<Outcome> {
  const { municipality, offers } = given.workplace()
  const careTypes = municipality.careTypes.map((careType) => ({
    ...careType,
    surveys: offers.filter((offer) => offer.careTypes.includes(careType.id)).map((offer) => offer.survey),
  }))
  const rows = careTypes.map((careType) => [
    careType.id,
    careType.name,
    careType.surveys.join(', ') || 'algemene lijst',
  ])
  return { json: { careTypes }, text: table(['zorgvorm', 'naam', 'vragenlijst'], rows, 'Er zijn nog geen zorgvormen.') }
}
