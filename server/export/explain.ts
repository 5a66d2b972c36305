import type { PublishedResults } from '../../shared/results/results.ts'
import { BESIDE_TABLES } from './beside-tables.ts'
import { METHOD } from './codebook.ts'
import type { CsvCell } from './csv.ts'
import { RESULT_COLUMNS } from './results-table.ts'

/** The sheet "Uitleg" of a workbook: what these figures are of, how to read them, what each column means. */
export function explainLines(
  { municipality, released, filter, demo, rows }: PublishedResults,
  productName: string,
): readonly (readonly CsvCell[])[] {
  const chosen = Object.entries(filter).flatMap(([name, value]): readonly (readonly CsvCell[])[] => {
    const text = Array.isArray(value) ? value.join(', ') : value
    return text === null || text === '' ? [] : [[CHOSEN[name as keyof typeof CHOSEN] ?? name, String(text)]]
  })
  const shown = rows.filter(({ level }) => level !== 'hidden').length
  return [
    [productName, 'Cijfers over de ervaringen van cliënten'],
    ['gemeente', municipality],
    ['bijgewerkt op', released ?? 'nog niet'],
    ...(demo
      ? [['let op', 'Er tellen verzonnen antwoorden mee. Gebruik deze cijfers niet voor een gesprek of een besluit.']]
      : []),
    ['regels met cijfers', shown],
    ['regels zonder cijfers', rows.length - shown],
    [],
    ['Wat u koos', ''],
    ...(chosen.length === 0 ? [['alles', '']] : chosen),
    [],
    ['Zo leest u de cijfers', ''],
    ...METHOD,
    [],
    ['Wat in elke kolom staat', ''],
    ...RESULT_COLUMNS.map(({ name, meaning }) => [name, meaning]),
    ...BESIDE_TABLES.flatMap(({ name, columns }): readonly (readonly CsvCell[])[] => [
      [],
      [`Wat in elke kolom staat van het blad ${name}`, ''],
      ...columns,
    ]),
    [],
    ['Het blad Spiegel is er alleen bij één aanbieder en één zorgvorm.', ''],
  ]
}

const CHOSEN = {
  survey: 'vragenlijst',
  provider: 'aanbieder',
  with: 'met de voorgangers',
  careType: 'zorgvorm',
  location: 'locatie',
  area: 'gebied',
  from: 'van',
  to: 'tot en met',
  by: 'uitgesplitst naar',
  phase: 'fase',
  channel: 'kanaal',
} as const
