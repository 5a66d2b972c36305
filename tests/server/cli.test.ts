import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { COMMANDS } from '../../server/cli/commands.ts'
import { openHouse } from '../../server/start-up.ts'
import { command, type Ran, settingsFor } from '../support/command.ts'
import { bundledServer, startInProcess, startProcess, temporaryFolder } from '../support/server.ts'

const root = resolve(import.meta.dirname, '../..')
const OWN_PASSWORD = 'mijn fiets staat bij de brug'
let dataDir = ''

beforeAll(async () => {
  dataDir = temporaryFolder()
  await run('user add --login anna@dock.example --role provider --provider dock')
  await run('token create --role provider --provider dock --name bord')
})
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

function run(line: string, stdin?: string): Promise<Ran> {
  return command(
    dataDir,
    line.split(' ').filter((word) => word !== ''),
    stdin === undefined ? {} : { stdin: async () => stdin },
  )
}

describe('typed wrongly', () => {
  const usage: readonly [string, string][] = [
    ['colector add', 'collector add'],
    ['user ad', 'user add'],
    ['frobnicate', 'Kies uit'],
    ['user', 'user add, user list'],
    ['demo', 'demo load'],
    ['user list more', 'te veel'],
    ['user list --login x', '--json'],
    ['user add', '--login'],
    ['user add --login', '--login'],
    ['user add --login=', '--login is leeg'],
    ['user add --login x@y --role manager', 'provider, account-manager, reader, panel, admin'],
    ['user add --login x@y --role account-manager', '--portfolio ontbreekt'],
    ['user add --login x@y --role account-manager --portfolio ,', 'noemt geen aanbieder'],
    ['user add --login x@y --role account-manager --portfolio dock --provider dock', 'laat --provider weg'],
    ['user add --login x@y --role reader --provider dock', 'laat --provider weg'],
    ['user add --login x@y --role admin --portfolio dock', 'laat --portfolio weg'],
    ['user portfolio --login anna@dock.example --portfolio dock', 'geen account-manager'],
    ['token create --role account-manager', 'provider, reader, admin, monitor'],
    ['user add --login ria@example.nl --role monitor', 'provider, account-manager, reader, panel, admin'],
    ['user add --login x@y --role provider', '--provider ontbreekt'],
    ['user add --login x@y --role admin --provider dock', 'laat --provider weg'],
    ['user add --login xy --role admin', '3 tot 100'],
    ['user add --login x@y --role admin --password geheim', 'kent deze opdracht niet'],
    ['user add --logn x@y', '--login'],
    ['user password', '--login'],
    ['token create --provider dock', '--role'],
    ['token revoke', '--name'],
    ['reach set --provider dock --care-type taal --quarter 2026-Q3', '--clients'],
    ['reach set --provider dock --care-type taal --quarter 2026-Q3 --clients 0', '1 of meer'],
    ['reach set --provider dock --care-type taal --quarter 2026-3 --clients 9', '2026-Q3'],
    ['unreliable set --from 2026-09 --to 2026-07 --reason stuk', 'ligt voor'],
    ['unreliable set --from 2026-13 --to 2026-07 --reason stuk', '--from moet een maand zijn'],
    ['unreliable set --from 2026-07 --to 2026-09', '--reason'],
    ['collector add --provider dock --channel own-device', '--care-type'],
    ['collector add --provider dock --care-type taal --channel phone', 'own-device, kiosk'],
    ['collector add --provider dock --care-type taal --channel own-device --access secret', 'open, invited'],
    ['collector close', 'collector close CODE'],
    ['backup', 'backup BESTAND'],
    ['backup a b', 'te veel'],
    ['restore', 'restore BESTAND'],
    ['verify --deep', 'kent deze opdracht niet'],
    ['-x', 'bestaat niet'],
    ['__proto__', 'bestaat niet'],
  ]
  test.each(usage)('"%s" ends with 2 and says how it should be', async (line, hint) => {
    const plain = await run(line)
    expect([plain.code, plain.out]).toEqual([2, []])
    expect(plain.err.join('\n')).toContain(hint)
    const json = await run(`${line} --json`)
    expect(json.code).toBe(2)
    expect(json.err).toEqual([])
    expect(json.json()).toEqual({ problem: { code: 'usage', message: plain.err.join('\n') } })
  })

  const impossible: readonly [string, string, string][] = [
    ['user add --login x@y --role account-manager --portfolio dock,dok', 'unknown-provider', 'Bedoelt u "dock"?'],
    ['user add --login x@y --role provider --provider dok', 'unknown-provider', 'Bedoelt u "dock"?'],
    ['user add --login x@y --role provider --provider qqqqqqqqqqqqqqq', 'unknown-provider', 'dock, '],
    ['user add --login ANNA@dock.example --role provider --provider dock', 'login-in-use', 'user password'],
    ['user password --login ana@dock.example', 'unknown-login', 'anna@dock.example'],
    ['user disable --login nobody-at-all-here', 'unknown-login', 'anna@dock.example'],
    ['token create --role provider --provider dok', 'unknown-provider', 'dock'],
    ['token create --role provider --provider dock --name bord', 'name-in-use', '--name'],
    ['token revoke brd', 'unknown-token', 'bord'],
    ['collector add --provider dok --care-type taal --channel own-device', 'unknown-provider', 'dock'],
    ['collector add --provider dock --care-type tal --channel own-device', 'unknown-care-type', '"taal"'],
    [
      'collector add --provider dock --care-type taal --channel own-device --survey talles',
      'unknown-survey',
      'taalles',
    ],
    [
      'collector add --provider dock --care-type taal --channel own-device --location zuilen',
      'unknown-location',
      'zuilen',
    ],
    ['collector close 2345678', 'unknown-collector', '2345678'],
    ['collector close x', 'unknown-collector', '"x"'],
    ['backup /no/such/folder/copy.sqlite', 'no-such-folder', '/no/such/folder'],
    ['restore /no/such/file', 'no-such-file', '/no/such/file'],
    ['survey check /no/such/place', 'faulty-files', ''],
  ]
  test.each(impossible)('"%s" ends with 1 and the problem %s', async (line, code, hint) => {
    const before = await run('user list --json')
    const ran = await run(`${line} --json`)
    expect(ran.code).toBe(1)
    expect(ran.json()).toMatchObject({ problem: { code, message: expect.stringContaining(hint) } })
    expect((await run('user list --json')).out).toEqual(before.out)
  })

  const weak = [
    '',
    'kort',
    'wachtwoord2026',
    'ervaringwijzer1',
    'nieuw-dock-nieuw',
    `${'lang en toch niet goed '.repeat(7)}`,
  ]
  test.each(weak)('the password "%s" is not taken and no account is made', async (password) => {
    const ran = await run('user add --login nieuw@dock.example --role admin --password-stdin --json', `${password}\n`)
    expect(ran.json()).toMatchObject({ problem: { code: 'weak-password' } })
    expect((await run('user list --json')).out.join()).not.toContain('nieuw@dock.example')
  })

  const settings: readonly [Record<string, string>, string][] = [
    [{ PORT: 'abc' }, 'PORT'],
    [{ MUNICIPALITY: 'utrect' }, 'utrecht'],
    [{ MUNICIPALITY: '../../etc' }, 'MUNICIPALITY'],
    [{ DATA_DIR: join(import.meta.dirname, 'cli.test.ts') }, 'DATA_DIR'],
  ]
  test.each(settings)('settings %j are told', async (env, hint) => {
    const ran = await command(dataDir, ['providers', '--json'], { env: { DATA_DIR: dataDir, ...env } })
    expect(ran.code).toBe(1)
    expect(ran.json()).toMatchObject({ problem: { message: expect.stringContaining(hint) } })
  })
})

