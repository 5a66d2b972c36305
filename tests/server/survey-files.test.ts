import { readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadMunicipality } from '../../server/municipality-files.ts'
import { loadSurveys } from '../../server/survey-files.ts'
import { canonicalJson } from '../../server/survey-hash.ts'
import { surveyJsonSchemas } from '../../server/survey-schema.ts'
import { describeFaults } from '../../shared/survey/fault.ts'
import { SVG, surveyTexts } from '../shared/survey-fixture.ts'
import { type SurveyFolder, surveyFolder } from './survey-folder.ts'

let folder: SurveyFolder
beforeEach(() => {
  folder = surveyFolder()
})
afterEach(() => folder.clean())

function faults() {
  const loaded = loadSurveys(folder.municipality)
  return loaded.ok ? [] : loaded.faults
}

function places(): readonly string[] {
  return faults()
    .map(({ file, path }) => `${file} ${path}`)
    .sort()
}

/** The survey of the folder under another id. */
function copyAs(id: string, change: (text: string) => string = (text) => text): void {
  for (const [name, text] of surveyTexts()) {
    folder.write(`utrecht/${id}/${name}`, change((text ?? '').replace('"id": "begeleiding"', `"id": "${id}"`)))
  }
}

describe('a survey folder', () => {
  test('gives its surveys in order of id, with offer and origin', () => {
    copyAs('anders')
    const loaded = loadSurveys(folder.municipality)
    expect(loaded.ok && loaded.surveys.map(({ survey, folder: at }) => [survey.id, at])).toEqual([
      ['anders', 'utrecht/anders'],
      ['begeleiding', 'utrecht/begeleiding'],
    ])
    expect(loaded.ok && loaded.surveys[1]).toMatchObject({ offer: { fallback: false }, origin: { wording: 'own' } })
  })

  test('tells the faults of all surveys, pictures and scales at once', () => {
    copyAs('anders', (text) => text.replace('"kind": "faces3"', '"kind": "faces"'))
    folder.remove('utrecht/begeleiding/nl.json')
    folder.write('pictures/scenes/listen.svg', SVG.replace('<path', '<path class="a"'))
    folder.write('scales/en.json', '[]')
    const files = faults().map(({ file }) => file)
    expect(new Set(files)).toEqual(
      new Set([
        'utrecht/anders/survey.json',
        'utrecht/begeleiding/survey.json',
        'pictures/scenes/listen.svg',
        'scales/en.json',
      ]),
    )
  })

  test('two surveys for care types without their own are one too many', () => {
    folder.remove('utrecht/begeleiding')
    for (const id of ['een', 'twee']) copyAs(id, (text) => text.replace('"fallback": false', '"fallback": true'))
    expect(places()).toEqual(['utrecht/twee/survey.json fallback'])
  })

  test('a folder without survey.json is told', () => {
    folder.write('utrecht/leeg/nl.json', surveyTexts().get('nl.json') ?? '')
    expect(places()).toEqual(['utrecht/leeg/survey.json '])
  })

  test('a municipality without a survey is told', () => {
    folder.remove('utrecht/begeleiding')
    expect(places()).toEqual(['utrecht '])
  })

  test('hidden folders and files that are no survey are passed over', () => {
    folder.write('utrecht/.git/x.json', '{')
    folder.write('utrecht/begeleiding/.nl.json.swp', 'x')
    folder.write('utrecht/begeleiding/notes.md', 'x')
    expect(faults()).toEqual([])
  })

  test('a municipality that does not exist names those that do', () => {
    const wrong = join(folder.municipality, '..', 'utrect')
    for (const loaded of [loadSurveys(wrong), loadMunicipality(wrong)]) {
      expect(loaded.ok ? '' : describeFaults(loaded.faults)).toMatch(/"utrect"[\s\S]*bedoelt u "utrecht"/)
    }
    expect(loadMunicipality(join(wrong, 'nergens'))).toMatchObject({ ok: false })
  })
})

