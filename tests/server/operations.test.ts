import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readConfig } from '../../server/config.ts'
import { BACKUP_DAYS } from '../../shared/keeping.ts'

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
    for (const site of sites) expect(site).toContain('access_log off;')
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