describe('help', () => {
  test.each(COMMANDS.map(({ name }) => name))(
    '"%s --help" says what it does, with an example that is a command',
    async (name) => {
      const ran = await run(`${name} --help`)
      expect(ran.code).toBe(0)
      expect(ran.out.join('\n')).toMatch(
        new RegExp(`Gebruik: +npm run cli -- ${name}[\\s\\S]*Voorbeeld: +npm run cli -- ${name}`),
      )
      expect((await run(`${name} --help --json`)).json()).toHaveProperty('help')
    },
  )

  test.each(['', '--help', '-h', 'help'])('"%s" lists every command', async (line) => {
    const ran = await run(line)
    expect(ran.code).toBe(0)
    for (const { name } of COMMANDS) expect(ran.out.join('\n')).toContain(`  ${name}`)
  })
})

describe('people and tokens', () => {
  test('an account gets a password that is shown once and kept as a hash', async () => {
    const made = await run('user add --login Bert@Dock.example --role provider --provider dock --json')
    expect(made.json()).toEqual({
      login: 'bert@dock.example',
      role: 'provider',
      provider: 'dock',
      password: expect.stringMatching(/^[a-z0-9-]{24}$/),
    })
    const listed = await run('user list --json')
    expect(listed.out.join()).not.toMatch(/argon2|password/i)
    expect(listed.json()).toMatchObject({
      users: expect.arrayContaining([
        { login: 'bert@dock.example', role: 'provider', provider: 'dock', disabled: false },
      ]),
    })
  })

  test('an account manager follows providers, and another list takes the place of the first', async () => {
    const made = await run(
      'user add --login joke@stad.example --role account-manager --portfolio lister,dock,dock --json',
    )
    expect(made.json()).toMatchObject({ role: 'account-manager', provider: null, portfolio: ['dock', 'lister'] })
    expect((await run('user portfolio --login joke@stad.example --portfolio extr-utrecht')).code).toBe(0)
    expect((await run('user list')).out.join('\n')).toMatch(/joke@stad\.example +account-manager +extr-utrecht +open/)
  })

  test('an own password comes from standard input and is not shown', async () => {
    const made = await run('user add --login cor@dock.example --role admin --password-stdin', `${OWN_PASSWORD}\n`)
    expect(made.code).toBe(0)
    expect([...made.out, ...made.err].join('\n')).not.toContain(OWN_PASSWORD)
  })

  test('work at once on a running server, and stop at once', async () => {
    const server = await startInProcess({ dataDir })
    const signIn = (login: string, password: unknown) =>
      fetch(`${server.origin}/api/v1/session`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Origin: server.origin },
        body: JSON.stringify({ login, password }),
      })
    const status = async (headers: Record<string, string>) =>
      (await fetch(`${server.origin}/api/v1/results`, { headers })).status
    const { password } = (await run('user add --login dora@dock.example --role provider --provider dock --json')).json()
    const reply = await signIn('dora@dock.example', password)
    expect(reply.status).toBe(200)
    const cookie = { Cookie: reply.headers.get('set-cookie')?.split(';')[0] ?? '' }
    expect(await status(cookie)).toBe(200)
    const changed = (await run('user password dora@dock.example --json')).json()
    expect(await status(cookie)).toBe(401)
    expect((await signIn('dora@dock.example', password)).status).toBe(401)
    const again = await signIn('dora@dock.example', changed.password)
    const cookieAgain = { Cookie: again.headers.get('set-cookie')?.split(';')[0] ?? '' }
    expect(await status(cookieAgain)).toBe(200)
    await run('user disable --login dora@dock.example')
    expect(await status(cookieAgain)).toBe(401)
    await run('user enable --login dora@dock.example')
    expect(await status(cookieAgain)).toBe(401)
    expect((await signIn('dora@dock.example', changed.password)).status).toBe(200)
    const { token } = (await run('token create --role provider --provider dock --name kort --json')).json()
    expect(await status({ Authorization: `Bearer ${token}` })).toBe(200)
    expect((await run('token list --json')).out.join()).not.toContain(String(token))
    await run('token revoke --name kort')
    expect(await status({ Authorization: `Bearer ${token}` })).toBe(401)
    await server.stop()
  })
})

