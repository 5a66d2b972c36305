import type { Router } from 'express'
import type { Municipality, MunicipalityCard } from '../../shared/municipality.ts'
import type { Explanations } from '../../shared/survey/explanations.ts'
import { narrowReply } from '../../shared/survey/narrow.ts'
import { surveyFor } from '../../shared/survey/own-items.ts'
import type { Survey } from '../../shared/survey/survey.ts'
import type { CollectorReply } from '../../shared/wire.ts'
import type { Deps } from '../deps.ts'
import { publicFeedback } from '../feedback.ts'
import { apiRouter, resource } from '../http/endpoint.ts'
import { problem } from '../http/problem.ts'
import { pictureOf } from '../picture-kit.ts'
import type { Collector } from '../store/store.ts'

/** GET /api/v1/collectors/:code: all that a device needs to ask, seal and send, offline from then on. `?languages=nl,tr`
 *  leaves out the words in other languages, and `&pictures=none` the drawings. */
export function collectorRoutes(deps: Deps): Router {
  const router = apiRouter()
  resource(router, '/api/v1/collectors/:code', {
    GET: (req, res) => {
      const collector = openCollector(deps, String(req.params.code))
      surveysOf(deps, collector)
      const reply = collectorReply(deps, collector)
      const { languages, pictures } = req.query
      res.json(typeof languages === 'string' ? narrowReply(reply, languages.split(','), pictures !== 'none') : reply)
    },
  })
  return router
}

/** The code as it is stored, from what a person typed: any case, with spaces or hyphens; null when no code looks so. */
export function readCode(typed: string): string | null {
  const code = typed.replace(/[\s-]/g, '').toUpperCase()
  return /^[2-9A-HJKMNP-Z]{7}$/.test(code) ? code : null
}

/** The collector of a code as a person typed it, closed or not; null when there is none. */
export function findCollector({ store }: Deps, typed: string): Collector | null {
  const code = readCode(typed)
  return code === null ? null : store.collector(code)
}

/** The collector of that code as typed; throws the problem to answer with when there is none, or it is closed or paused. */
export function openCollector(deps: Deps, typed: string): Collector {
  const collector = findCollector(deps, typed)
  if (!collector) throw problem('unknown-collector', 'No collector has this code')
  if (collector.closed) throw problem('closed-collector', 'This collector is closed')
  if (collector.paused) throw problem('paused-collector', 'This collector is paused for now')
  return collector
}

/** The current surveys of a collector; throws when it has none. */
export function surveysOf(deps: Deps, collector: Collector): readonly Survey[] {
  const surveys = currentSurveys(deps, collector)
  if (surveys.length === 0) throw problem('closed-collector', 'This collector has no current survey')
  return surveys
}

/** The same; [] when it has none. Without the own questions of other providers. */
export function currentSurveys(
  { surveys }: Pick<Deps, 'surveys'>,
  collector: Pick<Collector, 'surveys' | 'provider'>,
): readonly Survey[] {
  return collector.surveys.flatMap((id) => {
    const survey = surveys.get(id)
    return survey ? surveyFor(survey, [collector.provider]) : []
  })
}

/** What its devices work with; without surveys when none of its own is current. */
export function collectorReply(deps: Deps, collector: Collector): CollectorReply {
  const surveys = currentSurveys(deps, collector)
  const { code, channel, access } = collector
  const location = collector.location === '' ? undefined : deps.store.locations().find(hasId(collector.location))
  return {
    collector: {
      code,
      channel,
      access,
      provider: named(collector.provider, deps.store.providers().find(hasId(collector.provider))),
      careType: named(collector.careType, deps.municipality.careTypes.find(hasId(collector.careType))),
      ...(location ? { location: named(collector.location, location) } : {}),
      languages: languagesOf(surveys),
      ...(deps.store.isPaired(code) ? { paired: true as const } : {}),
    },
    surveys,
    ...explanationsFor(deps, collector, surveys),
    ...newsFor(deps, collector),
    key: deps.key,
    epoch: deps.store.epoch(),
    municipality: cardOf(deps.municipality),
  }
}

/** An interviewer's collector has what its authors say about their questions. */
function explanationsFor(
  deps: Deps,
  { channel }: Collector,
  surveys: readonly Survey[],
): Pick<CollectorReply, 'explanations'> {
  if (channel !== 'assisted') return {}
  const own = surveys.flatMap(({ id }): [string, Explanations][] => {
    const explanations = deps.explanations?.get(id)
    return explanations && Object.keys(explanations)[0] ? [[id, explanations]] : []
  })
  return own[0] ? { explanations: Object.fromEntries(own) } : {}
}

/** What a kiosk tells of what was done with answers. */
function newsFor(deps: Deps, { channel, provider }: Collector): Pick<CollectorReply, 'news'> {
  if (channel !== 'kiosk') return {}
  const [newest] = publicFeedback(deps, provider)
  const picture = newest ? pictureOf(newest.picture) : null
  return newest && picture ? { news: { text: newest.text, day: newest.day, picture } } : {}
}

function hasId(id: string): (thing: { readonly id: string }) => boolean {
  return (thing) => thing.id === id
}

function named(id: string, thing: { readonly name: string } | undefined): { id: string; name: string } {
  return { id, name: thing?.name ?? id }
}

/** Every language in which one of them can be answered, in the first survey's order. */
function languagesOf(surveys: readonly Survey[]): readonly string[] {
  return [...new Set(surveys.flatMap((survey) => survey.languages))]
}

/** What a respondent is told of the municipality. */
export function cardOf(municipality: Municipality): MunicipalityCard {
  const { id, name, productName, quickExit, help } = municipality
  return { id, name, productName, quickExit, help }
}
