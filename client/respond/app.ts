import { render } from 'preact'
import type { Device } from '../lib/device.ts'
import type { Context } from './context.ts'
import { type DrawLater, draw } from './draw.tsx'
import { wordsIn } from './languages.ts'
import type { Later } from './later.tsx'
import { type Act, type Model, screenOf } from './model.ts'
import { moveRun } from './run.ts'
import { showTextSize, textSize } from './text-size.ts'

/** The phone app for one code, in that element. It begins and answers by itself; all else waits for `later`. */
export function createApp(root: HTMLElement, code: string, device: Device, later: Promise<Later>): Context {
  let model = firstModel()
  let drawLater: DrawLater | null = null
  const context: Context = {
    code,
    device,
    save: (run) => void device.saveRun(code, run).catch(() => undefined),
    model: () => model,
    change(patch) {
      const before = screenOf(model)
      model = { ...model, ...patch }
      show(before)
    },
    act: (act) => first(context, act) || void later.then((rest) => rest.act(context, act), reload),
    navigate: (how, spot) => void later.then((rest) => rest.navigate(context, how, spot), nothing),
  }
  const show = (before: string) => {
    render(draw(model, context, drawLater), root)
    if (screenOf(model) !== before) arrive(root, model)
  }
  showTextSize(model.size)
  void later.then((rest) => {
    drawLater = (now) => rest.draw(context, now)
    context.change({ words: wordsIn(model.run?.language ?? model.words.language) })
  }, nothing)
  return context
}

/** The rest never came (the connection broke): the next thing asked for tries again, with the run as it was. */
function reload(): void {
  location.reload()
}

/** Without the rest there is nothing to write or draw; `reload` mends it. */
function nothing(): void {}

/** What must work before the rest is there; false for everything else. */
function first(context: Context, act: Act): boolean {
  const place = context.model().run?.place
  if (act.type === 'begin') moveRun(context, act, 'go')
  else if (act.type === 'answer' && place?.at === 'question') moveRun(context, { ...act, question: place.question })
  else return false
  return true
}

function firstModel(): Model {
  return {
    stage: { at: 'loading' },
    sheet: null,
    words: wordsIn('nl'),
    size: textSize(),
    reply: null,
    survey: null,
    run: null,
    counts: { waiting: 0, quarantined: 0 },
  }
}

/** A new screen: its heading takes the focus, so that a screen reader says it, and the title tells where one is. */
function arrive(root: HTMLElement, { words }: Model): void {
  const html = document.documentElement
  html.lang = words.language
  html.dir = words.direction
  const heading = root.querySelector('h1')
  const parts = [root.querySelector('.ew-question__count'), heading].map((part) => part?.textContent)
  document.title = parts.filter(Boolean).join(' – ')
  scrollTo(0, 0)
  heading?.focus({ preventScroll: true })
}