describe('collectors', () => {
  test('take the surveys of their care type, else the general one, else those asked for', async () => {
    const add = async (rest: string) =>
      (await run(`collector add --provider dock ${rest} --channel own-device --json`)).json()
    expect(await add('--care-type sociaal-makelaarschap')).toEqual({
      code: expect.stringMatching(/^[2-9A-HJKMNP-Z]{7}$/),
      provider: 'dock',
      careType: 'sociaal-makelaarschap',
      location: '',
      channel: 'own-device',
      access: 'open',
      surveys: ['sociaal-makelaar-buurthuis'],
      url: expect.stringMatching(/^https:\/\/ervaring\.example\/v\/[2-9A-HJKMNP-Z]{7}$/),
      warnings: [],
    })
    expect(await add('--care-type maatwerktafel')).toMatchObject({ surveys: ['wmo-landelijk'] })
    expect(await add('--care-type taal --survey regiotaxi --survey taalles --survey regiotaxi')).toMatchObject({
      surveys: ['regiotaxi', 'taalles'],
    })
  })

  /** Provider and more · the day · what is said about it. */
  const unlikely: readonly [string, string, readonly (readonly [string, string])[]][] = [
    ['dock --care-type regiotaxi', '2026-11-23', [['other-care-type', 'regiotaxi niet bij DOCK']]],
    ['dock --care-type sociaal-makelaarschap', '2019-01-01', []],
    ['dock --care-type sociaal-makelaarschap', '2018-12-31', [['provider-not-active', 'pas vanaf 2019-01-01']]],
    ['joost-zorgt --care-type hulp-bij-huishouden', '2019-02-28', []],
    [
      'joost-zorgt --care-type hulp-bij-huishouden',
      '2019-03-01',
      [['provider-not-active', 'tot en met 2019-02-28. Opvolger: actief-zorg']],
    ],
    [
      'dock --care-type sociaal-makelaarschap --location gesloten',
      '2026-11-23',
      [['location-not-active', 'Het oude huis is er tot en met 2025-12-31']],
    ],
  ]
  test.each(unlikely)('of %s on %s are made, with the warnings %j', async (given, day, warnings) => {
    await closedLocation()
    const line = `collector add --provider ${given} --channel own-device`.split(' ')
    const now = () => Date.parse(`${day}T10:00:00Z`)
    const ran = await command(dataDir, [...line, '--json'], { now })
    expect(ran.code).toBe(0)
    const told = warnings.map(([code, words]) => ({ code, message: expect.stringContaining(words) }))
    expect(ran.json()).toMatchObject({ code: expect.any(String), warnings: told })
    const lines = (await command(dataDir, line, { now })).out.join('\n').split('\n')
    expect(lines.filter((one) => one.startsWith('Let op: '))).toHaveLength(warnings.length)
  })

  test('of other channels have no link yet', async () => {
    const ran = await run('collector add --provider dock --care-type taal --channel import --access invited --json')
    expect(ran.json()).toMatchObject({ channel: 'import', access: 'invited', url: null })
  })

  test('close by their code however it is typed, and the server serves them no more', async () => {
    const { code } = (await run('collector add --provider dock --care-type taal --channel own-device --json')).json()
    const server = await startInProcess({ dataDir })
    const status = async () => (await fetch(`${server.origin}/api/v1/collectors/${code}`)).status
    expect(await status()).toBe(200)
    expect((await run(`collector close ${String(code).toLowerCase()}`)).code).toBe(0)
    expect(await status()).toBe(410)
    await server.stop()
    expect((await run('collector list --json')).json()).toMatchObject({
      collectors: expect.arrayContaining([expect.objectContaining({ code, closed: true })]),
    })
  })
})

