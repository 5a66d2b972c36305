import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const PREPARE = fileURLToPath(new URL('../../server/launch/prepare.mjs', import.meta.url))

/** Runs a step that ends by itself when it has been told of often enough, and gives what was said. */
function saidWhile(title: string): readonly string[] {
  const code = `
    const { runSlow } = await import(${JSON.stringify(PREPARE)})
    const child = ['-e', 'setTimeout(() => {}, 200)']
    const { code } = await runSlow(${JSON.stringify(title)}, process.execPath, child, { tellMs: 10 })
    process.exit(code)`
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' })
  expect(status).toBe(0)
  return stderr.trim().split('\n')
}

test('a start that takes long names what it does, each time that it says it goes on', () => {
  const [first, ...others] = saidWhile('Stap 2 van 3: app bouwen. Meestal minder dan een minuut.')
  expect(first).toBe('→ Stap 2 van 3: app bouwen. Meestal minder dan een minuut.')
  expect(others.pop()).toMatch(/^ {2}✓ \d+ s$/)
  expect(others.length).toBeGreaterThan(0)
  for (const line of others) expect(line).toMatch(/^ {2}… Stap 2 van 3: app bouwen: \d+ s$/)
})
