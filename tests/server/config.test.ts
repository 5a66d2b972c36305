import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { readConfig } from '../../server/config.ts'

test('without settings everything has a default', () => {
  expect(readConfig({})).toEqual({
    port: 3000,
    host: '',
    dataDir: resolve('data'),
    municipality: 'utrecht',
    publicUrl: 'http://localhost:3000',
    clientDir: resolve('.build/client'),
    clipsDir: resolve('.build/audio'),
    engineFile: resolve('.build/server/speech-engine.js'),
    rendersSpeech: true,
    surveysDir: resolve('surveys'),
    textDir: resolve('client/text'),
  })
})

test('an empty setting counts as not set', () => {
  expect(readConfig({ PORT: '', HOST: ' ', DATA_DIR: '', MUNICIPALITY: '', PUBLIC_URL: '' })).toEqual(readConfig({}))
})

test('the public address follows the port and loses its last slash', () => {
  expect(readConfig({ PORT: '8080' })).toMatchObject({ port: 8080, publicUrl: 'http://localhost:8080' })
  expect(readConfig({ PUBLIC_URL: 'https://ervaring.example/' })).toMatchObject({
    publicUrl: 'https://ervaring.example',
  })
})

const wrong: readonly [string, string, string][] = [
  ['PORT', 'drieduizend', 'PORT=3000'],
  ['PORT', '65536', 'PORT=3000'],
  ['PORT', '-1', 'PORT=3000'],
  ['PORT', '3e3', 'PORT=3000'],
  ['HOST', 'http://localhost', 'HOST=127.0.0.1'],
  ['PUBLIC_URL', 'ervaring.example', 'PUBLIC_URL=https://'],
  ['PUBLIC_URL', 'https://ervaring.example/app', 'PUBLIC_URL=https://'],
  ['PUBLIC_URL', 'https://naam:geheim@ervaring.example', 'PUBLIC_URL=https://'],
  ['PUBLIC_URL', 'ftp://ervaring.example', 'PUBLIC_URL=https://'],
  ['MUNICIPALITY', '../elders', 'MUNICIPALITY=utrecht'],
  ['MUNICIPALITY', 'Utrecht', 'MUNICIPALITY=utrecht'],
  ['SPEECH', 'nee', 'SPEECH=off'],
]

test.each(wrong)('%s=%s is refused with an example of a right one', (name, value, example) => {
  const read = readConfig({ [name]: value })
  expect(read).toHaveProperty('faults')
  const faults = 'faults' in read ? read.faults : []
  expect(faults).toHaveLength(1)
  expect(faults[0]).toContain(`${name} is "${value}"`)
  expect(faults[0]).toContain(example)
})

test('all faults come at once', () => {
  expect(readConfig({ PORT: 'x', HOST: '/', PUBLIC_URL: 'x', MUNICIPALITY: '/' })).toMatchObject({
    faults: { length: 4 },
  })
})
