import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Viewer } from '../../server/deps.ts'
import { createImportDesk, type ImportDesk } from '../../server/import-desk.ts'
import { IMPORT_LIMITS } from '../../shared/imports.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

const ADMIN: Viewer = { name: 'beheer', role: 'admin', provider: null }
const OTHER: Viewer = { name: 'tweede', role: 'admin', provider: null }

const MAPPING = {
  source: 'Cliëntonderzoek 2023',
  survey: 'wmo-landelijk',
  provider: { value: 'lister' },
  careType: { value: 'individuele-begeleiding' },
  month: { column: 'Datum' },
  answers: { serieus: { column: 'Serieus' } },
}
const HEADING = 'Datum;Serieus'
const linesOf = (count: number, from = 0) =>
  Array.from({ length: count }, (_, at) => `2023-10;${((at + from) % 5) + 1}`)
const fileOf = (lines: readonly string[]) => [HEADING, ...lines, ''].join('\r\n')

let server: InProcess
let desk: ImportDesk
beforeAll(async () => {
  server = await startInProcess()
})
afterAll(() => server.stop())
beforeEach(() => {
  for (const { name } of store().imports()) store().removeImport(name)
  desk = createImportDesk(server.house.deps)
})

const store = () => server.house.deps.store
const kept = () => [store().verify().responses, store().imports().length]
const actions = () =>
  store()
    .audit({ before: Number.MAX_SAFE_INTEGER, limit: 50 })
    .filter(({ action }) => action.startsWith('import'))

function lay(viewer: Viewer, content: string | Buffer): void {
  const bytes = Buffer.from(content as string)
  for (let at = 0; at < bytes.length; at += IMPORT_LIMITS.part)
    desk.addPart(viewer, { at, part: bytes.subarray(at, at + IMPORT_LIMITS.part).toString('base64') })
}
const look = (viewer: Viewer, name = 'cto-2023', mapping: unknown = MAPPING) => desk.look(viewer, { name, mapping })

test('a file is looked at, then brought in as it was looked at, shown with its source, and taken out again', async () => {
  lay(ADMIN, fileOf(linesOf(40)))
  expect(await look(ADMIN)).toMatchObject({ encoding: 'utf-8', lines: 40, accepted: 40, refused: 0, kept: false })
  expect(kept()).toEqual([0, 0])
  expect(await desk.keep(ADMIN, {})).toMatchObject({ accepted: 40, kept: true })
  expect(desk.all(ADMIN)).toMatchObject({
    imports: [{ name: 'cto-2023', source: 'Cliëntonderzoek 2023', responses: 40, mapping: MAPPING }],
    lines: null,
  })
  await expect(desk.keep(ADMIN, {})).rejects.toThrow('Kies het bestand opnieuw')
  expect(desk.remove(ADMIN, 'cto-2023')).toEqual({ removed: 40 })
  expect(kept()).toEqual([0, 0])
  expect(store().verify().differences).toEqual([])
  expect(actions()).toMatchObject([
    { who: 'beheer', action: 'import-remove', about: 'cto-2023' },
    { who: 'beheer', action: 'import-load', about: 'cto-2023 40' },
  ])
})

test('lines that are not right are named without what they hold, and stay out only where that was asked', async () => {
  lay(ADMIN, fileOf([...linesOf(30), '2023-10;geheim', '2023-10', ...linesOf(30).map(() => 'ooit;3')]))
  const seen = await look(ADMIN)
  expect(seen).toMatchObject({ accepted: 30, refused: 32, kept: false })
  expect(seen.refusedLines).toHaveLength(20)
  expect(seen.refusedLines[0]).toEqual({ line: 32, reason: 'kolom "Serieus": dit is geen antwoord op serieus' })
  const report = desk.refused(ADMIN)
  expect(report.trim().split('\r\n')).toHaveLength(33)
  expect(report).not.toMatch(/geheim|ooit/)
  expect(await desk.keep(ADMIN, {})).toMatchObject({ kept: false })
  expect(kept()).toEqual([0, 0])
  expect(await desk.keep(ADMIN, { skipRefused: true })).toMatchObject({ kept: true, accepted: 30 })
  expect(kept()).toEqual([30, 1])
})

