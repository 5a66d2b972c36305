import type { Deps } from './deps.ts'
import type { Collector } from './store/store.ts'

const EXAMPLES = 4

/** What the start prints: links to open, how to sign in, where the data lies. No secret. */
export function welcome(deps: Deps, built: boolean): string {
  const { config, store, municipality } = deps
  const open = store
    .collectors()
    .filter(({ channel, closed, paused }) => channel === 'own-device' && !closed && !paused)
  const links = [...open]
    .sort(byLink)
    .slice(0, EXAMPLES)
    .map((collector) => `    ${config.publicUrl}/v/${collector.code}   ${titleOf(deps, collector)}`)
  const more = open.length > links.length ? [`    (alle ${open.length}: npm run cli -- collector list)`] : []
  return [
    ...(built ? [] : ['LET OP: de app is nog niet gebouwd. Stop en start met: npm start', '']),
    `${municipality.productName} ${municipality.name} draait.`,
    '',
    '  Vragenlijst op de telefoon:',
    ...links,
    ...more,
    `  Resultaten: ${config.publicUrl}/resultaten`,
    '    Nog geen account?       npm run cli -- user add --login u@voorbeeld.nl --role provider --provider AANBIEDER',
    '    Namen van aanbieders:   npm run cli -- providers',
    '    Voorbeeldcijfers:       npm run cli -- demo load',
    `  Gegevens: ${config.dataDir}`,
    '  Stoppen: Ctrl-C',
  ].join('\n')
}

/** Real ones before those of the demo; then as their names go, so that each start says the same. */
function byLink(a: Collector, b: Collector): number {
  return Number(a.demo) - Number(b.demo) || `${a.provider} ${a.code}`.localeCompare(`${b.provider} ${b.code}`)
}

function titleOf(deps: Deps, collector: Collector): string {
  const provider = deps.store.providers().find(({ id }) => id === collector.provider)
  const survey = deps.surveys.get(collector.surveys[0] ?? '')
  return [survey?.title.nl, provider?.name].filter((part) => part !== undefined).join(' – ')
}
