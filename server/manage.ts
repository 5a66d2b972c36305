import type { AddedCollector, ManagedCollector, ManageReply } from '../shared/manage.ts'
import type { Choice } from '../shared/results/choices.ts'
import { say } from '../shared/survey/text.ts'
import { type Audited, audit } from './audit.ts'
import { dayOf } from './calendar.ts'
import type { Deps, Viewer } from './deps.ts'
import { countNumbers } from './device-numbers.ts'
import { currentCodes, remarksOn, reportDevices } from './device-report.ts'
import { isSameName, nameIn } from './given-name.ts'
import { problem } from './http/problem.ts'
import { orProblem } from './http/refused.ts'
import { collectorUrl, newCollector, setPaused } from './new-collector.ts'
import { formOf } from './pages/paper/of-collector.ts'
import { placeOf } from './pages/poster/poster.tsx'
import { hasPosterPdf } from './pages/poster/poster-pdf.ts'
import { laterReplaced, newPairing } from './pairing.ts'
import { clearText } from './random-text.ts'
import { needsInvitation } from './response-check.ts'
import { hasRight } from './rights.ts'
import { currentSurveys } from './routes/collectors.ts'
import type { Collector } from './store/store.ts'

/** Characters of chance in the id of a location. */
const ID_LENGTH = 8

/** Providers with their places, collectors and devices, for who runs them. Administrators only. */
export function managed(deps: Deps, viewer: Viewer): ManageReply {
  assertManages(viewer)
  const { store, municipality, surveys, config, now } = deps
  const locations = store.locations()
  const careTypes = new Map(municipality.providers.map((provider) => [provider.id, provider.careTypes]))
  const name = (things: readonly Choice[], id: string) => things.find((thing) => thing.id === id)?.name ?? id
  const providers = [...store.providers()].sort(byName)
  const collectors = store.collectors().map((collector) => ({
    code: collector.code,
    provider: name(providers, collector.provider),
    location: collector.location === '' ? '' : name(locations, collector.location),
    careType: name(municipality.careTypes, collector.careType),
    channel: collector.channel,
    access: collector.access,
    surveys: collector.surveys.flatMap((id) => surveys.get(id) ?? []).map(({ title }) => say(title, 'nl')),
    closed: collector.closed,
    paused: collector.paused ?? false,
    demo: collector.demo,
    posters: postersOf(deps, collector),
    url: collectorUrl({ config }, collector),
  }))
  return {
    providers: providers.map(({ id, name: named }) => ({
      id,
      name: named,
      careTypes: careTypes.get(id) ?? [],
      locations: locations
        .filter(({ provider }) => provider === id)
        .map(choiceOf)
        .sort(byName),
    })),
    careTypes: municipality.careTypes.map(choiceOf).sort(byName),
    surveys: [...surveys.values()].map(({ id, title }) => ({ id, name: say(title, 'nl') })).sort(byName),
    areaSchemes: municipality.areaSchemes.map(({ id, name: named, areas }) => ({
      id,
      name: named,
      areas: areas.map(choiceOf),
    })),
    collectors: collectors.sort(
      (one, other) => Number(one.closed) - Number(other.closed) || one.provider.localeCompare(other.provider, 'nl'),
    ),
    devices: reportDevices(store, config.clientDir, now()).map((report) => ({
      id: report.device.id,
      name: report.device.name,
      kind: report.device.kind,
      state: report.device.state,
      collectors: currentCodes(report.device),
      heard: report.heard,
      unsent: report.device.unsent,
      missing: countNumbers(report.missing),
      remarks: remarksOn(report),
      maybeBy: report.maybeBy.map(({ id, name }) => ({ id, name: name ?? '' })),
    })),
  }
}

function postersOf(deps: Deps, collector: Collector): ManagedCollector['posters'] {
  const [first, ...more] = currentSurveys(deps, collector)
  if (collector.channel !== 'own-device' || collector.closed || !first) return []
  const place = placeOf(collector, deps.store.locations())
  return first.languages.map((language) => {
    const form = formOf(deps, { collector, surveys: [first, ...more], survey: undefined, language })
    return { language, pdf: hasPosterPdf({ ...form, place }) }
  })
}

