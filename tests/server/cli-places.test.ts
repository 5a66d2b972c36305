import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { command, type Ran } from '../support/command.ts'

let dataDir: string
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'plekken-'))
})
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

const run = (...argv: readonly string[]): Promise<Ran> => command(dataDir, [...argv, '--json'])
const listed = async (name: string, key: string, id: unknown) => {
  const all = (await run(...name.split(' '))).json()[key] as readonly Readonly<Record<string, unknown>>[]
  return all.filter((one) => one.id === id || one.code === id || one.provider === id)
}

describe('a provider', () => {
  test('is made, changed and closed, with its collectors, and what is not named stays', async () => {
    const made = await run(
      'provider',
      'add',
      '--name',
      'Zorg in Zuilen',
      '--id',
      'zorg-in-zuilen',
      '--from',
      '2026-01-01',
    )
    expect([made.err, made.json().id]).toEqual([[], 'zorg-in-zuilen'])
    await run('collector', 'add', '--provider', 'zorg-in-zuilen', '--care-type', 'taal', '--channel', 'own-device')
    await run('provider', 'change', 'zorg-in-zuilen', '--name', 'Zuilen Zorgt', '--successor', 'dock')
    const closed = await run('provider', 'close', 'zorg-in-zuilen')
    expect(closed.json().openCollectors).toBe(0)
    expect(await listed('providers', 'providers', 'zorg-in-zuilen')).toMatchObject([
      { name: 'Zuilen Zorgt', validFrom: '2026-01-01', succeededBy: 'dock', validUntil: expect.stringMatching(/^20/) },
    ])
    expect(await listed('collector list', 'collectors', 'zorg-in-zuilen')).toMatchObject([{ closed: true }])
    await run('provider', 'change', 'zorg-in-zuilen', '--until', 'geen')
    expect(await listed('providers', 'providers', 'zorg-in-zuilen')).toMatchObject([{ validUntil: null }])
  })

  test.each([
    [['provider', 'add', '--name', 'Nog een', '--id', 'dock'], 'taken', 'al een aanbieder'],
    [['provider', 'add', '--name', 'Nog een', '--id', 'Dock!'], 'usage', 'kleine letters'],
    [['provider', 'add'], 'usage', '--name ontbreekt'],
    [['provider', 'change', 'dok', '--name', 'DOCK'], 'unknown-provider', 'Bedoelt u "dock"'],
    [['provider', 'change', 'dock'], 'usage', 'Zeg wat er verandert'],
    [['provider', 'close', 'dock', '--until', '31-12-2026'], 'usage', '2026-11-27'],
    [['location', 'close', 'nergens'], 'unknown-location', 'bestaat niet'],
    [['location', 'change', 'nergens', '--area', 'wijk'], 'usage', 'indeling=gebied'],
  ])('%j is refused with how to mend it', async (argv, code, message) => {
    const { json } = await run(...argv)
    expect(json().error ?? json().problem).toMatchObject({ code, message: expect.stringContaining(message) })
  })
})
