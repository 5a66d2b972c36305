import { countFindings } from '../language-check.ts'
import type { Finding, Severity } from './finding.ts'

const NAMES: Readonly<Record<Severity, string>> = { error: 'fout', warn: 'let op', info: 'tip' }

/** The findings as text for a terminal: by file, and under each sentence the rule, what is wrong and what to write
 *  instead. A sentence that stands in more places is told once. Tips are only counted unless `tips` is true. */
export function describeFindings(findings: readonly Finding[], { tips }: { readonly tips: boolean }): string {
  const { error, warn, info } = countFindings(findings)
  const hidden = info > 0 && !tips ? ' Met --tips ziet u ook de tips.' : ''
  const head = `Taalcheck: ${plural(error, 'fout', 'fouten')}, ${warn} keer "let op", ${plural(info, 'tip', 'tips')}.${hidden}`
  const shown = bySentence(findings.filter(({ severity }) => tips || severity !== 'info'))
  const files = [...new Set(shown.map(({ first }) => first.file))]
  const parts = files.map((file) =>
    [file, ...shown.filter(({ first }) => first.file === file).flatMap(describeSentence)].join('\n'),
  )
  return [head, ...parts].join('\n\n')
}

function plural(count: number, one: string, more: string): string {
  return `${count} ${count === 1 ? one : more}`
}

/** One sentence with its remarks, and in how many other places it stands. */
interface Told {
  readonly first: Finding
  readonly remarks: readonly Finding[]
  readonly others: number
}

function bySentence(findings: readonly Finding[]): readonly Told[] {
  const groups = new Map<string, Finding[]>()
  for (const found of findings) groups.set(found.sentence, [...(groups.get(found.sentence) ?? []), found])
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    if (!first) return []
    const places = new Set(group.map(({ file, path, line }) => `${file} ${path} ${line}`))
    const remarks = [...new Map(group.map((found) => [`${found.rule} ${found.quote}`, found])).values()]
    const rare = remarks.filter(({ rule }) => rule === 'T2').map(({ quote }) => quote)
    // T2 gives the same simpler words.
    const told = remarks.filter(({ rule, quote }) => rule !== 'T7' || !rare.includes(quote))
    return [{ first, remarks: told, others: places.size - 1 }]
  })
}

function describeSentence({ first, remarks, others }: Told): readonly string[] {
  const place = [first.line === undefined ? '' : `regel ${first.line}`, first.path].filter((part) => part !== '')
  const also = others === 0 ? '' : ` (ook op ${plural(others, 'andere plek', 'andere plekken')})`
  return [
    `  - ${place.join(', ')}${also}`,
    `    "${first.sentence}"`,
    ...remarks.flatMap(({ rule, severity, problem, mend }) => [
      `      ${rule} ${NAMES[severity]}: ${problem}`,
      `         Zo maakt u het goed: ${mend}`,
    ]),
  ]
}
