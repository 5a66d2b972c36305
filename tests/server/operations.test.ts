import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readConfig } from '../../server/config.ts'
import { BACKUP_DAYS } from '../../shared/keeping.ts'
import { bundledServer, temporaryFolder } from '../support/server.ts'

const folder = join(import.meta.dirname, '../../server/operations')
const text = (file: string) => readFileSync(join(folder, file), 'utf8')
const units = readdirSync(folder).filter((name) => /\.(service|timer)$/.test(name))
const SETTINGS = ['PORT', 'HOST', 'DATA_DIR', 'MUNICIPALITY', 'SPEECH', 'PUBLIC_URL']

describe('operations', () => {
  test.each([...units.filter((name) => name.endsWith('.service')), 'Containerfile'])(
    '%s sets what the server knows, to what it takes',
    (file) => {
      const lines = text(file)
        .split('\n')
        .filter((line) => /^(Environment=|ENV )/.test(line))
      const settings = Object.fromEntries(
        lines.flatMap((line) => [...line.matchAll(/([A-Z_]+)=(\S+)/g)].map(([, name, value]) => [name, value])),
      ) as Readonly<Record<string, string>>
      expect(Object.keys(settings).filter((name) => !SETTINGS.includes(name))).toEqual([])
      expect(settings.DATA_DIR).toMatch(/^\//)
      expect(readConfig(settings)).not.toHaveProperty('faults')
    },
  )

  test('the units start what the build makes', () => {
    for (const file of units.filter((name) => name.endsWith('.service'))) {
      const [, started = ''] = /ExecStart=.*?(\.build\/\S+?\.js)/.exec(text(file)) ?? []
      expect(existsSync(join(folder, '../..', started)), `${file}: ${started}`).toBe(true)
    }
  })

  test('the nightly recipe makes a backup and puts it back, and fails when that cannot be', async () => {
    const [, script = ''] = /^ExecStart=\/bin\/sh -c '(.*)'$/m.exec(text('ervaringwijzer-backup.service')) ?? []
    const cli = (await bundledServer()).replace(/main\.js$/, 'cli.js')
    const [data, copies] = [temporaryFolder(), temporaryFolder()]
    const run = (more = '') => {
      // What systemd makes of it: %% is % and $$ is $.
      const shell = script
        .replaceAll('%%', '%')
        .replaceAll('$$', '$')
        .replaceAll('/usr/bin/node', process.execPath)
        .replaceAll('.build/server/cli.js', cli)
        .replaceAll('/var/lib/ervaringwijzer-backup', copies)
        .replace(' && ', `${more} && `)
      const env = { PATH: process.env.PATH, DATA_DIR: data, MUNICIPALITY: 'utrecht', SPEECH: 'off' }
      return spawnSync('/bin/sh', ['-c', shell], { env, cwd: join(folder, '../..'), encoding: 'utf8' })
    }
    const well = run()
    expect([well.status, well.stderr]).toEqual([0, ''])
    expect(well.stdout).toMatch(/Reservekopie gemaakt[\s\S]*De oefening is gelukt/)
    const [copy] = readdirSync(copies)
    expect(readdirSync(copies)).toEqual([expect.stringMatching(/^\d{4}-\d\d-\d\d-\d{6}\.sqlite$/)])
    rmSync(join(copies, copy ?? ''))
    const spoilt = run('; truncate -s 8192 "$copy"')
    expect([spoilt.status, spoilt.stderr]).toEqual([1, expect.stringContaining('niet terug te zetten')])
    for (const made of [data, copies]) rmSync(made, { recursive: true })
  })

  test('backups are kept as long as is said', () => {
    expect(text('ervaringwijzer-backup.service')).toContain(`-mtime +${BACKUP_DAYS} -delete`)
  })

  test('nothing runs as root, or can write outside its data', () => {
    const unit = text('ervaringwijzer.service')
    for (const line of ['DynamicUser=yes', 'ProtectSystem=strict', 'NoNewPrivileges=yes', 'CapabilityBoundingSet='])
      expect(unit.split('\n')).toContain(line)
    expect(text('Containerfile')).toMatch(/\nUSER node\n/)
  })

  test('the web server in front keeps no log of who came', () => {
    const sites = text('nginx.conf')
      .split(/^server \{/m)
      .slice(1)
    expect(sites).toHaveLength(2)
    for (const site of sites) expect(site).toMatch(/access_log off;\s+error_log \S+ emerg;/)
  })

  test('the web server in front speaks TLS 1.2 and 1.3 only, with forward secrecy', () => {
    const [site = ''] = text('nginx.conf')
      .split(/^server \{/m)
      .slice(1)
    expect(site).toContain('ssl_protocols TLSv1.2 TLSv1.3;')
    const [, ciphers = ''] = /ssl_ciphers (.*);/.exec(site) ?? []
    expect(ciphers.split(':').every((cipher) => cipher.startsWith('ECDHE+'))).toBe(true)
  })

  test('plain http is sent on for pages only, never for the API', () => {
    const [, plain = ''] = text('nginx.conf').split(/^ {2}listen 80;$/m)
    expect(plain).toMatch(/location \/api\/ \{\s+return 403;/)
    expect(plain).toContain('return 301 https://$host$request_uri;')
    expect(plain).not.toContain('proxy_pass')
  })

  test('the web server lets nobody outside read metrics, and puts no answer in a file', () => {
    const site = text('nginx.conf')
    expect(site).toMatch(/location = \/metrics \{\s+return 404;/)
    expect(site).toMatch(/proxy_set_header Via /)
    const [most, held] = ['client_max_body_size', 'client_body_buffer_size'].map(
      (name) => new RegExp(`${name} (.*);`).exec(site)?.[1],
    )
    expect(most).toBe(held)
  })

  test('a container is built without data, keys and the repository', () => {
    const left = readFileSync(join(folder, '../../.dockerignore'), 'utf8').split('\n')
    for (const name of ['.git', 'data*', 'node_modules', '*.sqlite']) expect(left).toContain(name)
  })

  test('systemd finds no mistake in the units, where it is there', () => {
    const { error, stderr } = spawnSync(
      'systemd-analyze',
      ['verify', '--recursive-errors=no', ...units.map((name) => join(folder, name))],
      { encoding: 'utf8' },
    )
    if (error) return expect(units.length).toBeGreaterThan(2)
    const mistakes = stderr.split('\n').filter((line) => /Unknown|Invalid|Failed to parse|not recognized/i.test(line))
    expect(mistakes).toEqual([])
  })
})
