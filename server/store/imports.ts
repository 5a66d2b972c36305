/** An earlier survey whose answers were brought in from a file. */
export interface Import {
  readonly name: string
  /** Whose survey it was, in Dutch, for who sees the figures. */
  readonly source: string
  /** `2026-11-27` */
  readonly day: string
  /** SHA-256 of the file, hex: the same file comes in once. */
  readonly digest: string
  /** The mapping as it was given, JSON. */
  readonly mapping: string
  readonly responses: number
  /** Codes of the collectors that were made for it. */
  readonly collectors: readonly string[]
}

/** What a store keeps of earlier surveys. Their responses are counted apart: in `demo` they are 2. */
export interface Imports {
  /** Keeps it; its collectors must be there. Throws when the name or the file is there already. */
  saveImport(one: Import): void
  /** By name. */
  imports(): readonly Import[]
  /** Removes it with its responses, their counts and its collectors, without a tombstone; what was released goes with the next release.
   *  Gives how many responses there were; null when there is no such import. */
  removeImport(name: string): number | null
}
