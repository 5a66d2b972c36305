import './paper.css'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { KEYS, passText, questionAt, saysSomething } from '../../../shared/survey/keying.ts'
import type { Words } from '../../lib/i18n.ts'
import { SEALED_NAME, saveFile } from '../../respond/save-file.ts'
import { type Facts, Frame } from '../frame.tsx'
import type { Batch } from './batch.ts'
import { comparisonOf, withKeying } from './entry.ts'
import { type FormsAt, type Keeping, type NotKept, useForms } from './forms.ts'
import { Given, LookOver, Part, Settle } from './look-over.tsx'
import { Pile } from './pile.tsx'
import { KeyQuestion } from './question.tsx'

interface PaperProps extends Omit<Keeping, 'batch'> {
  readonly words: Words
  readonly facts: Facts
  /** A form is under way (true), or nothing is keyed that is not kept. */
  readonly busy: (now: boolean) => void
  /** Leads back; absent where paper is all that this device does. */
  readonly leave: (() => void) | undefined
}

/** Keying in forms on paper, a pile at a time. */
export function Paper(props: PaperProps) {
  const { words, device, reply, facts, leave } = props
  const [batch, setBatch] = useState<Batch | null>(null)
  const begin = (chosen: Batch) => {
    setBatch(chosen)
    void device.inLanguage(reply.collector.code, chosen.language, null).then((known) => {
      // Dutch is enough to begin with; what is on the paper comes when it can be had.
      const { id, version } = chosen.survey
      const survey = known?.surveys.find((each) => each.id === id && each.version === version)
      if (survey) setBatch((now) => (now === chosen ? { ...chosen, survey } : now))
    })
  }
  if (batch) return <Forms {...props} batch={batch} stop={() => setBatch(null)} />
  return (
    <Frame words={words} facts={facts} screen="pile" leave={leave && { label: words.say('paper.leave'), act: leave }}>
      <Pile words={words} reply={reply} now={new Date()} begin={begin} />
    </Frame>
  )
}

type FormsProps = PaperProps & { readonly batch: Batch; readonly stop: () => void }

function Forms(props: FormsProps) {
  const { words, facts, busy, stop } = props
  const forms = useForms(props)
  const { entry, number, kept, wrong, begun } = forms
  const [leaving, setLeaving] = useState(false)
  useEffect(() => {
    if (!begun) return
    busy(true)
    return () => busy(false)
  }, [begun, busy])
  const section = useKeys(forms.press, leaving)
  return (
    <Frame
      words={words}
      facts={facts}
      screen="forms"
      leave={{ label: words.say('paper.stop'), act: () => (begun ? setLeaving(true) : stop()) }}
    >
      <div class="ew-forms" tabIndex={-1} ref={section}>
        <div class="ew-forms__head">
          <p class="ew-forms__number">
            {words.say('paper.form', { number })}
            {entry.at === 'second' && ` – ${words.say('paper.second')}`}
          </p>
          <p class="ew-forms__status" role="status">
            {wrong ? words.say('paper.wrong-key') : kept !== null ? words.say('paper.kept', { number: kept }) : ''}
          </p>
        </div>
        {leaving ? (
          <Leaving words={words} stay={() => setLeaving(false)} go={stop} />
        ) : (
          <Now {...props} forms={forms} />
        )}
      </div>
    </Frame>
  )
}

