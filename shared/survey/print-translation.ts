import type { NewTexts } from './apply-phrases.ts'
import { printJson } from './json-print.ts'
import type { About } from './provenance.ts'

/** A node of the file: a text, or more of them by key. */
type Tree = { [key: string]: string | Tree }

/** The text of a language file (`tr.json` of a survey, of scales or of alt texts) with these texts in their order. */
export function printTranslation(schema: string | null, about: About | null, { texts, of }: NewTexts): string {
  const tree: Tree = {}
  for (const [path, text] of texts) put(tree, path.split('.'), text)
  const groups = Object.entries(tree).map(([key, node]) => [key, key === 'intro' ? introOf(node) : node])
  return printJson({
    ...(schema === null ? {} : { $schema: schema }),
    ...(about === null ? {} : { about }),
    ...Object.fromEntries(groups),
    ...(Object.keys(of).length === 0 ? {} : { of }),
  })
}

/** The text of `help/tr.json`: the names of the help lines by their Dutch name. */
export function printHelpNames(about: About | null, { texts }: NewTexts): string {
  const names = [...texts].map(([path, text]) => [path.slice('help.'.length), text])
  return printJson({ ...(about === null ? {} : { about }), names: Object.fromEntries(names) })
}

function put(tree: Tree, [key = '', ...more]: readonly string[], text: string): void {
  if (more.length === 0) {
    tree[key] = text
    return
  }
  const inner = tree[key]
  const next: Tree = typeof inner === 'object' ? inner : {}
  tree[key] = next
  put(next, more, text)
}

/** Lines in their places; null for one that is not translated and has others after it. */
function introOf(lines: string | Tree): readonly (string | null)[] {
  if (typeof lines !== 'object') return []
  const length = Math.max(...Object.keys(lines).map(Number)) + 1
  return Array.from({ length }, (_, index) => {
    const line = lines[index]
    return typeof line === 'string' ? line : null
  })
}
