import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request } from 'node:http'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { listen, stopListening } from '../../server/http/http-server.ts'
import { killLeftServers, startProcess, temporaryFolder } from '../support/server.ts'

const folder = temporaryFolder()

afterAll(() => {
  killLeftServers()
  rmSync(folder, { recursive: true, force: true })
})

/** What a server prints that cannot start. */
async function refusal(env: Readonly<Record<string, string>>, dataDir = join(folder, 'unused')): Promise<string> {
  const started = await startProcess({ dataDir, env }).catch((error: unknown) => String(error))
  if (typeof started === 'string') return started
  await started.stop()
  throw new Error('it started')
}

test('a first start fills the data folder and prints links that work; a second one prints the same and adds nothing', async () => {
  const dataDir = join(folder, 'first')
  const first = await startProcess({ dataDir })
  expect(first.codes.length).toBeGreaterThan(2)
  for (const code of first.codes) expect((await fetch(`${first.origin}/api/v1/collectors/${code}`)).status).toBe(200)
  expect(first.output()).toContain('/resultaten')
  expect(first.output()).toContain('npm run cli -- user add')
  expect(first.output()).toContain(dataDir)
  expect(await first.stop()).toBe(0)
  expect(first.output()).toContain('De server is gestopt.')
  const second = await startProcess({ dataDir })
  expect(second.codes).toEqual(first.codes)
  expect(await second.stop('SIGINT')).toBe(0)
  // A clean stop folds the log of the database into it.
  expect(readdirSync(dataDir).sort()).toEqual(['ervaringwijzer.sqlite', 'keys', 'secret', 'server.lock'])
})

test('a data folder in a place where none can be made is refused, and soon', async () => {
  // Node's own recursive mkdir never comes back from there.
  const started = startProcess({ dataDir: '/proc/ervaringwijzer/data', killAfterMs: 10_000 })
  await expect(started).rejects.toThrow(/ended with 1:\nDe gegevensmap .* is niet te beschrijven/)
})

test('a second server on the same data folder is refused, also after the first one was killed and started again', async () => {
  const dataDir = join(folder, 'shared')
  const first = await startProcess({ dataDir })
  expect(await refusal({}, dataDir)).toMatch(/ended with 1:\nEr draait al een server op de gegevensmap /)
  await first.stop('SIGKILL')
  const again = await startProcess({ dataDir })
  expect(await again.stop()).toBe(0)
})

test('a request under way is answered when the server is told to stop, however often', async () => {
  const server = await startProcess({ dataDir: join(folder, 'drained') })
  const body = JSON.stringify({ protocol: 1, envelopes: [{}] })
  const headers = { 'Content-Type': 'application/json', 'Content-Length': body.length }
  const sent = request(`${server.origin}/api/v1/responses`, {
    method: 'POST',
    headers: { ...headers, Expect: '100-continue' },
  })
  const reply = new Promise<number | undefined>((done, failed) => {
    sent.on('response', (got) => done(got.resume().statusCode))
    sent.on('error', failed)
  })
  // "Continue" says that the server has read the request's head: now it is under way.
  await new Promise((done) => sent.once('continue', done).flushHeaders())
  const stopped = server.stop('SIGTERM')
  process.kill(server.pid, 'SIGINT')
  sent.end(body)
  expect(await reply).toBe(200)
  expect(await stopped).toBe(0)
})

test('a port that is taken is told with how to mend it', async () => {
  const other = createServer()
  const port = await listen(other, 0, '127.0.0.1')
  const said = await refusal({ PORT: String(port) })
  await stopListening(other)
  expect(said).toMatch(`ended with 1:\nPoort ${port} is al in gebruik.`)
  expect(said).toContain(`PORT=${port + 1} npm start`)
})

test('every wrong setting is told at once, and nothing is made', async () => {
  const dataDir = join(folder, 'never')
  const said = await refusal({ PORT: 'x', PUBLIC_URL: 'y' }, dataDir)
  expect(said).toContain('PORT is "x"')
  expect(said).toContain('PUBLIC_URL is "y"')
  expect(readdirSync(folder)).not.toContain('never')
})

test('a municipality that is not there is told, with those that are', async () => {
  expect(await refusal({ MUNICIPALITY: 'utrect' })).toMatch(/utrect[\s\S]*utrecht/)
})

test('an address that this machine does not have is told', async () => {
  expect(await refusal({ HOST: '203.0.113.7' })).toContain('heeft het adres "203.0.113.7" niet')
})

test('a data folder that is a file is told', async () => {
  const file = join(folder, 'file')
  writeFileSync(file, '')
  expect(await refusal({}, file)).toMatch(/ended with 1:\nDe gegevensmap .*file is geen map/)
})

test('a database without its keys stops the start, rather than making others', async () => {
  const dataDir = join(folder, 'keyless')
  const server = await startProcess({ dataDir })
  await server.stop()
  rmSync(join(dataDir, 'keys'), { recursive: true })
  expect(await refusal({}, dataDir)).toContain('sleutels ontbreken')
  expect(readdirSync(join(dataDir, 'keys'))).toEqual([])
})

test('no start prints an error with a stack', async () => {
  mkdirSync(join(folder, 'broken'))
  writeFileSync(join(folder, 'broken', 'ervaringwijzer.sqlite'), 'no database')
  writeFileSync(join(folder, 'broken', 'secret'), 'a'.repeat(64))
  expect(await refusal({}, join(folder, 'broken'))).not.toMatch(/\n\s+at /)
})