test('a mapping is made from the columns of the file, with the different texts of those that have few', async () => {
  lay(ADMIN, [`${HEADING};Wanneer`, ...linesOf(60).map((line, at) => `${line};dag ${at}`), ''].join('\n'))
  const { columns, surveys, providers } = await desk.mappingParts(ADMIN)
  expect(columns).toEqual([
    { name: 'Datum', texts: ['2023-10'] },
    { name: 'Serieus', texts: ['1', '2', '3', '4', '5'] },
    { name: 'Wanneer', texts: [] },
  ])
  const wmo = surveys.find(({ id }) => id === 'wmo-landelijk')?.questions
  const serieus = wmo?.find(({ id }) => id === 'serieus')
  expect(serieus).toMatchObject({
    id: 'serieus',
    options: expect.arrayContaining([{ value: '5', label: expect.any(String) }]),
  })
  expect(surveys.flatMap(({ questions }) => questions).filter(({ kind }) => kind === 'text')).toEqual([])
  expect(providers).toContainEqual({ id: 'lister', name: expect.any(String) })
})

describe('nothing is kept, and why is said, of', () => {
  test.each([
    ['half a line inside quotes', `${fileOf(linesOf(9))}"2023-10;`, {}, 'geen heel CSV-bestand'],
    ['more lines than the page takes', fileOf(linesOf(IMPORT_LIMITS.lines + 1)), {}, 'meer dan 20000 regels'],
    ['a mapping that is none', fileOf(linesOf(9)), { mapping: { kolom: 1 } }, 'De koppeling klopt niet'],
    ['a name that is none', fileOf(linesOf(9)), { name: 'Oud onderzoek' }, 'kleine letters'],
    ['a file without a line', '\r\n', {}, 'Het bestand is leeg'],
    ['a workbook', 'PK\x03\x04\x14\0\x06\0;geheim', {}, 'geen CSV'],
    ['UTF-16 without its mark', Buffer.from(fileOf(linesOf(9)), 'utf16le'), {}, 'geen CSV'],
    ['the name of another address', fileOf(linesOf(9)), { name: 'look' }, 'andere naam'],
    ['a column that is not there', 'Een;Twee\r\ngeheim;3\r\n', {}, 'De kolom "Datum" staat niet één keer'],
  ])('%s', async (_, content, { name, mapping }: { name?: string; mapping?: unknown }, why) => {
    lay(ADMIN, content)
    const looked = look(ADMIN, name, mapping)
    await expect(looked).rejects.toMatchObject({ code: 'bad-request' })
    await expect(looked).rejects.toThrow(why)
    await expect(looked).rejects.not.toThrow(/geheim|Twee/)
    await expect(desk.keep(ADMIN, {})).rejects.toThrow('eerst na')
    expect(kept()).toEqual([0, 0])
  })

  test('a file that is too large: it is forgotten at once', () => {
    const part = Buffer.alloc(IMPORT_LIMITS.bytes).toString('base64')
    desk.addPart(ADMIN, { at: 0, part })
    expect(() => desk.addPart(ADMIN, { at: IMPORT_LIMITS.bytes, part: 'YQ==' })).toThrow('te groot')
    expect(() => desk.addPart(ADMIN, { at: IMPORT_LIMITS.bytes, part: 'YQ==' })).toThrow('opnieuw')
  })

  test('a part that came twice, or after another file', async () => {
    lay(ADMIN, fileOf(linesOf(9)))
    expect(() => desk.addPart(ADMIN, { at: 4, part: 'YQ==' })).toThrow('opnieuw')
    await expect(look(OTHER)).rejects.toThrow('Kies het bestand')
  })

  test('the same file once more, under another name', async () => {
    lay(ADMIN, fileOf(linesOf(9)))
    await look(ADMIN)
    await desk.keep(ADMIN, {})
    lay(OTHER, fileOf(linesOf(9)))
    await expect(look(OTHER, 'anders')).rejects.toThrow('als "cto-2023"')
    expect(kept()).toEqual([9, 1])
  })
})