/** What is asked of the person with the form now. */
function Now({ words, batch, forms }: FormsProps & { readonly forms: FormsAt }) {
  const { entry, notKept, press, change, goOn, again } = forms
  const { survey, language } = batch
  if (entry.at === 'hand-over') {
    return (
      <Part title={words.say('paper.hand-over.title')}>
        <p>{words.say('paper.hand-over.text')}</p>
        <Buttons next={{ label: words.say('paper.hand-over.go'), act: goOn }} />
      </Part>
    )
  }
  if (entry.at === 'settle') {
    const comparison = comparisonOf(survey, entry)
    const { settled } = entry
    return (
      <Settle
        words={words}
        survey={survey}
        comparison={comparison}
        settled={settled}
        settle={(question, decided) => change({ ...entry, settled: { ...settled, [question]: decided } })}
      >
        {!comparison.differences[0] && <Given words={words} survey={survey} keying={comparison.keying} />}
        {notKept && <NotKeptNote words={words} notKept={notKept} />}
        <Buttons
          next={comparison.whole ? { label: words.say('paper.done'), act: goOn } : null}
          other={{ label: words.say('paper.again'), act: again }}
        />
      </Settle>
    )
  }
  const question = questionAt(survey, entry.keying)
  if (question) {
    return (
      <>
        <KeyQuestion
          key={question.id}
          words={words}
          survey={survey}
          language={language}
          question={question}
          keying={entry.keying}
          press={press}
          write={(text) => change(withKeying(survey, entry, passText(survey, entry.keying, text)))}
        />
        <div class="ew-forms__so-far">
          <Given words={words} survey={survey} keying={entry.keying} />
        </div>
      </>
    )
  }
  const empty = !saysSomething(survey, entry.keying)
  return (
    <LookOver words={words} survey={survey} keying={entry.keying}>
      {empty && <p class="ew-assist__warning">{words.say('paper.empty')}</p>}
      {notKept && <NotKeptNote words={words} notKept={notKept} />}
      <Buttons
        next={{ label: words.say(empty ? 'paper.next-form' : 'paper.done'), act: goOn }}
        other={{ label: words.say('paper.correct'), act: () => press(KEYS.back) }}
        second={
          empty
            ? null
            : { label: words.say('paper.twice'), act: () => change({ at: 'hand-over', first: entry.keying }) }
        }
      />
    </LookOver>
  )
}

interface Way {
  readonly label: string
  readonly act: () => void
}

function Buttons({ next, other, second }: { next: Way | null; other?: Way; second?: Way | null }) {
  return (
    <div class="ew-assist__go">
      {next && (
        <button type="button" class="ew-button ew-button--primary ew-button--big" onClick={next.act}>
          {next.label}
        </button>
      )}
      {other && (
        <button type="button" class="ew-button ew-button--secondary" onClick={other.act}>
          {other.label}
        </button>
      )}
      {second && (
        <button type="button" class="ew-button ew-button--subtle" onClick={second.act}>
          {second.label}
        </button>
      )}
    </div>
  )
}

function NotKeptNote({ words, notKept }: { readonly words: Words; readonly notKept: NotKept }) {
  const { problem, file } = notKept
  return (
    <div class="ew-assist__warning" role="alert">
      <p>
        <strong>{words.say('paper.not-kept')}</strong>
      </p>
      <p>{words.say(problem === 'quota' ? 'paper.not-kept.full' : 'paper.not-kept.text')}</p>
      {file && (
        <button type="button" class="ew-button ew-button--secondary" onClick={() => saveFile(file, SEALED_NAME)}>
          {words.say('paper.not-kept.file')}
        </button>
      )}
    </div>
  )
}

function Leaving({ words, stay, go }: { readonly words: Words; readonly stay: () => void; readonly go: () => void }) {
  return (
    <Part title={words.say('paper.leaving.title')}>
      <p>{words.say('paper.leaving.text')}</p>
      <Buttons
        next={{ label: words.say('paper.leaving.stay'), act: stay }}
        other={{ label: words.say('paper.leaving.go'), act: go }}
      />
    </Part>
  )
}

/** Between two taps on one place; a quicker one is a slip of the finger. */
const TAP_MS = 250

/** Keys go to `press` while the focus is inside that element, or nowhere. A key that is held down is pressed once. */
function useKeys(press: (key: string) => void, off: boolean) {
  const section = useRef<HTMLDivElement>(null)
  const now = useRef({ press, off })
  now.current = { press, off }
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (now.current.off || !isForForm(event, section.current)) return
      event.preventDefault()
      if (!event.repeat) now.current.press(event.key)
    }
    const guard = createGuard()
    const element = section.current
    document.addEventListener('keydown', onKey)
    element?.addEventListener('click', guard, true)
    return () => {
      document.removeEventListener('keydown', onKey)
      element?.removeEventListener('click', guard, true)
    }
  }, [])
  return section
}

function isForForm(event: KeyboardEvent, section: HTMLElement | null): boolean {
  const { target, key } = event
  const nowhere = document.activeElement === document.body
  if (!(target instanceof Element) || !(nowhere || section?.contains(target))) return false
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return false
  if (target.matches('input, select, textarea')) return false
  if (target.matches('button, a') && /^(Enter| )$/.test(key)) return false
  return key === KEYS.next || key === KEYS.back || key.length === 1
}

/** Swallows the second tap of a double one. */
function createGuard(): (event: MouseEvent) => void {
  let last = Number.NEGATIVE_INFINITY
  return (event) => {
    const slip = event.detail > 1 && event.timeStamp - last < TAP_MS
    last = event.timeStamp
    if (slip) event.stopImmediatePropagation()
  }
}
