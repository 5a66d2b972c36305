import assessment from './dpia.nl.json'
import { factsOf, type Known } from './facts.ts'
import { paperHtml } from './paper.ts'
import register from './register.nl.json'

/** The processing register (AVG, article 30) and the draft of a DPIA (article 35). */
export const PAPERS = ['register', 'dpia'] as const

export type PaperName = (typeof PAPERS)[number]

const TEMPLATES = { register, dpia: assessment } as const

/** Whether there is a paper of that name. */
export function isPaper(name: string): name is PaperName {
  return PAPERS.some((known) => known === name)
}

/** That paper, made from how the house is now, as a page of HTML. */
export function paperOf(known: Known, name: PaperName): string {
  return paperHtml(TEMPLATES[name], factsOf(known))
}

/** Under what name it is kept: `register_utrecht_2026-11-28.html`. */
export function paperFileName({ municipality }: Pick<Known, 'municipality'>, name: PaperName, day: string): string {
  return `${name}_${municipality.id}_${day}.html`
}
