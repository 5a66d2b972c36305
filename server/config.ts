/** Settings of the server; only this file reads the environment. */
export interface Config {
  readonly port: number
  readonly host: string
  readonly dataDir: string
  readonly municipality: string
  /** Origin that people use, without a slash at the end: `https://ervaring.example`. */
  readonly publicUrl: string
  /** Folder with the built client. */
  readonly clientDir: string
  /** Folder with the survey files. */
  readonly surveysDir: string
}
