import type { AuditEntry, AuditLog } from './store/audit.ts'

/** Everything that the audit log may say was done, in Dutch for who reads it. */
export const AUDITED = {
  'user-add': 'account gemaakt',
  'user-invite': 'uitnodiging gemaakt',
  'user-second-step-off': 'tweede stap weggehaald',
  'account-accept': 'uitnodiging gebruikt',
  'account-password': 'eigen wachtwoord veranderd',
  'account-second-step': 'eigen tweede stap ingesteld',
  'account-passkey-add': 'eigen passkey toegevoegd',
  'account-passkey-remove': 'eigen passkey weggehaald',
  'sign-in': 'ingelogd',
  'sign-in-wrong': 'inloggen mislukt',
  'sign-out': 'uitgelogd',
  denied: 'gevraagd wat niet mag',
  'user-change': 'account veranderd',
  'user-password': 'nieuw wachtwoord gegeven',
  'user-disable': 'account gesloten',
  'user-enable': 'account weer geopend',
  'token-create': 'sleutel gemaakt',
  'token-revoke': 'sleutel ingetrokken',
  'collector-add': 'meetpunt gemaakt',
  'collector-close': 'meetpunt gesloten',
  'collector-open': 'meetpunt weer geopend',
  'collector-pause': 'meetpunt op pauze gezet',
  'collector-resume': 'pauze van meetpunt gestopt',
  'invitation-make': 'uitnodigingen gemaakt',
  'invitation-remove': 'ongebruikte uitnodigingen weggehaald',
  'location-add': 'locatie gemaakt',
  'location-change': 'locatie veranderd',
  'location-close': 'locatie gesloten',
  'provider-add': 'aanbieder gemaakt',
  'provider-change': 'aanbieder veranderd',
  'provider-close': 'aanbieder gesloten',
  'care-set': 'zorgvorm van een aanbieder bewaard',
  'care-remove': 'zorgvorm van een aanbieder weggehaald',
  'device-pair': 'toestel gekoppeld',
  'device-revoke': 'toestel uitgezet',
  'device-replace': 'toestel vervangen genoemd',
  'reach-set': 'aantal cliënten gezet',
  'reach-remove': 'aantal cliënten weggehaald',
  'unreliable-set': 'periode onbetrouwbaar genoemd',
  'unreliable-remove': 'periode weer betrouwbaar genoemd',
  'open-answers-decide': 'open antwoorden nagekeken',
  'signal-set': 'signaal gezet of afgehandeld',
  'survey-draft': 'concept van een vragenlijst gemaakt',
  'survey-own-item-add': 'eigen vraag van een aanbieder in een concept gezet',
  'survey-own-item-remove': 'eigen vraag van een aanbieder uit een concept gehaald',
  'survey-publish': 'vragenlijst in gebruik genomen',
  'survey-comment': 'opmerking bij een concept gemaakt',
  'talk-set': 'dag van een gesprek gezet',
  'interpretation-set': 'duiding bij een rapport bewaard',
  'interpretation-remove': 'duiding bij een rapport weggehaald',
  'snapshot-make': 'jaaroverzicht gemaakt en bevroren',
  'feedback-add': 'bericht geschreven',
  'feedback-change': 'bericht veranderd',
  'feedback-publish': 'bericht gepubliceerd',
  'feedback-take-back': 'bericht teruggehaald',
  release: 'nieuwe antwoorden meegenomen in de resultaten',
  'import-load': 'eerder onderzoek ingelezen',
  'import-remove': 'eerder onderzoek weggehaald',
  'demo-load': 'voorbeelden geladen',
  'demo-remove': 'voorbeelden weggehaald',
  backup: 'reservekopie gemaakt',
  restore: 'reservekopie teruggezet',
  drill: 'terugzetten van een reservekopie geoefend',
  forget: 'weggedaan wat lang genoeg bewaard was',
  'refused-retry': 'geweigerde antwoorden opnieuw geprobeerd',
} as const satisfies Readonly<Record<string, string>>

export type Audited = keyof typeof AUDITED

/** Who uses the command line; it knows no names. */
export const COMMAND_LINE = 'opdrachtregel'

/** Who did not sign in. */
export const NOBODY_KNOWN = 'niet ingelogd'

/** What nobody does: the server itself. */
export const THE_SERVER = 'server'

/** Notes that somebody did something; to be called in the transaction that does it. `about` is an id, a count or
 *  a day, never what was said or seen. */
export function audit(
  { store, now }: { readonly store: Pick<AuditLog, 'note'>; readonly now: () => number },
  who: string,
  action: Audited,
  about = '',
): void {
  const at = `${new Date(now()).toISOString().slice(0, 'yyyy-mm-ddThh:mm:ss'.length)}Z`
  store.note({ at, who, action, about } satisfies AuditEntry)
}

/** The Dutch words of an action; the action itself where a newer program wrote it. */
export function auditedInWords(action: string): string {
  return Object.hasOwn(AUDITED, action) ? AUDITED[action as Audited] : action
}
