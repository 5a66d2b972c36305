import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startUpkeep } from '../../server/upkeep.ts'
import { command } from '../support/command.ts'
import { fetchCollector, postEnvelopes, randomResponse, sealResponse, seededChance } from '../support/send.ts'
import { type InProcess, startInProcess, temporaryFolder } from '../support/server.ts'

let folder: string
let server: InProcess
let invited: string
beforeEach(async () => {
  folder = temporaryFolder()
  server = await startInProcess({ dataDir: join(folder, 'data') })
  invited = await addCollector()
})
afterEach(async () => {
  await server.stop()
  rmSync(folder, { recursive: true })
})

const run = (line: string) => command(join(folder, 'data'), [...line.split(' '), '--json'])

async function addCollector(more = '--access invited --survey wmo-landelijk'): Promise<string> {
  const ran = await run(
    `collector add --provider lister --care-type individuele-begeleiding --channel own-device ${more}`,
  )
  return String(ran.json().code)
}

const out = () => join(folder, 'uitnodigingen.csv')

/** The secrets of new invitations, as they stand in the file. */
async function make(count: number): Promise<readonly string[]> {
  const ran = await run(`invitation make --collector ${invited} --count ${count} --out ${out()}`)
  expect(ran.code, ran.err.join()).toBe(0)
  const links = readFileSync(out(), 'utf8').match(/https:\S+?(?=;)/g) ?? []
  rmSync(out())
  return links.map((link) => link.split('#i=')[1] ?? '')
}

async function envelope(invitation: string | undefined, seed = 1) {
  const collector = await fetchCollector(server.origin, invited)
  const response = { ...randomResponse(collector, seededChance(seed), '2026-11'), id: randomUUID() }
  return sealResponse({ ...response, ...(invitation === undefined ? {} : { invitation }) }, collector.key)
}

async function send(invitation: string | undefined): Promise<string> {
  const { results } = await postEnvelopes(server.origin, [await envelope(invitation)])
  return `${results[0]?.verdict} ${results[0]?.reason ?? ''}`.trim()
}

describe('an answer of somebody who was invited', () => {
  test('comes in once by its invitation; a second one is refused, says why, and is kept', async () => {
    const [secret = ''] = await make(1)
    expect(await send(secret)).toBe('stored')
    expect(await send(secret)).toBe('refused used-invitation')
    expect(server.house.deps.store.refused()).toMatchObject([{ reason: 'used-invitation', collector: invited }])
    expect((await run('refused list')).json()).toMatchObject({ refused: [{ reason: 'used-invitation' }] })
    expect((await run('refused retry')).json()).toMatchObject({ tried: 1, stored: 0, refused: 1 })
  })

  test('is refused and kept without an invitation, or by one that was never made', async () => {
    await make(1)
    expect(await send(undefined)).toBe('refused unknown-invitation')
    expect(await send('AAAABBBBCCCCDDDD')).toBe('refused unknown-invitation')
    expect(server.house.deps.store.refused()).toHaveLength(2)
    expect(server.house.deps.store.verify().responses).toBe(0)
  })

  test('that is sent again is a duplicate', async () => {
    const [secret = ''] = await make(1)
    const sealed = await envelope(secret)
    const verdicts = [await postEnvelopes(server.origin, [sealed]), await postEnvelopes(server.origin, [sealed])]
    expect(verdicts.map(({ results }) => results[0]?.verdict)).toEqual(['stored', 'duplicate'])
  })

  test('of a hundred by one invitation at the same moment exactly one comes in', async () => {
    const [secret = ''] = await make(1)
    const envelopes = await Promise.all(Array.from({ length: 100 }, (_, seed) => envelope(secret, seed + 1)))
    const replies = await Promise.all(envelopes.map((one) => postEnvelopes(server.origin, [one])))
    const verdicts = replies.map(({ results }) => results[0]?.reason ?? results[0]?.verdict)
    expect(verdicts.filter((verdict) => verdict === 'stored')).toHaveLength(1)
    expect(verdicts.filter((verdict) => verdict === 'used-invitation')).toHaveLength(99)
    expect(server.house.deps.store.verify()).toMatchObject({ responses: 1, differences: [] })
    expect(server.house.deps.store.refused()).toHaveLength(99)
    expect(server.house.deps.store.invitationBatches()).toMatchObject([{ made: 1, used: 1 }])
  })

  test('needs the code of the letter on a page without script, to which no secret of a link comes', async () => {
    const begin = async () => {
      const body = new URLSearchParams({ do: 'begin', survey: 'wmo-landelijk', language: 'nl' })
      const headers = { origin: server.origin }
      return (await fetch(`${server.origin}/v/${invited}`, { method: 'POST', body, headers })).text()
    }
    expect(await begin()).toContain('Typ de code uit uw brief.')
    invited = await addCollector('--survey wmo-landelijk')
    expect(await begin()).toContain('name="answer"')
  })

  test('needs none where everybody may answer', async () => {
    invited = await addCollector('--survey wmo-landelijk')
    expect(await send(undefined)).toBe('stored')
    expect(await send('AAAABBBBCCCCDDDD')).toBe('stored')
  })

  test('leaves nothing in the database that says by which invitation it came', async () => {
    const secrets = await make(3)
    for (const secret of secrets) expect(await send(secret)).toBe('stored')
    const db = new Database(join(folder, 'data/ervaringwijzer.sqlite'), { readonly: true })
    const rows = db.prepare<[], Record<string, unknown>>('select * from response').all()
    const made = db.prepare<[], Record<string, unknown>>('select * from invitation').all()
    db.close()
    expect(Object.keys(made[0] ?? {})).toEqual(['mark', 'collector', 'batch', 'used'])
    expect(made.map(({ used }) => used)).toEqual([1, 1, 1])
    for (const secret of secrets) {
      expect(JSON.stringify(rows)).not.toContain(secret)
      expect(readFileSync(join(folder, 'data/ervaringwijzer.sqlite')).includes(secret)).toBe(false)
    }
    // The log shows which pages were written together, so it does not stay.
    expect(statSync(join(folder, 'data/ervaringwijzer.sqlite-wal')).size).toBeGreaterThan(0)
    startUpkeep(server.house.deps, 10, () => undefined)()
    expect(statSync(join(folder, 'data/ervaringwijzer.sqlite-wal')).size).toBe(0)
  })
})

