import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { STATUS } from '../../server/http/problem.ts'

const root = resolve(import.meta.dirname, '../..')
const readme = readFileSync(resolve(root, 'server/README.md'), 'utf8')

function section(title: string): string {
  return readme.split('\n## ').find((part) => part.startsWith(title)) ?? ''
}

test('the readme lists every problem with its status, and no other', () => {
  const listed = [...section('Problems').matchAll(/^\| `([a-z-]+)` \| (\d{3}) \|/gm)].map(([, code, status]) => [
    code,
    Number(status),
  ])
  expect(Object.fromEntries(listed)).toEqual(STATUS)
})

test('the readme lists every reason for a refusal, and no other', () => {
  const wire = readFileSync(resolve(root, 'shared/wire.ts'), 'utf8')
  const type = /export type RefusalReason =([^/]*?)\n\n/.exec(wire)?.[1] ?? ''
  const reasons = [...type.matchAll(/'([a-z-]+)'/g)].map(([, reason]) => reason)
  const listed = [...section('Refusals').matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, reason]) => reason)
  expect(reasons.length).toBeGreaterThan(5)
  expect(listed.sort()).toEqual(reasons.sort())
})