test('a file that was changed after the look is looked at again first', async () => {
  lay(ADMIN, fileOf(linesOf(9)))
  await look(ADMIN)
  lay(ADMIN, fileOf(linesOf(12)))
  await expect(desk.keep(ADMIN, {})).rejects.toThrow('eerst na')
})

test('letters that are no UTF-8 are told, and one file is read at a time, with how far it is', async () => {
  lay(ADMIN, Buffer.from(fileOf(linesOf(9000)).replace('Serieus', 'Sérieus'), 'latin1'))
  lay(OTHER, fileOf(linesOf(9)))
  const mapping = { ...MAPPING, answers: { serieus: { column: 'Sérieus' } } }
  const first = look(ADMIN, 'cto-2023', mapping)
  expect(desk.all(OTHER).lines).toBe(0)
  await expect(look(OTHER)).rejects.toThrow('wordt al een bestand gelezen')
  expect(await first).toMatchObject({ encoding: 'windows-1252', accepted: 9000 })
  expect(desk.all(OTHER).lines).toBeNull()
})

test('while a file is read, nothing else can take the place of what is looked at', async () => {
  lay(ADMIN, fileOf(linesOf(9000)))
  const first = look(ADMIN)
  await expect(look(ADMIN, 'anders', { ...MAPPING, source: 'Iets anders' })).rejects.toThrow('wordt al een bestand')
  expect(() => desk.addPart(ADMIN, { at: 0, part: 'YQ==' })).toThrow('wordt nu gelezen')
  expect(() => lay(ADMIN, fileOf(linesOf(3)))).toThrow('wordt nu gelezen')
  await expect(desk.keep(ADMIN, {})).rejects.toThrow('wordt al een bestand')
  await first
  const keeping = desk.keep(ADMIN, {})
  expect(() => desk.addPart(ADMIN, { at: 1, part: 'YQ==' })).toThrow('wordt nu gelezen')
  expect(await keeping).toMatchObject({ accepted: 9000, kept: true })
  expect(store().imports()).toMatchObject([{ name: 'cto-2023', source: MAPPING.source, responses: 9000 }])
})

test('the mark of UTF-16 is seen in whatever parts a file comes', async () => {
  const bytes = Buffer.from(`\uFEFF${fileOf(linesOf(12))}`, 'utf16le')
  desk.addPart(ADMIN, { at: 0, part: bytes.subarray(0, 1).toString('base64') })
  desk.addPart(ADMIN, { at: 1, part: bytes.subarray(1).toString('base64') })
  expect(await look(ADMIN)).toMatchObject({ encoding: 'utf-16le', accepted: 12 })
})

test('lines may end in more than one way, and a month that is none is said to be so', async () => {
  lay(ADMIN, `${HEADING}\r\n${linesOf(12).join('\n')}\n2023-13;3\r${linesOf(3, 12).join('\r\n')}`)
  const seen = await look(ADMIN)
  expect(seen).toMatchObject({ lines: 16, accepted: 15 })
  expect(seen.refusedLines).toEqual([{ line: 14, reason: 'kolom "Datum": dit is geen maand' }])
})

test('who does not manage may do nothing of it', () => {
  const reader: Viewer = { name: 'raad', role: 'reader', provider: null }
  expect(() => desk.all(reader)).toThrow('beheerder')
  expect(() => desk.addPart(reader, { at: 0, part: '' })).toThrow('beheerder')
  expect(() => desk.remove(reader, 'cto-2023')).toThrow('beheerder')
})