/** Makes a collector. Throws `bad-request`, in words to show, for what does not exist. */
export function addCollector(deps: Deps, viewer: Viewer, body: unknown): AddedCollector {
  assertManages(viewer)
  const { store, config, now, randomBytes, surveyOffers = new Map() } = deps
  const given = textsIn(body)
  const place = { ...deps, offers: [...surveyOffers].map(([survey, offer]) => ({ survey, ...offer })) }
  const wish = {
    provider: given('provider', 'Kies een aanbieder.'),
    careType: given('careType', 'Kies een zorgvorm.'),
    channel: given('channel', 'Kies waarmee mensen antwoorden.'),
    location: given('location') || null,
    access: given('access') || 'open',
    surveys: namesIn(body, 'surveys'),
  }
  const { collector, warnings } = orProblem(() => newCollector(place, wish, { day: dayOf(now()), randomBytes }))
  // Nobody could answer there: an invitation is used up by the first answer.
  if (needsInvitation(collector) && collector.surveys.length > 1)
    throw problem('bad-request', 'Kies één vragenlijst. Een uitnodiging is voor één vragenlijst.')
  noted(deps, viewer, ['collector-add', collector.code], () => store.saveCollector(collector))
  const { code } = collector
  return { code, url: collectorUrl({ config }, collector), warnings: warnings.map(({ message }) => message) }
}

/** Closes a collector or opens it again, `{closed: true}`, or pauses it or ends that, `{paused: true}`; does nothing where it is
 *  so already. Answers that are on their way come in either way. */
export function changeCollector(deps: Deps, viewer: Viewer, code: string, body: unknown): void {
  assertManages(viewer)
  const { store } = deps
  const collector = store.collector(code)
  if (!collector) throw problem('not-found', 'Dit meetpunt is er niet.')
  const { closed, paused } = flagsIn(body)
  if ((closed === undefined) === (paused === undefined))
    throw problem('bad-request', 'Send {"closed": true} or {"paused": true}')
  if (collector.demo) throw problem('bad-request', 'Dit meetpunt is van de voorbeelden. Het gaat weg met demo remove.')
  if (paused !== undefined && collector.closed)
    throw problem('bad-request', 'Dit meetpunt is dicht. Open het eerst weer.')
  if (paused !== undefined) setPause(deps, viewer, collector, paused)
  // What is opened again is open: a pause ends with it.
  else if (closed !== undefined && closed !== collector.closed)
    noted(deps, viewer, [closed ? 'collector-close' : 'collector-open', code], () =>
      setPaused(store, { ...collector, closed }, false),
    )
}

function setPause(deps: Deps, viewer: Viewer, collector: Collector, paused: boolean): void {
  if (paused === (collector.paused ?? false)) return
  noted(deps, viewer, [paused ? 'collector-pause' : 'collector-resume', collector.code], () =>
    setPaused(deps.store, collector, paused),
  )
}

/** Makes a location of a provider and gives its id. Throws `bad-request` for a name that is not one or is taken. */
export function addLocation(deps: Deps, viewer: Viewer, body: unknown): Choice {
  assertManages(viewer)
  const { store, municipality } = deps
  const given = textsIn(body)
  const provider = given('provider', 'Kies een aanbieder.')
  const typed = given('name', 'Vul de naam van de locatie in.')
  const name = orProblem(() => nameIn(typed))
  if (!store.providers().some(({ id }) => id === provider)) throw problem('bad-request', 'Deze aanbieder is er niet.')
  const locations = store.locations()
  if (locations.some((one) => one.provider === provider && isSameName(one.name, name)))
    throw problem('bad-request', 'Deze aanbieder heeft al een locatie met deze naam.')
  const areas = Object.fromEntries(
    municipality.areaSchemes.flatMap((scheme) => {
      const area = given(`area:${scheme.id}`)
      if (area === '') return []
      if (!scheme.areas.some(({ id }) => id === area))
        throw problem('bad-request', `Kies een ${scheme.name} uit de lijst.`)
      return [[scheme.id, area]]
    }),
  )
  const id = freeId(provider, new Set(locations.map((one) => one.id)), deps.randomBytes)
  const location = { id, provider, name, areas, validFrom: dayOf(deps.now()), validUntil: null, succeededBy: null }
  noted(deps, viewer, ['location-add', id], () => store.saveLocation(location))
  return { id, name }
}

