import { type Run, step } from '../../shared/run.ts'
import type { Survey } from '../../shared/survey/survey.ts'
import { choicesOf, toggled } from '../screens/answers.ts'

/** A page with its first screens drawn by the server, in which a person may have begun before the app was there. */
export interface Drawn {
  /** The language, when the person has passed the choice of one; null when not, or there is no choice. */
  readonly chosen: () => string | null
  /** The run after what was done on the page; the same run when the first question is not on view. */
  readonly goOn: (survey: Survey, fresh: Run) => Run
  /** The screen on view, to draw in; null until `take` gives it to the app, and then the others are gone. A page that is
   *  on its way to another one stays as it is. */
  readonly element: (take: boolean) => HTMLElement | null
  /** Looks what is on view before the app draws there. What it gives is called after: true when the same screen is still
   *  on view, and whoever reads or listens to it can go on undisturbed. */
  readonly look: () => () => boolean
}

/** The first screens in that form. */
export function drawnIn(form: HTMLFormElement): Drawn {
  let element: HTMLElement | null = null
  let sent = false
  form.addEventListener('submit', (event) => {
    // From then on Enter in a field is no press of a button.
    if (element) event.preventDefault()
    else sent = true
  })
  const fields = () => new FormData(form)
  const seen = () =>
    [...form.querySelectorAll<HTMLElement>('.ew-step')].find((step) => step.getClientRects().length > 0)
  const isAt = (name: string) => seen()?.matches(`.ew-step--${name}`)
  return {
    chosen: () => (form.querySelector('.ew-step--taal') && !isAt('taal') ? String(fields().get('language')) : null),
    goOn: (survey, fresh) => (isAt('vraag') ? answered(survey, fresh, fields().getAll('answer').map(String)) : fresh),
    element(take) {
      const found = take && !element && !sent ? seen() : null
      if (found) {
        element = found
        clear(form, found)
      }
      return element
    },
    look() {
      const heading = headingOf(element)
      const held = document.activeElement
      return () => {
        const same = headingOf(element) === heading
        if (same && element) keepFocus(element, held)
        return same
      }
    },
  }
}

/** Takes away all but the screen on view. */
function clear(form: HTMLFormElement, seen: HTMLElement): void {
  for (const other of form.querySelectorAll('.ew-step, .ew-enter, input[type="hidden"]')) {
    if (other !== seen) other.remove()
  }
  for (const place of form.querySelectorAll('.ew-place')) place.removeAttribute('id')
  seen.className = ''
}

const headingOf = (element: HTMLElement | null) => element?.querySelector('h1')?.textContent

/** A link of the server's page became a button of the app: the focus goes along. */
function keepFocus(element: HTMLElement, held: Element | null): void {
  if (!held || held.isConnected) return
  const controls = [...element.querySelectorAll<HTMLElement>('button, label')]
  const same = controls.find((control) => control.textContent === held.textContent)
  const field = same instanceof HTMLLabelElement ? same.control : same
  field?.focus()
}

function answered(survey: Survey, fresh: Run, values: readonly string[]): Run {
  const run = step(survey, fresh, { type: 'begin' })
  const { place, language } = run
  const question = place.at === 'question' ? survey.questions.find(({ id }) => id === place.question) : undefined
  if (!question) return run
  const choices = choicesOf({ survey, language, page: language }, question)
  return values.reduce((before, value) => {
    const choice = choices.find((each) => each.value === value)
    const several = question.kind === 'choices' && choice
    const answer = several ? toggled(choice, before.answers[question.id]) : (choice?.answer ?? value)
    return choice || (question.kind === 'text' && value.trim())
      ? step(survey, before, { type: 'answer', question: question.id, answer })
      : before
  }, run)
}
