/** One thing that is wrong in a file that people write, in plain Dutch for the person who must mend it. */
export interface Fault {
  /** The file, from the surveys folder on: `utrecht/regiotaxi/survey.json`. */
  readonly file: string
  /** The place inside it: `questions[2].showIf.question`; '' is the whole file. */
  readonly path: string
  readonly problem: string
  readonly mend: string
  /** Counted from 1; absent where there is no such line. */
  readonly line?: number
  /** The rule of the Taalcheck that this is about, where it is about one: T11 is a picture, its description or its sound
   *  that is missing in a language. */
  readonly rule?: string
}

/** The same faults, as ones of completeness. */
export function asMissing(faults: readonly Fault[]): readonly Fault[] {
  return faults.map((fault) => ({ ...fault, rule: 'T11' }))
}

/** What is wrong, behind the rule that says so where there is one. */
export function problemText({ rule, problem }: Pick<Fault, 'rule' | 'problem'>): string {
  return rule === undefined ? problem : `${rule}: ${problem}`
}

/** A fault in one line. */
export function faultLine(fault: Omit<Fault, 'line'>): string {
  const { file, path, mend } = fault
  return `${[file, path].filter(Boolean).join(' ')}: ${problemText(fault)} Zo maakt u het goed: ${mend}`
}

/** A checked value, or everything that is wrong with it. */
export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly faults: readonly Fault[] }

/** The faults as text for a terminal, grouped by file, in order of line; '' without faults. */
export function describeFaults(faults: readonly Fault[]): string {
  const files = [...new Set(faults.map((fault) => fault.file))]
  const count = faults.length === 1 ? '1 fout' : `${faults.length} fouten`
  const parts = files.map((file) => {
    const own = faults.filter((fault) => fault.file === file)
    return [file, ...own.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)).map(describeFault)].join('\n')
  })
  return faults.length === 0 ? '' : `${[`${count} in de bestanden:`, ...parts].join('\n\n')}\n`
}

function describeFault(fault: Fault): string {
  const place = [fault.line === undefined ? '' : `regel ${fault.line}`, fault.path]
    .filter((part) => part !== '')
    .join(', ')
  const [first, ...more] = [...(place === '' ? [] : [place]), problemText(fault), `Zo maakt u het goed: ${fault.mend}`]
  return [`  - ${first}`, ...more.map((line) => `    ${line}`)].join('\n')
}

/** The candidate that looks most like the word (at most a third of its letters differ); null when none does. */
export function nearest(word: string, candidates: readonly string[]): string | null {
  const near = candidates
    .map((candidate) => ({ candidate, distance: editDistance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(
      ({ candidate, distance }) => distance <= Math.max(2, Math.floor(Math.max(word.length, candidate.length) / 3)),
    )
    .sort((a, b) => a.distance - b.distance)[0]
  return near && near.distance < word.length ? near.candidate : null
}

/** "Bedoelt u …?" when a candidate is near, else the list to choose from. */
export function suggest(word: string, candidates: readonly string[]): string {
  const near = nearest(word, candidates)
  if (near !== null) return `bedoelt u "${near}"?`
  if (candidates.length === 0) return 'haal dit weg.'
  return `kies uit: ${candidates.slice(0, 20).join(', ')}${candidates.length > 20 ? ' …' : ''}.`
}

/** Steps of inserting, deleting or replacing a letter. Source: Levenshtein 1966, by the row method. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= to.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[to.length] ?? 0
}

/** Each fault once: the same drawing can lack the same words for many surveys. */
export function withoutRepeats(faults: readonly Fault[]): readonly Fault[] {
  return [...new Map(faults.map((fault) => [JSON.stringify(fault), fault])).values()]
}

export type PathKey = string | number

/** `['questions', 2, 'showIf']` as a person reads it: `questions[2].showIf`. */
export function pathText(path: readonly PathKey[]): string {
  return path.map((key, index) => (typeof key === 'number' ? `[${key}]` : index === 0 ? key : `.${key}`)).join('')
}

/** True for an object that is no list. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The own value under these keys; undefined when a step is missing. */
export function valueAt(value: unknown, path: readonly PathKey[]): unknown {
  let here = value
  for (const key of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return undefined
    here = (here as Record<PathKey, unknown>)[key]
  }
  return here
}