/** Binds the device with that code on its screen to a collector. Throws `bad-request`, in words to show. */
export function pairDevice(deps: Deps, viewer: Viewer, body: unknown): { readonly name: string } {
  assertManages(viewer)
  const { store, now } = deps
  const given = textsIn(body)
  const replaces = given('replaces')
  const old = replaces === '' ? null : store.device(replaces)
  if (replaces !== '' && old === null)
    throw problem('bad-request', 'Het oude toestel is er niet. Laad de pagina opnieuw.')
  const wish = {
    code: given('code', 'Vul de code in die op het toestel staat.'),
    name: given('name', 'Geef het toestel een naam, zoals zuil-hal.'),
    helper: given('helper') || (old?.helper ?? ''),
    collectors: [given('collector', 'Kies een meetpunt.')],
  }
  return store.together(() => {
    const { device, pairing } = orProblem(() => newPairing(store, wish, old, now()))
    noted(deps, viewer, ['device-pair', device.id], () => store.pairDevice(pairing))
    return { name: pairing.name }
  })
}

/** Says that the device `{by: id}` stands in its place, so that what did not come in is counted; what it holds still comes in. */
export function replaceDevice(deps: Deps, viewer: Viewer, id: string, body: unknown): void {
  assertManages(viewer)
  const { store } = deps
  store.together(() => {
    const old = store.device(id)
    if (!old) throw problem('not-found', 'Dit toestel is er niet.')
    const by = store.device(textsIn(body)('by', 'Kies het nieuwe toestel.'))
    if (!by) throw problem('bad-request', 'Het nieuwe toestel is er niet.')
    const pairing = orProblem(() => laterReplaced(old, by))
    noted(deps, viewer, ['device-replace', id], () => store.pairDevice(pairing))
  })
}

/** Takes a device out; what it holds still comes in. */
export function revokeDevice(deps: Deps, viewer: Viewer, id: string): void {
  assertManages(viewer)
  const device = deps.store.device(id)
  if (device?.state !== 'active') throw problem('not-found', 'Dit toestel is niet gekoppeld.')
  noted(deps, viewer, ['device-revoke', id], () => deps.store.revokeDevice(id))
}

function flagsIn(body: unknown): { readonly closed?: boolean | undefined; readonly paused?: boolean | undefined } {
  const fields = typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>) : {}
  const flag = (name: string) => (typeof fields[name] === 'boolean' ? fields[name] : undefined)
  return { closed: flag('closed'), paused: flag('paused') }
}

function assertManages(viewer: Viewer): void {
  if (!hasRight(viewer, 'manage')) throw problem('forbidden', 'Alleen een beheerder kan dit.')
}

function noted(deps: Deps, viewer: Viewer, [action, about]: readonly [Audited, string], write: () => void): void {
  deps.store.together(() => {
    write()
    audit(deps, viewer.name, action, about)
  })
}

/** Reads texts of a body; with `ask` the text must be there, else that is what is to be mended. */
function textsIn(body: unknown): (name: string, ask?: string) => string {
  const fields = typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>) : {}
  return (name, ask) => {
    const value = Object.hasOwn(fields, name) ? fields[name] : undefined
    const text = typeof value === 'string' ? value.trim() : ''
    if (text === '' && ask !== undefined) throw problem('bad-request', ask)
    return text
  }
}

/** The texts of a list in a body; [] where there is none. */
function namesIn(body: unknown, name: string): readonly string[] {
  const fields = typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>) : {}
  const list = Object.hasOwn(fields, name) ? fields[name] : undefined
  return Array.isArray(list) ? list.filter((value) => typeof value === 'string') : []
}

/** Not made of the name: that may change, and the audit log keeps an id for good. */
function freeId(provider: string, taken: ReadonlySet<string>, randomBytes: Deps['randomBytes']): string {
  let id: string
  do id = `${provider}-${clearText(ID_LENGTH, randomBytes).toLowerCase()}`
  while (taken.has(id))
  return id
}

function choiceOf({ id, name }: Choice): Choice {
  return { id, name }
}

function byName(one: Choice, other: Choice): number {
  return one.name.localeCompare(other.name, 'nl')
}
