import fc from 'fast-check'

/** One change to a JSON value: where (which child, at each level down) and what. */
export interface Mutation {
  readonly steps: readonly number[]
  readonly kind: 'replace' | 'remove' | 'double' | 'add' | 'scratch'
  readonly value: unknown
  readonly key: string
}

/** One change to raw bytes at `at` (a share of the length). */
export interface Scratch {
  readonly at: number
  readonly kind: 'flip' | 'insert' | 'delete' | 'truncate' | 'repeat' | 'head'
  readonly bytes: Uint8Array
}

const NASTY_KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'length',
  'id',
  'hash',
  'kid',
  'sealed',
  '',
  '\u0000',
]
const NASTY_VALUES: readonly unknown[] = [
  null,
  '',
  '\u0000',
  '\ud800',
  '\u202eabc',
  '😀'.repeat(200),
  'A'.repeat(70_000),
  'A'.repeat(260_000),
  "' or 1=1 --",
  0,
  -1,
  1e308,
  2 ** 53,
  true,
  [],
  {},
  [[[[[[]]]]]],
  deep(2000),
  '00000000-0000-4000-8000-000000000000',
  'f'.repeat(64),
]

function deep(depth: number): unknown {
  let value: unknown = 1
  for (let level = 0; level < depth; level += 1) value = [value]
  return value
}

export const mutation: fc.Arbitrary<Mutation> = fc.record({
  steps: fc.oneof(
    fc.array(fc.nat(60), { maxLength: 4 }),
    // Into the envelopes, the second key of a batch, where most is to be spoilt.
    { weight: 3, arbitrary: fc.array(fc.nat(60), { minLength: 1, maxLength: 3 }).map((steps) => [1, ...steps]) },
  ),
  kind: fc.constantFrom('replace', 'remove', 'double', 'add', 'scratch'),
  value: fc.oneof(fc.constantFrom(...NASTY_VALUES), fc.jsonValue({ depthSize: 'small' })),
  key: fc.oneof(fc.constantFrom(...NASTY_KEYS), fc.string({ maxLength: 8 })),
})

export const scratch: fc.Arbitrary<Scratch> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  kind: fc.constantFrom('flip', 'insert', 'delete', 'truncate', 'repeat', 'head'),
  bytes: fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 6 }),
    fc.constantFrom(
      Uint8Array.of(0xef, 0xbb, 0xbf),
      Uint8Array.of(0xff, 0xfe),
      Uint8Array.of(0xc0, 0x80),
      Uint8Array.of(0x22),
    ),
  ),
})

/** The value after that change; the value itself is left as it was. */
export function mutate(value: unknown, { steps, kind, value: fresh, key }: Mutation): unknown {
  const [step, ...rest] = steps
  if (Array.isArray(value)) return mutateList(value, { steps, kind, value: fresh, key })
  if (typeof value !== 'object' || value === null) return kind === 'scratch' ? scratched(value, steps) : fresh
  const entries = Object.entries(value)
  if (step === undefined || entries.length === 0) return kind === 'replace' ? fresh : withKey(entries, key, fresh)
  const at = step % entries.length
  const [name, child] = entries[at] ?? ['', null]
  if (kind === 'remove' && rest.length === 0) return fromEntries(entries.filter((_, index) => index !== at))
  return withKey(entries, name, mutate(child, { steps: rest, kind, value: fresh, key }))
}

function mutateList(list: readonly unknown[], { steps, ...what }: Mutation): unknown {
  const [step, ...rest] = steps
  if (step === undefined || list.length === 0) return what.kind === 'replace' ? what.value : [...list, what.value]
  const at = step % list.length
  if (rest.length === 0 && what.kind === 'remove') return list.filter((_, index) => index !== at)
  if (rest.length === 0 && what.kind === 'double')
    return [...list, ...Array.from({ length: 1 + (step % 50) }, () => list[at])]
  return list.map((child, index) => (index === at ? mutate(child, { steps: rest, ...what }) : child))
}

function scratched(value: unknown, steps: readonly number[]): unknown {
  const text = String(value)
  const at = (steps[0] ?? text.length >> 1) % Math.max(1, text.length)
  return `${text.slice(0, at)}${String.fromCharCode(text.charCodeAt(at) ^ 1)}${text.slice(at + 1)}`
}

function withKey(entries: readonly (readonly [string, unknown])[], key: string, value: unknown): unknown {
  return fromEntries([...entries.filter(([name]) => name !== key), [key, value]])
}

/** Like Object.fromEntries; `__proto__` becomes a key of its own, so that it is written into the JSON. */
function fromEntries(entries: readonly (readonly [string, unknown])[]): unknown {
  const made = {}
  for (const [name, value] of entries) {
    Object.defineProperty(made, name, { value, enumerable: true, configurable: true, writable: true })
  }
  return made
}

/** The bytes after that change. */
export function scratchBytes(body: Buffer, { at, kind, bytes }: Scratch): Buffer {
  const place = Math.min(body.length, Math.floor(at * body.length))
  const [before, after] = [body.subarray(0, place), body.subarray(place)]
  switch (kind) {
    case 'flip':
      return Buffer.concat([
        before,
        Buffer.from(after.subarray(0, 1).map((byte) => byte ^ (bytes[0] ?? 1))),
        after.subarray(1),
      ])
    case 'insert':
      return Buffer.concat([before, bytes, after])
    case 'delete':
      return Buffer.concat([before, after.subarray(bytes.length)])
    case 'truncate':
      return Buffer.from(before)
    case 'repeat':
      return Buffer.concat([before, after.subarray(0, 200), after])
    case 'head':
      return Buffer.concat([bytes, body])
  }
}
