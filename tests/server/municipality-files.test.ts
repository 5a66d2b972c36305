import { expect, test } from 'vitest'
import { OWN_LOOK } from '../../shared/look.ts'
import { checkMunicipality } from '../../shared/municipality-check.ts'
import { type Change, drop, remove, set, write } from '../shared/survey-fixture.ts'
import { municipalityTexts } from './survey-folder.ts'

const CARD = 'municipality.json'
const CARE = 'care-types.json'
const AREAS = 'areas.json'
const PROVIDERS = 'providers.json'

/** What is broken · how · the places that must be named, and no others · a word of problem or mend. */
const ROWS: readonly (readonly [string, readonly Change[], readonly string[], RegExp?])[] = [
  ['no municipality.json', [remove(CARD)], ['municipality.json ']],
  ['providers that are no JSON', [write(PROVIDERS, '{,')], ['providers.json ']],
  ['an id unlike the folder', [set(CARD, 'id', 'zeist')], ['municipality.json id'], /"utrecht"/],
  ['no name for the product', [set(CARD, 'productName', '')], ['municipality.json productName']],
  [
    'a way out without https',
    [set(CARD, 'quickExit', 'http://example.org')],
    ['municipality.json quickExit'],
    /https:\/\//,
  ],
  [
    'a phone number in words',
    [set(CARD, 'help[0].phone', 'bel ons')],
    ['municipality.json help[0].phone'],
    /telefoonnummer/,
  ],
  [
    'a colour by its name',
    [set(CARD, 'look', { ...OWN_LOOK, primary: 'red' })],
    ['municipality.json look.primary'],
    /kleur/,
  ],
  [
    'a colour too light for words',
    [set(CARD, 'look', { ...OWN_LOOK, primary: '#5e97bc' })],
    Array(3).fill('municipality.json look.primary').concat('municipality.json look.middle'),
    /7 of meer/,
  ],
  [
    'a look with a colour missing',
    [set(CARD, 'look', { ...OWN_LOOK }), drop(CARD, 'look.light')],
    ['municipality.json look.light'],
  ],
  ['an unknown kind of help', [set(CARD, 'help[0].kind', 'urgend')], ['municipality.json help[0].kind'], /"urgent"/],
  ['help without a Dutch name', [drop(CARD, 'help[0].name.nl')], ['municipality.json help[0].name']],
  ['an unknown key', [set(CARD, 'quickexit', 'x')], ['municipality.json quickexit']],
  ['an unknown track', [set(CARE, 'careTypes[0].track', 'aanvullend')], ['care-types.json careTypes[0].track']],
  [
    'a care type twice',
    [set(CARE, 'careTypes[0].id', 'regiotaxi')],
    ['care-types.json careTypes[1].id', 'providers.json providers[1].careTypes[1]'],
    /twee keer/,
  ],
  [
    'a scheme twice',
    [set(AREAS, 'schemes[1].id', 'wijk')],
    ['areas.json schemes[1].id', 'providers.json locations[0].areas.buurtteam'],
  ],
  [
    'an area twice',
    [set(AREAS, 'schemes[0].areas[1]', { id: 'oost', name: 'Oost 2' })],
    ['areas.json schemes[0].areas[1].id'],
  ],
  [
    'an area within a scheme that is not there',
    [set(AREAS, 'schemes[1].areas[0].within', { wijken: 'oost' })],
    ['areas.json schemes[1].areas[0].within.wijken'],
    /bedoelt u "wijk"/,
  ],
  [
    'an area within an area that is not there',
    [set(AREAS, 'schemes[1].areas[0].within.wijk', 'west')],
    ['areas.json schemes[1].areas[0].within.wijk'],
  ],
  [
    'a provider of an unknown care type',
    [set(PROVIDERS, 'providers[0].careTypes[0]', 'regiotaxy')],
    ['providers.json providers[0].careTypes[0]'],
    /bedoelt u "regiotaxi"/,
  ],
  ['a provider twice', [set(PROVIDERS, 'providers[0].id', 'nieuw')], ['providers.json providers[1].id']],
  [
    'a successor that is not there',
    [set(PROVIDERS, 'providers[0].succeededBy', 'niew')],
    ['providers.json providers[0].succeededBy'],
    /bedoelt u "nieuw"/,
  ],
  [
    'a provider that succeeds itself',
    [set(PROVIDERS, 'providers[1].succeededBy', 'oud')],
    ['providers.json providers[0].succeededBy', 'providers.json providers[1].succeededBy'],
    /zichzelf/,
  ],
  [
    'an end before the start',
    [set(PROVIDERS, 'providers[0].validUntil', '2019-12-31')],
    ['providers.json providers[0].validUntil'],
    /draai/,
  ],
  [
    'a day off the calendar',
    [set(PROVIDERS, 'providers[0].validUntil', '2023-02-29')],
    ['providers.json providers[0].validUntil'],
    /kalender/,
  ],
  [
    'a day written the Dutch way',
    [set(PROVIDERS, 'providers[0].validFrom', '01-01-2020')],
    ['providers.json providers[0].validFrom'],
    /2026-11-23/,
  ],
  [
    'a location of an unknown provider',
    [set(PROVIDERS, 'locations[0].provider', 'niemand')],
    ['providers.json locations[0].provider'],
  ],
  [
    'a location in an unknown area',
    [set(PROVIDERS, 'locations[0].areas.wijk', 'oots')],
    ['providers.json locations[0].areas.wijk'],
    /bedoelt u "oost"/,
  ],
  [
    'a location in an unknown scheme',
    [set(PROVIDERS, 'locations[0].areas', { stadsdeel: 'oost' })],
    ['providers.json locations[0].areas.stadsdeel'],
  ],
  [
    'a location twice',
    [set(PROVIDERS, 'locations[1]', { id: 'oost', provider: 'oud', name: 'x', areas: {} })],
    ['providers.json locations[1].id'],
  ],
  [
    'faults in every file',
    [
      set(CARD, 'name', ''),
      drop(CARE, 'careTypes[0].name'),
      set(AREAS, 'schemes[0].name', 3),
      drop(PROVIDERS, 'providers[0].name'),
    ],
    [
      'areas.json schemes[0].name',
      'care-types.json careTypes[0].name',
      'municipality.json name',
      'providers.json providers[0].name',
    ],
  ],
]

test.each(ROWS.map((row) => [row[0], row] as const))(
  '%s is told with its place and how to mend it',
  (_, [, changes, places, word]) => {
    const texts = municipalityTexts()
    for (const change of changes) change(texts)
    const check = checkMunicipality('utrecht', texts)
    const faults = check.ok ? [] : check.faults
    expect(faults.map(({ file, path }) => `${file.replace('utrecht/', '')} ${path}`).sort()).toEqual([...places].sort())
    for (const { mend } of faults) expect(mend).toMatch(/\w{3}/)
    if (word) expect(faults.map(({ problem, mend }) => `${problem} ${mend}`).join('\n')).toMatch(word)
  },
)

test('a sound municipality comes out whole, without what is only for editors', () => {
  const texts = municipalityTexts()
  set(CARD, '$schema', './x.json')(texts)
  const check = checkMunicipality('utrecht', texts)
  expect(check.ok && Object.keys(check.value).sort()).toEqual([
    'areaSchemes',
    'careTypes',
    'help',
    'id',
    'locations',
    'name',
    'productName',
    'providers',
    'quickExit',
  ])
})