describe('the rest', () => {
  test('providers and care types are listed with what belongs to them', async () => {
    expect((await run('providers --json')).json()).toMatchObject({
      providers: expect.arrayContaining([
        expect.objectContaining({ id: 'dock', careTypes: expect.arrayContaining(['sociaal-makelaarschap']) }),
      ]),
    })
    expect((await run('care-types --json')).json()).toMatchObject({
      careTypes: expect.arrayContaining([expect.objectContaining({ id: 'regiotaxi', surveys: ['regiotaxi'] })]),
    })
  })

  test('release and verify say what they did', async () => {
    expect((await run('release --json')).json()).toEqual({
      released: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      groups: 0,
      openAnswers: 0,
      responses: 0,
    })
    expect((await run('verify --json')).json()).toEqual({
      responses: 0,
      bursts: 0,
      differences: [],
      integrity: 'ok',
      ok: true,
    })
    expect((await run('refused list --json')).json()).toEqual({ refused: [] })
    expect((await run('refused retry --json')).json()).toEqual({ tried: 0, stored: 0, refused: 0, later: 0 })
  })

  test('survey check names every fault of every file, and needs no database', async () => {
    const folder = temporaryFolder()
    const empty = join(folder, 'data')
    expect((await command(empty, ['survey', 'check', '--json'])).json()).toMatchObject({
      ok: true,
      faults: [],
      warnings: [],
    })
    expect(
      (await command(empty, ['survey', 'check', join(root, 'surveys/utrecht/taalles'), '--json'])).json(),
    ).toMatchObject({ surveys: ['taalles'] })
    mkdirSync(join(folder, 'surveys/proef/leeg'), { recursive: true })
    writeFileSync(join(folder, 'surveys/proef/leeg/survey.json'), '{')
    const ran = await command(empty, ['survey', 'check', join(folder, 'surveys/proef'), '--json'])
    expect(ran.code).toBe(1)
    expect(ran.json()).toMatchObject({ ok: false, problem: { code: 'faulty-files' } })
    const { faults } = ran.json() as { faults: readonly { file: string; mend: string }[] }
    expect(faults.map(({ file }) => file)).toContain('proef/leeg/survey.json')
    expect(faults.length).toBeGreaterThan(1)
    expect(existsSync(empty)).toBe(false)
    rmSync(folder, { recursive: true })
  })

  test('a real process makes a missing database beside nothing, and works beside a running server', async () => {
    const folder = temporaryFolder()
    const fresh = join(folder, 'deep', 'data')
    const first = await inProcess(fresh, ['collector', 'list', '--json'])
    expect(first.code).toBe(0)
    expect(first.err).toBe('')
    expect(JSON.parse(first.out)).toMatchObject({
      collectors: expect.arrayContaining([expect.objectContaining({ channel: 'own-device' })]),
    })
    expect(statSync(fresh).mode & 0o077).toBe(0)
    const server = await startProcess({ dataDir: fresh })
    const made = await inProcess(fresh, ['token', 'create', '--role', 'provider', '--provider', 'dock', '--json'])
    const { token } = JSON.parse(made.out) as { token: string }
    const reply = await fetch(`${server.origin}/api/v1/results`, { headers: { Authorization: `Bearer ${token}` } })
    expect(reply.status).toBe(200)
    const piped = await inProcess(
      fresh,
      ['user', 'add', '--login', 'eva@dock.example', '--role', 'admin', '--password-stdin', '--json'],
      OWN_PASSWORD,
    )
    expect(JSON.parse(piped.out)).toEqual({ login: 'eva@dock.example', role: 'admin', provider: null })
    expect((await inProcess(fresh, ['usr', 'add'])).code).toBe(2)
    expect((await inProcess(fresh, ['restore', join(fresh, 'ervaringwijzer.sqlite'), '--json'])).out).toContain(
      'Stop die eerst',
    )
    await server.stop()
    expect(readFileSync(join(fresh, 'ervaringwijzer.sqlite')).toString('latin1')).not.toContain(token)
    rmSync(folder, { recursive: true })
  })
})

/** A location of DOCK that is no more. */
async function closedLocation(): Promise<void> {
  const house = openHouse(settingsFor(dataDir), { lock: false, now: Date.now, randomBytes })
  house.deps.store.saveLocation({
    id: 'gesloten',
    provider: 'dock',
    name: 'Het oude huis',
    areas: {},
    validFrom: null,
    validUntil: '2025-12-31',
    succeededBy: null,
  })
  house.close()
}

/** The bundled command line in a process of its own. */
async function inProcess(folder: string, argv: readonly string[], stdin = '') {
  const cli = join(dirname(await bundledServer()), 'cli.js')
  const child = spawn(process.execPath, [cli, ...argv], {
    cwd: root,
    env: { PATH: process.env.PATH, DATA_DIR: folder },
  })
  child.stdin.end(stdin)
  let out = ''
  let err = ''
  child.stdout.on('data', (data: Buffer) => {
    out += data.toString()
  })
  child.stderr.on('data', (data: Buffer) => {
    err += data.toString()
  })
  const code = await new Promise<number | null>((done) => child.once('close', done))
  return { code, out, err }
}
