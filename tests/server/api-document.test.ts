import { Validator } from '@seriousme/openapi-schema-validator'
import Ajv from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { apiDocument, ROADS } from '../../server/api/document.ts'
import { createApp } from '../../server/app.ts'
import { cliOf } from '../support/portal.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

const document = apiDocument({ publicUrl: 'http://localhost:3000', productName: 'Ervaringwijzer' })

let server: InProcess
let keys: readonly string[]
beforeAll(async () => {
  server = await startInProcess()
  await cliOf(server, 'demo', 'load')
  keys = await Promise.all(
    [['admin'], ['reader'], ['provider', '--provider', 'dock']].map(async ([role = '', ...more]) => {
      const { token } = await cliOf(server, 'token', 'create', '--role', role, '--name', `proef ${role}`, ...more)
      return String(token)
    }),
  )
})
afterAll(() => server.stop())

const get = (path: string, key: string) =>
  fetch(`${server.origin}/api/v1${path}`, { headers: { Authorization: `Bearer ${key}` } })

interface Layer {
  readonly route?: { readonly path: string }
  readonly handle?: { readonly stack?: readonly Layer[] }
}
function pathsIn(stack: readonly Layer[]): readonly string[] {
  return stack.flatMap(({ route, handle }) => (route ? [route.path] : pathsIn(handle?.stack ?? [])))
}

describe('the document of the API', () => {
  test('is valid OpenAPI, and served as it is made', async () => {
    expect(await new Validator().validate(JSON.parse(JSON.stringify(document)))).toMatchObject({ valid: true })
    const served = await (await fetch(`${server.origin}/api/v1/openapi.json`)).json()
    expect(served.paths).toEqual(JSON.parse(JSON.stringify(document.paths)))
  })

  test('has every address of figures, and no other', () => {
    const app = createApp(server.house.deps) as unknown as { readonly router: { readonly stack: readonly Layer[] } }
    const figures = pathsIn(app.router.stack).filter((path) => /^\/api\/v1\/(results|codebook|report)/.test(path))
    expect(ROADS.map(({ path }) => `/api/v1${path}`).sort()).toEqual([...new Set(figures)].sort())
  })

  const ajv = new Ajv({ strict: false, validateFormats: false })
  ajv.addSchema(JSON.parse(JSON.stringify(document)), 'api')
  const OF_DOCK = '?provider=dock&careType=sociaal-makelaarschap'
  /** What may not be left out. */
  const NEEDED: Readonly<Record<string, string>> = {
    '/results/others': OF_DOCK,
    '/report.pdf': '?provider=willemsen-de-koning',
  }
  const QUERIES: Readonly<Record<string, readonly string[]>> = {
    '/results': [
      '',
      '?by=quarter',
      '?by=careType,year',
      '?limit=3',
      '?updatedSince=2020-01&limit=2',
      '?from=1999-01&to=1999-02',
    ],
    '/results/others': [OF_DOCK],
    '/results/themes': ['', '?by=quarter', OF_DOCK],
    '/results/background': ['', '?careType=sociaal-makelaarschap'],
    '/results/nearest': ['', '?from=1999-01&to=1999-02'],
    '/results/choices': [''],
  }
  const asked = ROADS.flatMap(({ path, reply }) =>
    'schema' in reply ? (QUERIES[path] ?? []).map((query) => [path + query, reply.schema] as const) : [],
  )
  test.each(asked)('fits what %s really gives (%s)', async (path, schema) => {
    let fitted = 0
    for (const key of keys) {
      const reply = await get(path, key)
      const body = await reply.json()
      const name = reply.status === 200 ? schema : 'Problem'
      const fits = ajv.compile({ $ref: `api#/components/schemas/${name}` })
      expect({ fits: fits(body), errors: fits.errors }).toEqual({ fits: true, errors: null })
      fitted += reply.status === 200 ? 1 : 0
    }
    expect(fitted).toBeGreaterThan(0)
  })

  test.each(ROADS.flatMap(({ path, reply }) => ('file' in reply ? [[path, reply.file] as const] : [])))(
    'says what kind of file %s is',
    async (path, type) => {
      expect((await get(path + (NEEDED[path] ?? ''), keys[0] ?? '')).headers.get('content-type')).toContain(type)
    },
  )

  test('knows every parameter that is taken, and takes every one that it knows', async () => {
    for (const { path, parameters } of ROADS.filter(({ path }) => path !== '/results/choices')) {
      const needed = NEEDED[path] ?? '?'
      const given = new URLSearchParams(needed)
      const empty = parameters
        .filter(({ name }) => !given.has(name))
        .map(({ name }) => (name === 'flavour' ? 'flavour=nl' : `${name}=`))
      const reply = await get(`${path}${needed}&${empty.join('&')}`, keys[0] ?? '')
      expect([path, reply.status]).toEqual([path, 200])
      expect((await get(`${path}?kleur=rood`, keys[0] ?? '')).status).toBe(400)
    }
  })
})

test('a key made by the command line is what the document says', async () => {
  expect(document.components.securitySchemes.key).toMatchObject({ type: 'http', scheme: 'bearer' })
  expect(keys.every((key) => /^ew_[\w-]{43}$/.test(key))).toBe(true)
})
