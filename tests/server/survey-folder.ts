import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Json, pictureTexts, scaleTexts, surveyTexts, type Texts } from '../shared/survey-fixture.ts'

const MUNICIPALITY: Readonly<Record<string, Json>> = {
  'municipality.json': {
    id: 'utrecht',
    name: 'Utrecht',
    productName: 'Proef',
    quickExit: 'https://www.example.org',
    help: [{ kind: 'urgent', name: { nl: 'Nood', en: 'Emergency' }, phone: '112' }],
  },
  'care-types.json': {
    careTypes: [
      { id: 'individuele-begeleiding', name: 'Individuele begeleiding', track: 'aanvullende-zorg' },
      { id: 'regiotaxi', name: 'Regiotaxi', track: 'maatwerk' },
    ],
  },
  'areas.json': {
    schemes: [
      { id: 'wijk', name: 'Wijken', areas: [{ id: 'oost', name: 'Oost' }] },
      { id: 'buurtteam', name: 'Buurtteams', areas: [{ id: 'abstede', name: 'Abstede', within: { wijk: 'oost' } }] },
    ],
  },
  'providers.json': {
    providers: [
      {
        id: 'oud',
        name: 'Oud',
        careTypes: ['regiotaxi'],
        validFrom: '2020-01-01',
        validUntil: '2024-02-29',
        succeededBy: 'nieuw',
      },
      { id: 'nieuw', name: 'Nieuw', careTypes: ['regiotaxi', 'individuele-begeleiding'] },
    ],
    locations: [{ id: 'oost', provider: 'nieuw', name: 'Oost', areas: { wijk: 'oost', buurtteam: 'abstede' } }],
  },
}

/** The texts of a sound municipality's own files. */
export function municipalityTexts(): Texts {
  return new Map(Object.entries(MUNICIPALITY).map(([name, json]) => [name, JSON.stringify(json, null, 2)]))
}

/** A folder with pictures, scales and the municipality utrecht with one survey, to write in and take away. */
export interface SurveyFolder {
  /** `…/utrecht` */
  readonly municipality: string
  write(name: string, content: string | Uint8Array): void
  remove(name: string): void
  /** Takes the whole folder away. */
  clean(): void
}

export function surveyFolder(): SurveyFolder {
  const root = mkdtempSync(join(tmpdir(), 'surveys-'))
  const write = (name: string, content: string | Uint8Array) => {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), content)
  }
  const all: readonly (readonly [string, Texts])[] = [
    ['pictures', pictureTexts()],
    ['scales', scaleTexts()],
    ['utrecht', municipalityTexts()],
    ['utrecht/begeleiding', surveyTexts()],
  ]
  for (const [folder, texts] of all) for (const [name, text] of texts) write(`${folder}/${name}`, text ?? '')
  return {
    municipality: join(root, 'utrecht'),
    write,
    remove: (name) => rmSync(join(root, name), { recursive: true }),
    clean: () => rmSync(root, { recursive: true, force: true }),
  }
}
