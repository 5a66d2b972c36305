import type { Words } from '../shared/survey/survey.ts'
import { say } from '../shared/survey/text.ts'

/** The drawings that go with a message about what was done: people who do something, no answers and no signs. */
const drawings = import.meta.glob<string>(
  '../surveys/pictures/scenes/{ask-help,computer-help,cooking,done,door-held,easy-entrance,exercise-group,explain-clear,garden,help-fast,home-adapted,home-help,inside-lift,join-in,language-class,listen,make-plan,money-grip,more-people,neighbourhood-house,reach-worker,read-letter,repair,ride,same-worker,search-together,street-greet,takes-time,talk-equal,taxi-on-time,walk-together,work-together}.svg',
  { query: '?raw', import: 'default', eager: true },
)
const translated = import.meta.glob<{ readonly pictures: Readonly<Record<string, string>> }>(
  '../surveys/pictures/alt/*.json',
  { import: 'default', eager: true },
)
const [kit] = Object.values(
  import.meta.glob<{ readonly pictures: readonly { readonly id: string; readonly alt: Words }[] }>(
    '../surveys/pictures/index.json',
    { import: 'default', eager: true },
  ),
)

interface KitPicture {
  readonly id: string
  readonly svg: string
  readonly alt: Words
}

const pictures: ReadonlyMap<string, KitPicture> = new Map(
  Object.entries(drawings).map(([path, svg]) => {
    const id = nameOf(path)
    return [id, { id, svg, alt: altOf(id) }] as const
  }),
)

/** Every picture that a message can have, by what it shows. */
export function pictureChoices(): readonly { readonly id: string; readonly name: string }[] {
  return [...pictures.values()]
    .map(({ id, alt }) => ({ id, name: say(alt, 'nl') }))
    .sort((one, other) => one.name.localeCompare(other.name, 'nl'))
}

/** The picture with that id; null when a message cannot have it. */
export function pictureOf(id: string): KitPicture | null {
  return pictures.get(id) ?? null
}

function nameOf(path: string): string {
  return /([\w-]+)\.\w+$/.exec(path)?.[1] ?? ''
}

/** What it shows, in every language in which the kit says so. */
function altOf(id: string): Words {
  const others = Object.entries(translated).flatMap(([path, { pictures: alts }]) => {
    const text = alts[id]
    return text === undefined ? [] : [[nameOf(path), text] as const]
  })
  return { ...kit?.pictures.find((picture) => picture.id === id)?.alt, ...Object.fromEntries(others) }
}
