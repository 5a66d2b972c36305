/** The entry's address holds a hash over all that it loads: it changes with every release. */
export function appVersion(): string {
  return document.querySelector<HTMLScriptElement>('script[type=module]')?.src ?? ''
}

/** That hash, by which the server tells an old release; `dev` where there is none. */
export function appRelease(): string {
  return /-([\w-]{8})\.js$/.exec(appVersion())?.[1] ?? 'dev'
}
