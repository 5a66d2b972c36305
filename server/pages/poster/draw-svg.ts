import type { Canvas } from '../../export/report/sheet.ts'

/** Draws one of our own pictures, with its top left corner there and at that height in points: paths, circles and rectangles, in
 *  groups that are moved or mirrored. */
export function drawSvg(canvas: Canvas, svg: string, { x, y, height }: { x: number; y: number; height: number }): void {
  const [root, ...shapes] = [...svg.matchAll(/<(\/?\w+)\b([^>]*)>/g)].map(([, name = '', inside = '']) => ({
    name,
    attributes: attributesOf(inside),
  }))
  if (!root) return
  canvas
    .save()
    .translate(x, y)
    .scale(height / sizeOf(svg).height)
  canvas.lineCap('round').lineJoin('round')
  for (const { name, attributes } of shapes) drawShape(canvas, name, { ...root.attributes, ...attributes })
  canvas.restore()
}

/** Width and height of a picture in its own units. */
export function sizeOf(svg: string): { readonly width: number; readonly height: number } {
  const [, , width = 1, height = 1] = (/viewBox="([^"]*)"/.exec(svg)?.[1] ?? '').split(' ').map(Number)
  return { width, height }
}

type Attributes = Readonly<Record<string, string>>

function attributesOf(inside: string): Attributes {
  return Object.fromEntries(
    [...inside.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
  )
}

function drawShape(canvas: Canvas, name: string, given: Attributes): void {
  const number = (key: string) => Number(given[key] ?? 0)
  if (name === '/g') canvas.restore()
  else if (name === 'g') {
    canvas.save()
    move(canvas, given.transform ?? '')
  } else {
    if (name === 'path') canvas.path(given.d ?? '')
    if (name === 'circle') canvas.circle(number('cx'), number('cy'), number('r'))
    if (name === 'rect') canvas.roundedRect(number('x'), number('y'), number('width'), number('height'), number('rx'))
    // The end of the file draws nothing.
    if (!name.startsWith('/')) paint(canvas, given)
  }
}

function move(canvas: Canvas, transform: string): void {
  for (const [, how, inside = ''] of transform.matchAll(/(translate|scale)\(([^)]*)\)/g)) {
    const [across = 0, down] = inside.split(/[\s,]+/).map(Number)
    if (how === 'translate') canvas.translate(across, down ?? 0)
    else canvas.scale(across, down ?? across)
  }
}

function paint(canvas: Canvas, { fill = 'none', stroke = 'none', 'stroke-width': width = '1' }: Attributes): void {
  canvas.lineWidth(Number(width))
  if (fill !== 'none' && stroke !== 'none') canvas.fillAndStroke(fill, stroke)
  else if (fill !== 'none') canvas.fill(fill)
  else canvas.stroke(stroke)
}
