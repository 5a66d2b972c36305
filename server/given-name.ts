import { Refusal } from './refusal.ts'

const NAME_LENGTH = 80

/** A name as it is kept: one way of writing for what looks the same, nothing that cannot be seen. Throws Refusal for what
 *  is no name. */
export function nameIn(typed: string): string {
  const name = typed.normalize('NFC').replace(/\s+/g, ' ').trim()
  if (/\p{C}/u.test(name))
    throw new Refusal('usage', 'In de naam staat een teken dat niet te zien is. Typ de naam opnieuw.')
  if (!/[\p{L}\p{N}]/u.test(name)) throw new Refusal('usage', 'Een naam heeft letters of cijfers.')
  if (name.length > NAME_LENGTH) throw new Refusal('usage', `De naam is te lang: hooguit ${NAME_LENGTH} tekens.`)
  return name
}

/** Whether two names are the same to who reads them. */
export function isSameName(one: string, other: string): boolean {
  return one.toLocaleLowerCase('nl') === other.toLocaleLowerCase('nl')
}
