import { afterAll, beforeAll, expect, test } from 'vitest'
import { startUpkeep } from '../../server/upkeep.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

let time = Date.parse('2026-11-28T12:00:00Z')
let server: InProcess
beforeAll(async () => {
  server = await startInProcess({ now: () => time })
})
afterAll(() => server.stop())

const store = () => server.house.deps.store
const hour = () => startUpkeep(server.house.deps, 10, (line) => expect.fail(line))()
const isClosed = (...codes: readonly string[]) => codes.map((code) => store().collector(code)?.closed)
const noted = () =>
  store()
    .audit({ before: Number.MAX_SAFE_INTEGER, limit: 100 })
    .flatMap(({ who, action, about }) => (action === 'collector-close' ? [`${who} ${about}`] : []))

/** An open collector of that provider. */
function stand(code: string, provider: string, careType: string, location = ''): void {
  const [like] = store().collectors()
  if (!like) throw new Error('no collector')
  store().saveCollector({ ...like, code, provider, careType, location, closed: false, demo: false })
}

test('a collector is closed when the last day that was said before is over, and not sooner', () => {
  const ends = { validFrom: null, validUntil: '2026-11-30', succeededBy: null }
  const contract = { contractFrom: null, contractUntil: null, contractNote: '' }
  store().saveProvider({ id: 'ophoudt', name: 'Houdt op', ...ends })
  store().saveProvider({ id: 'blijft', name: 'Blijft', ...ends, validUntil: null })
  store().saveLocation({ id: 'blijft-hal', provider: 'blijft', name: 'Hal', areas: {}, ...ends })
  store().saveCareGiven({
    provider: 'blijft',
    careType: 'taal',
    validFrom: null,
    validUntil: '2026-11-30',
    ...contract,
  })
  stand('ENDAAAA', 'ophoudt', 'digitaal')
  stand('ENDBBBB', 'blijft', 'digitaal', 'blijft-hal')
  stand('ENDCCCC', 'blijft', 'taal')
  stand('STAYAAA', 'blijft', 'digitaal')
  const all = ['ENDAAAA', 'ENDBBBB', 'ENDCCCC', 'STAYAAA']
  for (const day of ['28', '29', '30']) {
    time = Date.parse(`2026-11-${day}T20:00:00Z`)
    hour()
    expect(isClosed(...all)).toEqual([false, false, false, false])
  }
  // The server may have stood still meanwhile.
  time = Date.parse('2026-12-03T06:00:00Z')
  hour()
  expect(isClosed(...all)).toEqual([true, true, true, false])
  expect(noted().sort()).toEqual(['server ENDAAAA', 'server ENDBBBB', 'server ENDCCCC'])
})

test('who opens it again, to key in what came late, finds it open', () => {
  stand('ENDAAAA', 'ophoudt', 'digitaal')
  time = Date.parse('2026-12-04T06:00:00Z')
  hour()
  hour()
  expect(isClosed('ENDAAAA')).toEqual([false])
  expect(noted()).toHaveLength(3)
})
