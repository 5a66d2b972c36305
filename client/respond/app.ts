import { render } from 'preact'
import { showComfort } from './comfort.ts'
import type { Context } from './context.ts'
import { type DrawLater, draw } from './draw.tsx'
import { firstModel } from './first-model.ts'
import { wordsIn } from './languages.ts'
import type { Later } from './later.tsx'
import { leave } from './leave.ts'
import { type Act, isEarly, type Model, screenOf } from './model.ts'
import { leaveLanguage, moveRun } from './run.ts'

/** The phone app for one code, in that element, or in the page that the server drew there. It begins and answers by
 *  itself; all else waits for `later`. */
export function createApp(
  root: HTMLElement,
  given: Pick<Context, 'code' | 'device' | 'invitation' | 'drawn' | 'shared'>,
  later: Promise<Later>,
): Context {
  const { code, device, drawn, shared } = given
  let model = firstModel(shared !== null)
  let drawLater: DrawLater | null = null
  const context: Context = {
    ...given,
    save: (run) => void device.saveRun(code, run).catch(() => undefined),
    model: () => model,
    change(patch) {
      const before = screenOf(model)
      model = { ...model, ...patch }
      show(before)
      shared?.changed(context)
    },
    act: (act) =>
      shared?.act(context, act) ||
      first(context, act, later) ||
      void later.then((rest) => rest.act(context, act), reload),
    bringWords: (language) =>
      language === 'nl' ? Promise.resolve() : later.then((rest) => rest.bringWords(language), nothing),
    navigate: (how, spot) => void later.then((rest) => rest.navigate(context, how, spot), nothing),
  }
  let shown = false
  const show = (before: string) => {
    const place = drawn ? drawn.element(model.stage.at !== 'loading') : root
    // Until there is more to show, the page that the server drew stands.
    if (!place) return
    const isSame = shown ? null : drawn?.look()
    render(draw(model, context, drawLater), place)
    nameScreen(place, model)
    if (screenOf(model) !== before && !isSame?.()) arrive(place)
    shown = true
  }
  showComfort(model.comfort)
  void later.then((rest) => {
    drawLater = (now) => rest.draw(context, now)
    context.change({ words: wordsIn(model.language), sign: rest.signIn(model.comfort.style) })
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
function first(context: Context, act: Act, later: Promise<Later>): boolean {
  const { run, sheet, asking, wish } = context.model()
  const place = run?.place
  if (act.type === 'begin') moveRun(context, act, 'go')
  else if (act.type === 'answer' && place?.at === 'question') moveRun(context, { ...act, question: place.question })
  else if (act.type === 'close' && sheet === 'language' && asking && !wish && isEarly(context.model()))
    leaveLanguage(context)
  else if (act.type === 'leave') void leave(context, later)
  else return false
  return true
}

/** The page says its language, and its title where one is. */
function nameScreen(root: HTMLElement, { words }: Model): void {
  const html = document.documentElement
  html.lang = words.language
  html.dir = words.direction
  const parts = ['.ew-question__count', 'h1'].map((part) => root.querySelector(part)?.textContent)
  document.title = parts.filter(Boolean).join(' – ') || words.say('wait')
}

/** A new screen: its heading takes the focus, so that a screen reader says it. */
function arrive(root: HTMLElement): void {
  scrollTo(0, 0)
  root.querySelector('h1')?.focus({ preventScroll: true })
}
