import {
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser'
import { ask, type Reply } from '../requests.ts'

// Loaded only when somebody presses a button for it.

/** How it ended in the browser. `elsewhere`: the page does not have the address that keys are for. */
interface Ended {
  readonly state: 'stopped' | 'elsewhere'
}

const SIGN_IN = '/api/v1/session/passkey'
const OWN = '/api/v1/session/account/passkeys'

/** Lets the person choose a key of this device, or of a telephone near it, and signs in with it. */
export async function signInByPasskey(): Promise<Reply<unknown> | Ended> {
  const asked = await ask<PublicKeyCredentialRequestOptionsJSON>(`${SIGN_IN}/challenge`, { method: 'POST', body: {} })
  if (asked.state !== 'ok') return asked
  const response = await startAuthentication({ optionsJSON: asked.value }).catch(endOf)
  return 'state' in response ? response : await ask(SIGN_IN, { method: 'POST', body: { response } })
}

/** Makes a key for the account that is signed in; `there` when this device has one of it. */
export async function makePasskey(given: {
  readonly name: string
  readonly password: string
}): Promise<Reply<unknown> | Ended | { readonly state: 'there' }> {
  const offered = await ask<PublicKeyCredentialCreationOptionsJSON>(`${OWN}/challenge`, { method: 'POST', body: given })
  if (offered.state !== 'ok') return offered
  const response = await startRegistration({ optionsJSON: offered.value }).catch((error: unknown) =>
    nameOf(error) === 'InvalidStateError' ? ({ state: 'there' } as const) : endOf(error),
  )
  return 'state' in response ? response : await ask(OWN, { method: 'POST', body: { name: given.name, response } })
}

/** Source of the names: Web Authentication Level 3, 5.1.3 and 5.1.4. */
function endOf(error: unknown): Ended {
  return { state: nameOf(error) === 'SecurityError' ? 'elsewhere' : 'stopped' }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : ''
}
