/** Held (shared) by every open page with a survey in progress. */
const IN_USE = 'ervaringwijzer-run'
/** A page that stays open asks this often whether there is a newer app. */
const CHECK_MS = 3_600_000

export interface Updates {
  /** A survey begins: no newer app takes over, in no window, until `idle`. */
  busy(): void
  /** No survey is in progress here: a newer app that waits may take over. */
  idle(): void
}

/** What a browser without service workers gets: nothing to update. */
const NONE: Updates = { busy: () => undefined, idle: () => undefined }

/** Which worker, and the addresses it answers for. */
export interface WorkerPlace {
  readonly url: string
  readonly scope: string
}

/** Installs the worker that makes the app open offline. Resolves when it is in charge of this page with everything
 *  precached; rejects when it cannot be installed (the app then works while it is open). The worker never owns an
 *  answer, so taking over changes only which files the next page gets. */
export async function startWorker({ url, scope }: WorkerPlace): Promise<Updates> {
  if (!('serviceWorker' in navigator)) return NONE
  const container = navigator.serviceWorker
  const registration = await container.register(scriptUrl(url), { scope, updateViaCache: 'none' })
  await container.ready
  if (!container.controller) {
    await new Promise((resolve) => container.addEventListener('controllerchange', resolve, { once: true }))
  }
  return watch(registration)
}

function watch(registration: ServiceWorkerRegistration): Updates {
  let letGo: (() => void) | null = null
  let released: Promise<unknown> = Promise.resolve()
  const activate = () => void released.then(() => takeOver(registration))
  const follow = () => registration.installing?.addEventListener('statechange', activate)
  registration.addEventListener('updatefound', follow)
  // One that was found before this page began to listen.
  follow()
  setInterval(() => {
    // Being offline is no fault here: the next hour comes.
    void registration.update().catch(() => undefined)
    activate()
  }, CHECK_MS)
  return {
    busy() {
      if (letGo) return
      const over = new Promise<void>((resolve) => {
        letGo = resolve
      })
      released = navigator.locks?.request(IN_USE, { mode: 'shared' }, () => over) ?? over
    },
    idle() {
      letGo?.()
      letGo = null
      activate()
    },
  }
}

/** Lets a waiting worker in when no window has a survey in progress. Without Web Locks it waits until all are closed. */
async function takeOver(registration: ServiceWorkerRegistration): Promise<void> {
  await navigator.locks?.request(IN_USE, { ifAvailable: true }, (lock) => {
    if (lock) registration.waiting?.postMessage('take-over')
  })
}

interface Policy {
  createScriptURL(url: string): string
}
interface TrustedTypesFactory {
  createPolicy(name: string, rules: Policy): Policy
}

/** The address of our own worker, as the content security policy wants it. */
function scriptUrl(url: string): string {
  const factory = (globalThis as { trustedTypes?: TrustedTypesFactory }).trustedTypes
  return factory
    ? factory.createPolicy('ervaringwijzer', { createScriptURL: (given) => given }).createScriptURL(url)
    : url
}
