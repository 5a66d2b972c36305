import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { dressed, OWN_LOOK, tooAlike } from '../../shared/look.ts'

const PLUM = { ...OWN_LOOK, primary: '#6b1d4e', soft: '#f8e9f1' }

test("the product's own colours are those of its tokens, and not too alike", () => {
  const tokens = readFileSync(join(import.meta.dirname, '../../client/screens/look/tokens.css'), 'utf8')
  for (const colour of Object.values(OWN_LOOK)) expect(tokens).toContain(`: ${colour};`)
  expect(tooAlike(OWN_LOOK)).toEqual([])
})

test('a text gets the colours of a municipality, however ours were written, and nothing else changes', () => {
  const text = 'a{color:#0B4A6F;background:#e3f0f8}b{color:#0b4a6f11;fill:#12263a}'
  expect(dressed(text, PLUM)).toBe('a{color:#6b1d4e;background:#f8e9f1}b{color:#0b4a6f11;fill:#12263a}')
  expect(dressed(text, undefined)).toBe(text)
})

test('what not everybody can tell apart is said, with how much it differs', () => {
  expect(tooAlike({ ...OWN_LOOK, light: '#777777' })).toEqual([
    { name: 'light', beside: '#12263a', contrast: expect.closeTo(3.44, 1), least: 7 },
  ])
  expect(tooAlike({ ...OWN_LOOK, middle: '#0b4a6f' }).map(({ name, beside }) => [name, beside])).toEqual([
    ['middle', '#12263a'],
    ['middle', 'primary'],
  ])
})