describe('invitation make', () => {
  test('writes links for mail merge that only its owner can read, and keeps nothing but their marks', async () => {
    await run(`invitation make --collector ${invited} --count 12 --out ${out()}`)
    const [head, first, ...more] = readFileSync(out(), 'utf8').trimEnd().split('\r\n')
    expect(head).toBe('\uFEFFnummer;link;code;meetpunt;adres')
    expect(first).toMatch(
      new RegExp(
        `^1;https://ervaring.example/v/${invited}#i=([2-9A-HJKMNP-Z]{16});[2-9A-HJKMNP-Z]{4}(-[2-9A-HJKMNP-Z]{4}){3};${invited};https://ervaring.example/brief/${invited}$`,
      ),
    )
    expect(new Set(more)).toHaveLength(11)
    expect(statSync(out()).mode & 0o777).toBe(0o600)
    expect((await run('audit list')).json().lines).toMatchObject([{ action: 'invitation-make' }, {}])
  })

  test.each([
    ['--count 0', 'usage'],
    ['--count 10001', 'usage'],
    ['--count 5 --collector AAAAAAA', 'unknown-collector'],
  ])('with %s says %s', async (options, code) => {
    const ran = await run(`invitation make --collector ${invited} --out ${out()} ${options}`)
    expect(ran.json()).toMatchObject({ problem: { code } })
    expect(existsSync(out())).toBe(false)
  })

  test.each([
    ['--survey wmo-landelijk', 'not-invited'],
    ['--survey wmo-landelijk --survey regiotaxi --access invited', 'more-surveys'],
  ])('for a collector with %s says %s', async (more, code) => {
    const ran = await run(`invitation make --collector ${await addCollector(more)} --count 1 --out ${out()}`)
    expect(ran.json()).toMatchObject({ problem: { code } })
  })

  test('writes over no file, since that may hold links of letters that were sent', async () => {
    writeFileSync(out(), 'brieven')
    const ran = await run(`invitation make --collector ${invited} --count 1 --out ${out()}`)
    expect(ran.json()).toMatchObject({ problem: { code: 'file-exists' } })
    expect(readFileSync(out(), 'utf8')).toBe('brieven')
    expect((await run('invitation list')).json()).toEqual({ invitations: [] })
  })
})

test('invitation list counts in whole tens, so that nobody sees who answered just now', async () => {
  const secrets = await make(24)
  const told = async () => {
    const { invitations } = (await run('invitation list')).json() as { invitations: readonly object[] }
    return [invitations, (await command(join(folder, 'data'), ['invitation', 'list'])).out.join('\n')] as const
  }
  const [before, text] = await told()
  expect(before).toMatchObject([{ made: 20, used: null }])
  expect(text).toMatch(/ 20 +minder dan 10$/)
  for (const secret of secrets.slice(0, 9)) await send(secret)
  expect(await told()).toEqual([before, text])
})

test('invitation remove takes back what was not used, and does not say how many those were', async () => {
  const [one = '', two = ''] = await make(2)
  await send(one)
  const { invitations } = (await run('invitation list')).json() as { invitations: readonly { batch: string }[] }
  const ran = await run(`invitation remove --collector ${invited} --batch ${invitations[0]?.batch}`)
  expect(ran.json()).toEqual({ collector: invited, batch: invitations[0]?.batch })
  expect(await send(two)).toBe('refused unknown-invitation')
  expect((await run(`invitation remove --collector ${invited} --batch mis`)).code).toBe(1)
})
