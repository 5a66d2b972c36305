import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium } from 'playwright-core'

const PLACES = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser']

/** What the browser does without. The first two are pages of its own for its address bar, which take two seconds of processor
 *  for every window. It heeds only the last list that it gets, so that what Playwright leaves out is named again. */
const WITHOUT = [
  ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'],
  ...[
    'AimEnabled',
    'LensOverlay',
    'MediaRouter',
    'OptimizationHints',
    'NetworkTimeServiceQuerying',
    'PreconnectToSearch',
  ],
  ...['HttpsUpgrades', 'HttpsFirstBalancedModeAutoEnable', 'AvoidCorsURLLoaderRestartOnRedirect'],
  ...[
    'AvoidUnnecessaryBeforeUnloadCheckSync',
    'DestroyProfileOnBrowserClose',
    'PaintHolding',
    'ThirdPartyStoragePartitioning',
  ],
]

/** A browser without a window, that leaves out what no test needs. */
export const HEADLESS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  `--disable-features=${WITHOUT.join(',')}`,
]

/** Quiet: no traffic of the browser's own, so that a test sees only the app's requests. */
const FLAGS = [...HEADLESS, '--disable-quic', '--no-first-run', '--disable-component-update', '--disable-sync']

/** Path of the browser: `CHROMIUM`, else where Debian puts it. Throws when there is none. */
export function browserPath(): string {
  const path = process.env.CHROMIUM ?? PLACES.find((place) => existsSync(place))
  if (!path) throw new Error('No browser: install chromium, or set CHROMIUM to its path')
  return path
}

/** How long a page may take for one thing, in milliseconds: a busy machine is no fault of what is tested. */
const PATIENCE = 90_000

/** A browser for many contexts, each as a fresh phone. */
export async function openBrowser(): Promise<Browser> {
  const browser = await chromium.launch({ executablePath: browserPath(), args: FLAGS })
  const open = browser.newContext.bind(browser)
  browser.newContext = async (options) => patient(await open(options))
  return browser
}

function patient(context: BrowserContext): BrowserContext {
  context.setDefaultTimeout(PATIENCE)
  return context
}

/** A folder with what a browser keeps; remove it with `forget`. */
export function newProfile(): { readonly folder: string; readonly forget: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'ervaringwijzer-profile-'))
  return { folder, forget: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) }
}

/** A browser that keeps its data in that folder, so that it can be closed and opened again. */
export async function openProfile(folder: string): Promise<BrowserContext> {
  return patient(
    await chromium.launchPersistentContext(folder, { executablePath: browserPath(), args: FLAGS, ...PHONE }),
  )
}

/** The smallest phone that every screen must fit. */
export const PHONE = { viewport: { width: 360, height: 640 }, locale: 'nl-NL' } as const
