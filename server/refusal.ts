/** What was asked cannot be done; `message` says in Dutch how to mend it. `usage` is for what cannot be read at all. */
export class Refusal extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}
