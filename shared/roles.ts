/** Who signs in: of a provider; of the municipality with a portfolio of providers; of the client council, who reads the
 *  figures of the whole city; of the client panel, who reads drafts of surveys and no figure; of the municipality with everything. */
export const ROLES = ['provider', 'account-manager', 'reader', 'panel', 'admin'] as const

export type Role = (typeof ROLES)[number]

/** `monitor` is no person: it reads how the server does, and nothing else. */
export type MachineRole = Role | 'monitor'

/** What somebody can be allowed to do. `city-figures` are those of all providers together; `feedback` is to tell everybody what
 *  was done with answers; `reach` is to say how many clients
 *  there were; `surveys` is to read surveys and drafts and to say what one thinks of them; `metrics` is to read
 *  how the server does. */
export type Right =
  | 'figures'
  | 'city-figures'
  | 'open-answers'
  | 'review'
  | 'signal'
  | 'talks'
  | 'interpret'
  | 'feedback'
  | 'reach'
  | 'audit'
  | 'manage'
  | 'surveys'
  | 'publish'
  | 'metrics'

/** Who is signed in, as the portal needs it: part of GET /api/v1/session. */
export interface SignedIn {
  /** `provider` is an id; null for the municipality and the client council. */
  readonly viewer: { readonly role: Role; readonly name: string; readonly provider: string | null }
  /** What this viewer may do for at least one provider. */
  readonly rights: readonly Right[]
  /** Name of the viewer's provider; null for who belongs to none. */
  readonly providerName: string | null
  readonly productName: string
  /** There when a person signs in with a password alone, and is asked to set up more. */
  readonly lacksSecondStep?: true
}
