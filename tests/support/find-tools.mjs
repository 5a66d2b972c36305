// Finds, or installs, what tests need beside the packages: a Chromium, and strace for the order of commit and reply.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { aptInstall, root, runSlow } from '../../server/launch/prepare.mjs'

const candidates = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const fallbackFolder = join(root, 'node_modules', '.cache', 'browser')

/** Path of a Chromium that starts; installs Debian's when possible, else one that ships in a package. */
export async function ensureBrowser() {
  const found = candidates.find((path) => path && existsSync(path))
  if (found) return found
  if (await aptInstall('Installing Chromium for the browser tests.', ['chromium'])) return '/usr/bin/chromium'
  return packagedBrowser()
}

async function packagedBrowser() {
  const entry = join(fallbackFolder, 'node_modules', '@sparticuz', 'chromium', 'build', 'index.js')
  if (!existsSync(entry)) {
    const args = [
      'install',
      '--prefix',
      fallbackFolder,
      '--no-save',
      '--no-audit',
      '--no-fund',
      '@sparticuz/chromium@153.0.0',
    ]
    const { code, output } = await runSlow('Installing a Chromium from the packages.', 'npm', args)
    if (code !== 0) {
      console.error(output)
      console.error('No browser: install Chromium (Debian: apt-get install chromium) or set CHROMIUM to its path.')
      process.exit(1)
    }
  }
  const { default: chromium } = await import(entry)
  return chromium.executablePath()
}

const FONT = '/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf'

/** Installs a font with letters for all our languages, as phones have: what fits on a screen is measured in it. */
export async function ensureFont() {
  if (!existsSync(FONT)) await aptInstall('Installing the fonts that screens are measured in.', ['fonts-noto-core'])
}

/** Installs strace when it is missing and can be installed; the test that uses it says what it does without. */
export async function ensureStrace() {
  if (spawnSync('which', ['strace']).status !== 0) await aptInstall('Installing strace for the fsync test.', ['strace'])
}

/** Installs openssl, which makes the bad certificate that the browser is to refuse. */
export async function ensureOpenssl() {
  if (spawnSync('which', ['openssl']).status !== 0)
    await aptInstall('Installing openssl for a bad certificate.', ['openssl'])
}

/** Installs LibreOffice's Calc when it is missing and can be installed; the test that opens our workbooks in it says what it
 *  does without. */
export async function ensureOffice() {
  if (spawnSync('which', ['soffice']).status === 0) return
  await aptInstall('Installing LibreOffice Calc, in which our workbooks are opened.', ['libreoffice-calc-nogui'])
}
