import { extraCuts } from './cuts.ts'
import { blocksOf, partsOf } from './mirror.ts'
import { covers } from './periods.ts'
import { groupBy } from './pool.ts'
import { isLatest, type PublishInput } from './publish.ts'
import type { PublishedResults, ResultRow } from './results.ts'
import { hasResult, resultRow } from './row.ts'
import { emptyTarget, type Target, targetsOf } from './targets.ts'
import { portionsOf, veil } from './veil.ts'

/** All providers together, for whoever may see no provider apart but those in `known`. Made of the blocks of the mirror, a
 *  care type at a time: of at least MIRROR_PROVIDERS providers that are not known, each with enough answers. So a care
 *  type that one or two give, and a month, which is shorter than a block, have no figure. The units are those of every
 *  provider, without a cut. Throws RangeError on a filter that takes providers apart or asks an extra cut. */
export function publishCity(
  input: Omit<PublishInput, 'areaOf' | 'areaSchemes'>,
  known: readonly string[],
): PublishedResults {
  const { municipality, filter, released, demo, surveys } = input
  if (filter.provider !== null || filter.by.includes('provider') || extraCuts(filter).length > 0) {
    throw new RangeError('all providers together are not taken apart')
  }
  const rows = surveys
    .filter((survey) => filter.survey === null || survey.id === filter.survey)
    .flatMap((survey): readonly ResultRow[] => {
      const all = input.units.filter((unit) => unit.survey === survey.id && isAsked(unit, filter))
      const own = all.filter(({ version }) => version === survey.version)
      const unanswered = isLatest(survey, surveys) && all.length === 0
      const targets = unanswered ? emptyTarget(filter) : targetsOf(own, filter, () => '')
      const units = groupBy(own, ({ careType }) => careType)
      return survey.questions.filter(hasResult).flatMap((question) => {
        const blocks = [...units].flatMap(([careType, its]) =>
          blocksOf(partsOf(its, question), question, known).map((block) => ({ ...block, careType })),
        )
        const portions = portionsOf(blocks, ({ careType }) => careType)
        const sumOf = veil(question, portions, [({ careType, period }) => `${period.slice(0, 4)} ${careType}`])
        return targets.map((target) => {
          const { counts, about } = sumOf(portions.filter((portion) => belongs(portion, target)))
          return resultRow(survey, question, target.group, counts, about)
        })
      })
    })
  return { municipality, filter, released, ...(demo ? { demo } : {}), rows }
}

function isAsked({ careType }: { readonly careType: string }, filter: PublishInput['filter']): boolean {
  return filter.careType === null || careType === filter.careType
}

function belongs(block: { readonly careType: string; readonly period: string }, target: Target): boolean {
  return (
    covers(target.from, target.to, block.period) && (target.careType === null || target.careType === block.careType)
  )
}
