import type { Survey } from '../../../shared/survey/survey.ts'
import type { Deps } from '../../deps.ts'
import type { Collector } from '../../store/store.ts'
import type { PaperForm } from './form.tsx'

interface Asked {
  readonly collector: Collector
  /** Its current surveys; at least one. */
  readonly surveys: readonly [Survey, ...Survey[]]
  /** Id of one of them; another text gives the first. */
  readonly survey: string | undefined
  /** One of that survey's languages; another text gives its first. */
  readonly language: string | undefined
}

/** What a form of that collector says. */
export function formOf({ config, store, municipality }: Deps, asked: Asked): Omit<PaperForm, 'style' | 'linked'> {
  const { collector, surveys } = asked
  const survey = surveys.find(({ id }) => id === asked.survey) ?? surveys[0]
  const { id, name, productName, quickExit, help } = municipality
  return {
    survey,
    language: survey.languages.find((code) => code === asked.language) ?? survey.languages[0] ?? 'nl',
    card: { id, name, productName, quickExit, help },
    collector: {
      code: collector.code,
      provider: nameOf(collector.provider, store.providers()),
      careType: nameOf(collector.careType, municipality.careTypes),
    },
    // Only there a phone's answer is counted as one from a phone.
    phone: collector.channel === 'own-device' ? `${config.publicUrl}/v/${collector.code}` : null,
    others: surveys.filter((each) => each !== survey),
  }
}

function nameOf(id: string, things: readonly { readonly id: string; readonly name: string }[]): string {
  return things.find((thing) => thing.id === id)?.name ?? id
}