/** How a file cannot be read as text · its bytes · what the problem or mend says. */
const UNREADABLE: readonly (readonly [string, Uint8Array, RegExp])[] = [
  ['a byte order mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from('{}')]), /BOM/],
  ['UTF-16', Buffer.from('\ufeff{}', 'utf16le'), /UTF-16/],
  ['UTF-16 the other way round', Buffer.from([0xfe, 0xff, 0, 0x7b, 0, 0x7d]), /UTF-16/],
  ['Latin-1', Buffer.from('{\n"title": "Één"}', 'latin1'), /UTF-8/],
  ['bytes of no text', Buffer.from([0x7b, 0, 0x7d]), /geen tekstbestand/],
  ['a film', Buffer.alloc(1_000_001, 0x20), /te groot/],
]

describe('a file that is no UTF-8 text', () => {
  test.each(UNREADABLE)('%s is told once, and its file is not called missing', (_, bytes, word) => {
    folder.write('utrecht/begeleiding/nl.json', bytes)
    expect(places()).toEqual(['utrecht/begeleiding/nl.json '])
    expect(describeFaults(faults())).toMatch(word)
  })

  test('the line of the first wrong byte is told', () => {
    folder.write('utrecht/begeleiding/nl.json', Buffer.from('{\n"title": "Één"}', 'latin1'))
    expect(faults()[0]?.line).toBe(2)
  })

  test('a picture or the picture list as well', () => {
    folder.write('pictures/index.json', Buffer.from([0xff, 0xfe, 0]))
    expect(places()).toEqual(['pictures/index.json '])
  })

  test('a device is told, and not read: some never end', () => {
    folder.remove('utrecht/begeleiding/nl.json')
    symlinkSync('/dev/null', join(folder.municipality, 'begeleiding/nl.json'))
    expect(places()).toEqual(['utrecht/begeleiding/nl.json '])
    expect(describeFaults(faults())).toContain('geen gewoon bestand')
  })

  test('a file that may not be read is told with its code', () => {
    folder.remove('utrecht/begeleiding/nl.json')
    folder.write('utrecht/begeleiding/nl.json/inner.txt', 'x')
    expect(
      faults()
        .map(({ mend }) => mend)
        .join(),
    ).toMatch(/nl\.json/)
  })
})

describe('the hash', () => {
  const hashes = () => {
    const loaded = loadSurveys(folder.municipality)
    return loaded.ok ? loaded.surveys.map(({ hash }) => hash) : []
  }

  test('of this survey stays the same for ever: a change here stops every server on its old database', () => {
    expect(hashes()).toEqual(['dfdeb7a151917e3dad6c655750dd4d367bb8155aa83c708bc184c64671181fb6'])
  })

  test('does not change with the order of keys, spaces or how accents are written', () => {
    const [before] = hashes()
    const text = surveyTexts().get('nl.json') ?? ''
    const turned = Object.fromEntries(Object.entries(JSON.parse(text) as object).reverse())
    folder.write('utrecht/begeleiding/nl.json', JSON.stringify(turned))
    expect(hashes()).toEqual([before])
    const accents = ['Begeleiding é', 'Begeleiding e\u0301'].map((title) => {
      folder.write('utrecht/begeleiding/nl.json', text.replace('"Begeleiding"', `"${title}"`))
      return hashes()[0]
    })
    expect(accents[0]).toBe(accents[1])
    expect(accents[0]).not.toBe(before)
  })

  test('changes with a word, a drawing, an answer word and a version', () => {
    const found = new Set(hashes())
    folder.write('utrecht/begeleiding/pictures/own.svg', SVG.replace('M4', 'M5'))
    found.add(hashes()[0] ?? '')
    folder.write(
      'scales/nl.json',
      readFileSync(join(folder.municipality, '../scales/nl.json'), 'utf8').replace('"Ja"', '"Jazeker"'),
    )
    found.add(hashes()[0] ?? '')
    folder.write(
      'utrecht/begeleiding/survey.json',
      (surveyTexts().get('survey.json') ?? '').replace('"version": 1', '"version": 2'),
    )
    found.add(hashes()[0] ?? '')
    expect(found.size).toBe(4)
  })

  test('canonical JSON sorts keys by code unit and leaves out what is undefined (RFC 8785, 3.2.3)', () => {
    const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, ö: 7, gone: undefined }
    expect(canonicalJson(value)).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}')
    expect(canonicalJson([{ b: 1, a: [null, true, 1e30] }])).toBe('[{"a":[null,true,1e+30],"b":1}]')
  })
})

describe('the files of this repository', () => {
  const surveys = join(import.meta.dirname, '../../surveys')

  test('the surveys of Utrecht load without a fault', () => {
    const loaded = loadSurveys(join(surveys, 'utrecht'))
    expect(loaded.ok ? '' : describeFaults(loaded.faults)).toBe('')
    expect(loaded.ok && loaded.surveys.length).toBe(38)
    expect(loaded.ok && loaded.surveys.filter(({ offer }) => offer.fallback).map(({ survey }) => survey.id)).toEqual([
      'wmo-landelijk',
    ])
  })

  test('the municipality of Utrecht loads without a fault', () => {
    const loaded = loadMunicipality(join(surveys, 'utrecht'))
    expect(loaded.ok ? '' : describeFaults(loaded.faults)).toBe('')
  })

  test.each(surveyJsonSchemas())(
    '$file is made from the checks; make it again with: npm run cli -- survey schema',
    ({ file, json }) => {
      expect(readFileSync(join(surveys, file), 'utf8')).toBe(json)
    },
  )
})
