// `npm test`: installs what is missing (packages, a browser), builds, runs every test, and counts.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { developersWords, ensureBuilt, ensureInstalled, root } from '../server/launch/prepare.mjs'
import { clearChecked, summariseChecked } from './support/accessibility-summary.mjs'
import { ensureBrowser, ensureFont, ensureOffice, ensureOpenssl, ensureStrace } from './support/find-tools.mjs'

await ensureInstalled(developersWords)
await ensureBuilt(developersWords)
process.env.CHROMIUM = await ensureBrowser()
await ensureFont()
await ensureOffice()
await ensureStrace()
await ensureOpenssl()

// Whatever a test leaves behind, a killed browser's profile too, is gone with this folder.
const temporary = mkdtempSync(join(tmpdir(), 'tests-'))
process.env.TMPDIR = temporary

const report = join(root, '.build', 'test-report.json')
rmSync(report, { force: true })
clearChecked(join(root, '.build'))
console.error(
  '→ Running the tests: unit, real browser, real server under kill. Half an hour, on a busy machine more than one.',
)
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...process.argv.slice(2)]
const child = spawn(process.execPath, [vitest, ...args], { cwd: root, stdio: 'inherit' })
const code = await new Promise((done) => child.on('close', (status) => done(status ?? 1)))
rmSync(temporary, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
summariseChecked(join(root, '.build'), version, new Date().toISOString().slice(0, 10))
if (!existsSync(report)) {
  console.error('The tests ended before they could report.')
  process.exit(code || 1)
}
const { numPassedTests, numFailedTests, numTotalTests } = JSON.parse(readFileSync(report, 'utf8'))
console.log(`\n${numPassedTests} passed, ${numFailedTests} failed`)
process.exit(numTotalTests === 0 ? 1 : code)
