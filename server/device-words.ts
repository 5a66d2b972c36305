import type { DeviceFault, DeviceKind, NumberRange } from '../shared/device-wire.ts'

export const KIND_WORDS: Readonly<Record<DeviceKind, string>> = { kiosk: 'zuil', tablet: 'tablet' }

export const STATE_WORDS = { waiting: 'wacht op koppelen', active: 'gekoppeld', revoked: 'ingetrokken' } as const

/** What a device's own tests find wrong, and what to do about it. */
const FAULT_WORDS: Readonly<Record<DeviceFault, string>> = {
  storage: 'Dit toestel bewaart niets. Antwoorden gaan verloren. Zet privémodus en het wissen van gegevens uit.',
  'not-persistent': 'De browser mag gegevens wissen als de schijf vol raakt. Installeer de pagina als app.',
  'disk-full': 'De schijf is vol of bijna vol. Maak ruimte vrij.',
  clock: 'De klok loopt niet goed. Zet datum en tijd op automatisch.',
  'no-sound': 'Er is geen geluid. Voorlezen werkt niet.',
  'no-encryption': 'De browser kan niets versleutelen. Open de pagina met https, of neem een nieuwere browser.',
  'no-worker': 'Zonder internet start dit toestel niet. Zet privémodus uit.',
  'not-full-screen': 'Het scherm is niet helemaal gevuld. Start de browser in de kioskstand.',
  'collector-closed': 'Een meetpunt van dit toestel is gesloten.',
  'collector-unknown': 'Een meetpunt van dit toestel bestaat niet meer.',
  'survey-missing': 'Een vragenlijst is nog niet geladen.',
  'page-error': 'De pagina liep vast en is zelf opnieuw begonnen.',
}

/** What that code means; the code itself where this program does not know it yet. */
export function faultWords(code: string): string {
  return (FAULT_WORDS as Readonly<Record<string, string>>)[code] ?? `Melding "${code}".`
}

/** `41-65, 70` */
export function numberWords(ranges: readonly NumberRange[]): string {
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ')
}
