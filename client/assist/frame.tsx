import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import type { Words } from '../lib/i18n.ts'
import { Icon, type Sign } from '../screens/icon.tsx'
import { Mark } from '../screens/mark.tsx'
import { FLAG, LOCK, PAPER, PEOPLE } from './icons.ts'

/** What the helper sees in the top row. */
export interface Facts {
  readonly product: string
  /** Where the helper is; null before that is known. */
  readonly site: string | null
  readonly talks: number
  readonly forms: number
  readonly waiting: number
  readonly quarantined: number
}

interface FrameProps {
  readonly words: Words
  readonly facts: Facts
  /** Name of the screen: a new one takes the focus to its heading. */
  readonly screen: string
  readonly leave?: { readonly label: string; readonly act: () => void } | undefined
  readonly children: ComponentChildren
}

/** The helper's own screens: a row with where, how many and what waits, and the screen under it. */
export function Frame({ words, facts, screen, leave, children }: FrameProps) {
  const { say } = words
  useEffect(() => {
    scrollTo(0, 0)
    const heading = document.querySelector('h1')
    heading?.focus({ preventScroll: true })
    document.title = [heading?.textContent, facts.product].filter(Boolean).join(' – ')
  }, [screen, facts.product])
  return (
    <div class="ew-assist__frame">
      <header class="ew-assist__top">
        <p class="ew-brand">
          <Mark />
          {facts.product}
        </p>
        <ul class="ew-facts">
          {facts.site && <Fact sign={FLAG} text={facts.site} />}
          {facts.talks > 0 && <Fact sign={PEOPLE} text={say('facts.talks', { count: facts.talks })} />}
          {facts.forms > 0 && <Fact sign={PAPER} text={say('facts.forms', { count: facts.forms })} />}
          {facts.waiting > 0 && <Fact sign={LOCK} text={say('facts.waiting', { count: facts.waiting })} />}
          {facts.quarantined > 0 && <Fact sign={LOCK} text={say('facts.quarantined', { count: facts.quarantined })} />}
        </ul>
        {leave && (
          <button type="button" class="ew-button ew-button--subtle" onClick={leave.act}>
            {leave.label}
          </button>
        )}
      </header>
      <main class="ew-assist__main">{children}</main>
    </div>
  )
}

function Fact({ sign, text }: { readonly sign: Sign; readonly text: string }) {
  return (
    <li>
      <Icon sign={sign} />
      {text}
    </li>
  )
}

interface ChoiceProps {
  readonly name: string
  readonly legend: string
  readonly hint?: string
  readonly options: readonly { readonly value: string; readonly label: string; readonly hint?: string }[]
  readonly chosen: string
  readonly choose: (value: string) => void
}

/** One of a few, in words. */
export function Choice({ name, legend, hint, options, chosen, choose }: ChoiceProps) {
  return (
    <fieldset class="ew-assist__fieldset" aria-describedby={hint ? `${name}-hint` : undefined}>
      <legend class="ew-assist__legend">{legend}</legend>
      {hint && (
        <p class="ew-assist__hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      <div class="ew-assist__options">
        {options.map(({ value, label, hint: more }) => (
          <label class="ew-option" key={value}>
            <input
              type="radio"
              name={name}
              value={value}
              checked={value === chosen}
              autocomplete="off"
              onChange={() => choose(value)}
            />
            <span>
              {label}
              {more && <span class="ew-option__hint">{more}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
