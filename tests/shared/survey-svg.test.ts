import { expect, test } from 'vitest'
import { MAX_SVG_BYTES, svgTroubles } from '../../shared/survey/svg-check.ts'
import { SVG } from './survey-fixture.ts'

const inside = (markup: string) => SVG.replace('<path', `${markup}<path`)

/** What may hide in a drawing · the drawing · what the problem names. */
const DIRTY: readonly (readonly [string, string, RegExp])[] = [
  ['a script', inside('<script>alert(1)</script>'), /<script>/],
  ['a style sheet', inside('<style>*{}</style>'), /<style>/],
  ['a handler', SVG.replace('<path', '<path onclick="x()"'), /onclick/],
  ['a handler in capitals', SVG.replace('<path', '<path ONLOAD="x()"'), /ONLOAD/],
  ['a link', inside('<a href="https://example.org"></a>'), /<a>/],
  ['an outside reference', SVG.replace('<path', '<path href="#x"'), /href/],
  ['an xlink', SVG.replace('<path', '<path xlink:href="#x"'), /xlink:href/],
  ['a used part', inside('<use/>'), /<use>/],
  ['an image', inside('<image width="1"/>'), /<image>/],
  ['words', inside('<text>Hallo</text>'), /<text>/],
  ['a title', inside('<title>Hallo</title>'), /<title>/],
  ['loose words', inside('hallo'), /tekst/],
  ['HTML inside', inside('<foreignObject></foreignObject>'), /foreignObject/],
  ['an animation', inside('<animate attributeName="x"/>'), /<animate>/],
  ['a style attribute', SVG.replace('<path', '<path style="fill:red"'), /style/],
  ['a class', SVG.replace('<path', '<path class="a"'), /class/],
  ['an id', SVG.replace('<path', '<path id="a"'), /id/],
  ['a fetched fill', SVG.replace('<path', '<path fill="url(https://example.org)"'), /fill/],
  ['a script as value', SVG.replace('<path', '<path fill="javascript:x"'), /fill/],
  ['an entity', SVG.replace('M4 4h16', '&amp;'), /"d"/],
  ['a comment', inside('<!-- x -->'), /hoort niet/],
  ['CDATA', inside('<![CDATA[x]]>'), /hoort niet/],
  ['a declaration', `<?xml version="1.0"?>${SVG}`, /<svg/],
  ['a doctype', `<!DOCTYPE svg>${SVG}`, /<svg/],
  ['another namespace', SVG.replace('2000/svg', '1999/xhtml'), /xmlns/],
  ['no namespace', SVG.replace(' xmlns="http://www.w3.org/2000/svg"', ''), /xmlns/],
  ['no view box', SVG.replace(' viewBox="0 0 24 24"', ''), /viewBox/],
  ['an svg in an svg', inside('<svg></svg>'), /<svg> in een <svg>/],
  ['a tag left open', inside('<g>'), /g>/],
  ['a tag closed twice', inside('</g>'), /<\/g>/],
  ['an attribute twice', SVG.replace('<path', '<path fill="none" fill="red"'), /twee keer/],
  ['a misspelt attribute', SVG.replace('<path', '<path strok="none"'), /strok/],
  ['an attribute without quotes', SVG.replace('d="M4 4h16"', 'd=M4'), /hoort niet/],
  ['no drawing at all', 'hallo', /<svg/],
  ['nothing', '', /<svg/],
]

test.each(DIRTY)('%s in a drawing is refused with a way to mend it', (_, svg, problem) => {
  const troubles = svgTroubles(svg)
  expect(troubles.map((trouble) => trouble.problem).join('\n')).toMatch(problem)
  for (const { mend } of troubles) expect(mend).toMatch(/\w{3}/)
})

test('a clean drawing of every allowed shape passes', () => {
  const shapes =
    '<g transform="rotate(3)"><rect x="1" y="1" width="3" height="3" rx=\'1\'/><circle cx="1" cy="1" r="1"/><ellipse rx="1" ry="2"/><line x1="0" x2="1"/><polyline points="0,0 1,1"/><polygon points="0 0 1 1"/></g>\n'
  expect(svgTroubles(inside(shapes))).toEqual([])
})

test('a drawing may be as large as the limit and not a byte more', () => {
  const fill = (bytes: number) => SVG.replace('M4 4h16', `M4 4h16${' '.repeat(bytes - SVG.length)}`)
  expect(svgTroubles(fill(MAX_SVG_BYTES))).toEqual([])
  expect(svgTroubles(fill(MAX_SVG_BYTES + 1))).toHaveLength(1)
})
