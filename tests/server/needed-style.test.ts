import { expect, test } from 'vitest'
import { neededStyle } from '../../server/pages/needed-style.ts'
import { styleAddress, withStyleInside } from '../../server/pages/style-inside.ts'

const PAGE = `<html lang="nl" dir="ltr"><body><div class="tile tile--wide" id="begin"><input type="radio" name="answer"/></div>
<a href="#begin" dir="rtl">x</a></body></html>`

test.each([
  ['an element, a class and a name that are there', 'div{a:b}.tile{a:b}#begin{a:b}', 'div{a:b}.tile{a:b}#begin{a:b}'],
  ['what is not there goes', 'span{a:b}.note{a:b}#end{a:b}.tile .note{a:b}', ''],
  ['of several selectors those that can match', '.tile,.note,.tile--wide{a:b}', '.tile,.tile--wide{a:b}'],
  [
    'a state may come',
    '.tile:hover{a:b}.tile:has(:checked)::after{a:b}',
    '.tile:hover{a:b}.tile:has(:checked)::after{a:b}',
  ],
  ['what is excluded need not be there', '.tile:not(.note){a:b}.note:not(.tile){a:b}', '.tile:not(.note){a:b}'],
  ['all elements', '*,:before{a:b}:root{a:b}', '*,:before{a:b}:root{a:b}'],
  ['a selector with commas inside', '.tile:is(.note,.tile--wide){a:b}', '.tile:is(.note,.tile--wide){a:b}'],
  ['a value of an attribute', '[dir=rtl] .tile{a:b}[dir="auto"]{a:b}[data-size]{a:b}', '[dir=rtl] .tile{a:b}'],
  [
    'a condition around what is needed',
    '@media (width>=2rem){.tile{a:b}.note{a:b}}@media print{.note{a:b}}',
    '@media (width>=2rem){.tile{a:b}}',
  ],
  [
    'conditions in conditions',
    '@media (a){@container (b){.tile{a:b}}@supports (c){.note{a:b}}}',
    '@media (a){@container (b){.tile{a:b}}}',
  ],
  ['a brace in quotation marks', '.tile:after{content:"}"}.note{a:b}', '.tile:after{content:"}"}'],
  ['a property that nothing uses', ':root{--a:1;--c:2}.tile{--a:3;d:var(--a)}', ':root{--a:1;}.tile{--a:3;d:var(--a)}'],
  [
    'a property with one value is filled in',
    ':root{--a:var(--b);--b:1px 2px}.tile{d:var(--a)}',
    ':root{}.tile{d:1px 2px}',
  ],
  [
    'not where a condition has another value',
    ':root{--a:var(--b);--b:1}.tile{d:var(--a)}@media (c){:root{--b:2}}',
    ':root{--a:var(--b);--b:1}.tile{d:var(--a)}@media (c){:root{--b:2}}',
  ],
  ['nor where it is set for a part only', '.tile{--a:1}a{d:var(--a)}', '.tile{--a:1}a{d:var(--a)}'],
  [
    'a fallback of what nobody sets',
    ':root{--a:var(--x,var(--y,max(2px,1rem)))}.tile{d:var(--a)}',
    ':root{}.tile{d:max(2px,1rem)}',
  ],
  ['a fallback of what somebody sets', '.tile{--x:1;d:var(--x,2)}', '.tile{--x:1;d:var(--x,2)}'],
  ['a property used only by what goes', ':root{--a:var(--b);--b:1}.note{d:var(--a)}', ':root{}'],
])('%s', (_rule, style, needed) => {
  expect(neededStyle(style, PAGE)).toBe(needed)
})

const LINKED = '<head><link rel="stylesheet" crossorigin href="/assets/style-1.css"></head><p class="tile">x</p>'

test('a page has its style inside, with the hash that its policy needs, and says where the whole is', () => {
  const { html, source } = withStyleInside(LINKED, '.tile{color:red}.note{color:blue}')
  expect(html).toBe(
    '<head><meta name="style" content="/assets/style-1.css">\n<style>.tile{color:red}</style></head><p class="tile">x</p>',
  )
  // printf '.tile{color:red}' | openssl dgst -sha256 -binary | base64
  expect(source).toBe("'sha256-/kYAr1JE2aszFQnc2AbWmcGKsVZXBU74q4J4awc9Vbk='")
})

test('nothing is drawn before the screens that come first are read', () => {
  const step = (name: string) => `<div class="ew-step ew-step--${name}"></div>`
  const page = `<head><link rel="stylesheet" href="/a.css"></head>${step('begin')}${step('hulp-begin')}${step('hulp-vraag')}`
  const { html } = withStyleInside(page, '')
  expect(html).toContain('<link rel="expect" href="#gelezen" blocking="render">')
  expect(html).toContain(`${step('begin')}<div id="gelezen" hidden></div>${step('hulp-begin')}${step('hulp-vraag')}`)
})

test('the address of the style sheet of a page', () => {
  expect(styleAddress(LINKED)).toBe('/assets/style-1.css')
  expect(styleAddress('<p>x</p>')).toBeNull()
})
