import { execFileSync } from 'node:child_process'
import { createHash, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { createServer, type Server } from 'node:tls'
import { type BrowserContext, chromium } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { browserPath, HEADLESS, newProfile } from '../support/browser.ts'
import { readDevice, violations } from '../support/reconcile.ts'
import { COLLECTOR } from '../support/sim-pool.ts'
import { id } from './device-phone.ts'
import { type DeviceServer, startDeviceServer } from './device-server.ts'

interface Certificate {
  readonly key: string
  readonly cert: string
}

const profile = newProfile()
let server: DeviceServer
let front: Server
let context: BrowserContext
let good: Certificate
const lines = new Set<Socket>()

beforeAll(async () => {
  server = await startDeviceServer()
  good = certificate('good')
  front = createServer(good, pass)
  await new Promise<void>((done) => front.listen(0, '127.0.0.1', done))
  const known = createHash('sha256')
    .update(new X509Certificate(good.cert).publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64')
  // This browser takes the good one for sound and no other.
  context = await chromium.launchPersistentContext(profile.folder, {
    executablePath: browserPath(),
    args: [...HEADLESS, `--ignore-certificate-errors-spki-list=${known}`],
  })
})
afterAll(async () => {
  await context?.close()
  for (const line of lines) line.destroy()
  front.close()
  await server.close()
  profile.forget()
})

/** A certificate that nobody has signed but itself. */
function certificate(name: string): Certificate {
  const [key, cert] = [join(profile.folder, `${name}.key`), join(profile.folder, `${name}.crt`)]
  const asked = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
  execFileSync('openssl', [...asked, '-subj', '/CN=localhost', '-keyout', key, '-out', cert], { stdio: 'ignore' })
  return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }
}

function pass(line: Socket): void {
  const behind = connect(Number(new URL(server.origin).port), '127.0.0.1')
  lines.add(line)
  line.on('close', () => lines.delete(line))
  line.on('error', () => behind.destroy())
  behind.on('error', () => line.destroy())
  line.pipe(behind).pipe(line)
}

/** From now on the server shows that one; lines that are open are cut. */
function show(shown: Certificate): void {
  front.setSecureContext(shown)
  for (const line of lines) line.destroy()
}

test('N10: behind a certificate that is not to be trusted an answer waits, and arrives when the right one is back', async () => {
  const page = await context.newPage()
  await page.goto(`https://localhost:${(front.address() as AddressInfo).port}/`)
  await page.waitForFunction(() => 'devicePage' in window)
  await page.evaluate((code) => window.devicePage.collector(code), COLLECTOR)
  const refused: string[] = []
  page.on('requestfailed', (request) => refused.push(request.failure()?.errorText ?? ''))
  const keep = (index: number) =>
    page.evaluate(([code, name]) => window.devicePage.keep(code, name), [COLLECTOR, id(index)] as const)
  const counts = () => page.evaluate(() => window.devicePage.counts())
  expect(await keep(1)).toEqual({ state: 'kept' })
  await expect.poll(counts, { timeout: 30_000 }).toEqual({ waiting: 0, quarantined: 0 })
  show(certificate('other'))
  expect(await keep(2)).toEqual({ state: 'kept' })
  await expect.poll(() => refused, { timeout: 30_000 }).toContain('net::ERR_CERT_AUTHORITY_INVALID')
  await expect.poll(() => page.evaluate(() => window.devicePage.failures()), { timeout: 30_000 }).toBeGreaterThan(0)
  expect(await counts()).toEqual({ waiting: 1, quarantined: 0 })
  expect(server.ingest.store().response(id(2))).toBe(null)
  show(good)
  await expect
    .poll(
      async () => {
        await page.evaluate(() => dispatchEvent(new Event('online')))
        return counts()
      },
      { timeout: 60_000 },
    )
    .toEqual({ waiting: 0, quarantined: 0 })
  const [confirmed, store] = [[id(1), id(2)], server.ingest.store()]
  expect(violations({ confirmed, device: await readDevice(page), store, settled: true })).toEqual([])
})
