import { expect, test } from 'vitest'

const sheets = import.meta.glob<string>('../../client/screens/look/*.css', {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** What keeps its side when the page is mirrored. The float takes a legend out of its own layout; in a grid it has no side. */
const PHYSICAL =
  /^\s*(?:(?:margin|padding|border|inset|scroll-(?:margin|padding))-)?(?:left|right)\b[^:;{}]*:|:\s*(?:left|right)\s*;/

test('style knows start and end, no left and right', () => {
  const lines = Object.values(sheets).flatMap((sheet) => sheet.split('\n'))
  expect(lines.length).toBeGreaterThan(1000)
  expect(lines.filter((line) => PHYSICAL.test(line) && line.trim() !== 'float: left;')).toEqual([])
})
