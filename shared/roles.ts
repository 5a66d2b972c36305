/** Who signs in: of a provider; of the municipality with a portfolio of providers; of the client council, who reads the
 *  figures of the whole city; of the municipality with everything. */
export const ROLES = ['provider', 'account-manager', 'reader', 'admin'] as const

export type Role = (typeof ROLES)[number]
