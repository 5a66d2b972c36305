import { nearest } from './fault.ts'

/** What is wrong with a drawing, and how to mend it. */
export interface SvgTrouble {
  readonly problem: string
  readonly mend: string
}

/** Largest drawing, in bytes: a survey with ten of them must reach a phone in one small answer. */
export const MAX_SVG_BYTES = 6000

const ELEMENTS = ['svg', 'g', 'path', 'rect', 'circle', 'ellipse', 'polygon', 'polyline', 'line']
const ATTRIBUTES = new Set(
  `xmlns viewBox preserveAspectRatio width height x y x1 y1 x2 y2 cx cy r rx ry d points transform color fill
  fill-opacity fill-rule clip-rule opacity stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin
  stroke-dasharray stroke-dashoffset stroke-miterlimit vector-effect`.split(/\s+/u),
)
const NAMESPACE = 'http://www.w3.org/2000/svg'

/** Everything that keeps this drawing from being shown inside the page; [] for a clean one. Allowed are shapes with
 *  presentation attributes: nothing that runs, refers, styles or speaks, so that it is safe under any policy. */
export function svgTroubles(svg: string): readonly SvgTrouble[] {
  const troubles: SvgTrouble[] = []
  const bytes = utf8Length(svg)
  if (bytes > MAX_SVG_BYTES) {
    troubles.push({
      problem: `De tekening is ${bytes} bytes; ${MAX_SVG_BYTES} is het meeste.`,
      mend: 'teken met minder punten en rond getallen af op één cijfer na de punt.',
    })
  }
  if (!/^\s*<svg[\s>]/u.test(svg)) {
    troubles.push({
      problem: 'De tekening begint niet met <svg.',
      mend: 'haal alles voor <svg weg, ook <?xml …?> en opmerkingen.',
    })
  }
  return [...troubles, ...markupTroubles(svg)]
}

function markupTroubles(svg: string): readonly SvgTrouble[] {
  const troubles: SvgTrouble[] = []
  const open: string[] = []
  const tag = /<(\/?)([A-Za-z][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>/uy
  let at = 0
  while (at < svg.length) {
    tag.lastIndex = at
    const match = tag.exec(svg)
    if (match) {
      at = tag.lastIndex
      troubles.push(...tagTroubles(match, open))
    } else {
      const next = svg.indexOf('<', at + 1)
      const piece = svg.slice(at, next === -1 ? svg.length : next)
      troubles.push(...pieceTroubles(piece))
      at += piece.length
    }
  }
  if (open.length > 0)
    troubles.push({ problem: `<${open.at(-1)}> gaat niet dicht.`, mend: `zet </${open.at(-1)}> erbij.` })
  return troubles
}

function tagTroubles(match: RegExpExecArray, open: string[]): readonly SvgTrouble[] {
  const [, closing, name = '', attributes = '', selfClosing] = match
  if (closing === '/') {
    return open.pop() === name
      ? []
      : [{ problem: `</${name}> hoort bij geen <${name}>.`, mend: 'zet de tags in de goede volgorde.' }]
  }
  const inside = open.length > 0
  if (selfClosing !== '/') open.push(name)
  const troubles: SvgTrouble[] = []
  if (!ELEMENTS.includes(name)) {
    troubles.push({ problem: `<${name}> mag niet in een tekening.`, mend: `gebruik alleen ${ELEMENTS.join(', ')}.` })
  } else if (name === 'svg' && inside) {
    troubles.push({
      problem: 'Er staat een <svg> in een <svg>.',
      mend: 'gebruik <g> in plaats van de binnenste <svg>.',
    })
  }
  const pairs = [...attributes.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/gu)]
  troubles.push(
    ...pairs.flatMap(([, key = '', double, single]) => attributeTroubles(name, key, double ?? single ?? '')),
  )
  const names = pairs.map(([, key]) => key)
  if (name === 'svg' && !inside) troubles.push(...rootTroubles(names))
  const twice = names.find((key, index) => names.indexOf(key) !== index)
  if (twice) troubles.push({ problem: `"${twice}" staat twee keer bij <${name}>.`, mend: 'haal er één weg.' })
  return troubles
}

function rootTroubles(names: readonly (string | undefined)[]): readonly SvgTrouble[] {
  return [
    ...(names.includes('xmlns')
      ? []
      : [{ problem: 'Bij <svg> ontbreekt xmlns.', mend: `zet xmlns="${NAMESPACE}" bij <svg>.` }]),
    ...(names.includes('viewBox')
      ? []
      : [{ problem: 'Bij <svg> ontbreekt viewBox.', mend: 'zet bijvoorbeeld viewBox="0 0 240 180" bij <svg>.' }]),
  ]
}

function attributeTroubles(element: string, name: string, value: string): readonly SvgTrouble[] {
  if (!ATTRIBUTES.has(name)) {
    const near = nearest(name, [...ATTRIBUTES])
    return [
      {
        problem: `"${name}" mag niet bij <${element}>.`,
        mend: near ? `haal het weg, of bedoelt u "${near}"?` : 'haal het weg.',
      },
    ]
  }
  if (name === 'xmlns') {
    return value === NAMESPACE ? [] : [{ problem: `xmlns is "${value}".`, mend: `maak er xmlns="${NAMESPACE}" van.` }]
  }
  if (/^[-+0-9A-Za-z.,#%()\s]*$/u.test(value) && !/url\s*\(|[a-z]+script|expression\s*\(/iu.test(value)) return []
  return [
    {
      problem: `De waarde van "${name}" bij <${element}> verwijst of bevat tekens die niet mogen.`,
      mend: 'gebruik een gewone kleur of gewone getallen, geen url(…).',
    },
  ]
}

function pieceTroubles(piece: string): readonly SvgTrouble[] {
  if (piece.trim() === '') return []
  const shown = piece.trim().slice(0, 30)
  if (piece.startsWith('<'))
    return [
      {
        problem: `Dit hoort niet in een tekening: ${shown}`,
        mend: 'haal opmerkingen, <!DOCTYPE>, <?…?> en kapotte tags weg.',
      },
    ]
  return [
    {
      problem: `Er staat tekst in de tekening: ${shown}`,
      mend: 'haal de tekst weg; de beschrijving staat in de taalbestanden.',
    },
  ]
}

function utf8Length(text: string): number {
  return [...text].reduce((sum, char) => {
    const point = char.codePointAt(0) ?? 0
    return sum + (point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4)
  }, 0)
}
