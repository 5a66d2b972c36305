/** Answers of one question by value, the missing ones (`~skipped`) included. */
export type Counts = ReadonlyMap<string, number>

/** Counts by value of the one extra cut: location, phase … Without a cut there is one cell, `''`. */
export type Cells = ReadonlyMap<string, Counts>

/** How many answers the cells hold together. */
export function sizeOf(cells: Cells, answers: (counts: Counts) => number): number {
  let size = 0
  for (const counts of cells.values()) size += answers(counts)
  return size
}

/** All cells together: same cell, counts added. */
export function addCells(parts: readonly Cells[]): Cells {
  const [first] = parts
  if (first && parts.length === 1) return first
  const byCell = groupBy(
    parts.flatMap((part) => [...part]),
    ([cell]) => cell,
  )
  return new Map([...byCell].map(([cell, same]) => [cell, addCounts(same.map(([, counts]) => counts))]))
}

/** Counts added by value; empty without any. */
export function addCounts(parts: readonly Counts[]): Counts {
  const [first] = parts
  if (first && parts.length === 1) return first
  const sums = new Map<string, number>()
  for (const counts of parts) for (const [value, count] of counts) sums.set(value, (sums.get(value) ?? 0) + count)
  return sums
}

/** The things by their key, in the order in which they come. */
export function groupBy<T>(things: readonly T[], keyOf: (thing: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const thing of things) {
    const group = groups.get(keyOf(thing))
    if (group) group.push(thing)
    else groups.set(keyOf(thing), [thing])
  }
  return groups
}
