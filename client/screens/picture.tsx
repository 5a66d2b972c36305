import { h, type VNode } from 'preact'
import type { Picture } from '../../shared/survey/survey.ts'
import { tell } from '../../shared/survey/text.ts'
import { languageOf, type SurveyScene } from './words.ts'

interface DrawingProps {
  readonly picture: Picture
  readonly look: string
  /** With it the picture is described in words; without it, it is ornament. */
  readonly scene?: SurveyScene | undefined
  /** The foot of the drawing stands on the foot of its place. */
  readonly stands?: boolean
}

/** A drawing that came with the survey, as shapes in the page: it is there with the words, without a request and without
 *  a document of its own. Only shapes that shared/survey/svg-check.ts lets in are drawn. */
export function Drawing({ picture, look, scene, stands }: DrawingProps) {
  const alt = scene && tell(picture.alt, scene.language, scene.survey.languages[0])
  return shapes(picture.svg, {
    class: picture.mirror ? `${look} ew-mirror` : look,
    ...(stands ? { preserveAspectRatio: 'xMidYMax' } : {}),
    ...(scene && alt?.text
      ? { role: 'img', 'aria-label': alt.text, ...languageOf(scene, alt.language) }
      : { 'aria-hidden': 'true', focusable: 'false' }),
  })
}

/** The picture above the words; without a scene it is only ornament. */
export function Stage(props: { readonly picture: Picture | undefined; readonly scene?: SurveyScene }) {
  const { picture, scene } = props
  return picture ? (
    <div class="ew-stage">
      <Drawing picture={picture} look="ew-stage__picture" scene={scene} stands />
    </div>
  ) : null
}

type Attributes = Readonly<Record<string, string>>

const SHAPE = /<(\/?)(svg|g|path|rect|circle|ellipse|polygon|polyline|line)\b([^>]*?)(\/?)>/g

/** A drawing as elements; `own` is said of the outermost one. Without a drawing nothing. */
function shapes(svg: string, own: Attributes): VNode | null {
  const open: { readonly name: string; readonly has: Attributes; readonly inside: VNode[] }[] = []
  let drawn: VNode | null = null
  for (const [, closes, name = '', attributes = '', isEmpty] of svg.matchAll(SHAPE)) {
    const has = { ...attributesIn(attributes), ...(open.length === 0 && own) }
    if (!closes) open.push({ name, has, inside: [] })
    const done = closes || isEmpty ? open.pop() : undefined
    if (!done) continue
    drawn = h(done.name, done.has, ...done.inside)
    open.at(-1)?.inside.push(drawn)
  }
  return drawn
}

function attributesIn(text: string): Attributes {
  const found = text.matchAll(/([\w-]+)\s*=\s*["']([^"']*)["']/g)
  return Object.fromEntries(Array.from(found, ([, name, value]) => [name, value]))
}
