// Adds up what the tests wrote down with accessibility-report.ts.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const PARTS = ['survey', 'pages', 'paper', 'portal']

/** Throws away what an earlier run wrote down. */
export function clearChecked(build) {
  rmSync(join(build, 'accessibility'), { recursive: true, force: true })
}

/** Writes `.build/accessibility.json` from this run; nothing where no screen was looked at. */
export function summariseChecked(build, version, date) {
  const folder = join(build, 'accessibility')
  if (!existsSync(folder)) return
  const lines = readdirSync(folder).flatMap((file) => readFileSync(join(folder, file), 'utf8').trim().split('\n'))
  const checks = lines.map((line) => JSON.parse(line))
  const { chromium, axe } = checks[0]
  const parts = Object.fromEntries(PARTS.map((part) => [part, sum(checks.filter((check) => check.part === part))]))
  const report = { date, version, chromium, axe, parts }
  writeFileSync(join(build, 'accessibility.json'), `${JSON.stringify(report, null, 2)}\n`)
}

function sum(checks) {
  const all = (key) => [...new Set(checks.map((check) => check[key]).filter((value) => value !== undefined))].sort()
  return {
    screens: all('screen').length,
    checks: checks.length,
    violations: checks.reduce((total, { violations }) => total + violations.length, 0),
    rules: [...new Set(checks.flatMap(({ violations }) => violations))].sort(),
    languages: all('language'),
    widths: all('width').sort((one, other) => one - other),
    sizes: all('size'),
    contrasts: all('contrast'),
  }
}
