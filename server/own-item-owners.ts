import type { Municipality } from '../shared/municipality.ts'
import { type Fault, pathText, suggest } from '../shared/survey/fault.ts'
import type { LoadedSurvey } from './survey-files.ts'

/** Ids of the providers that there are: those of the database, or of the files that are to fill it once. */
export function knownProviders(
  kept: readonly { readonly id: string }[],
  { providers }: Pick<Municipality, 'providers'>,
): readonly string[] {
  return (kept.length > 0 ? kept : providers).map(({ id }) => id)
}

/** Every own question of a provider that is none of these ids: nobody would ever be asked it. */
export function ownerFaults(
  providers: readonly string[],
  loaded: readonly Pick<LoadedSurvey, 'folder' | 'survey'>[],
): readonly Fault[] {
  return loaded.flatMap(({ folder, survey }) =>
    survey.questions.flatMap(({ provider }, index): readonly Fault[] => {
      if (provider === undefined || providers.includes(provider)) return []
      const mend = `${suggest(provider, providers)} Of haal deze eigen vraag weg.`
      const path = pathText(['questions', index, 'provider'])
      return [{ file: `${folder}/survey.json`, path, problem: `Er is geen aanbieder "${provider}".`, mend }]
    }),
  )
}
