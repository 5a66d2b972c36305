/** What stands in the way, by the code of the system's or the database's error; the first that fits.
 *  Source of the codes: sqlite.org/rescode.html, errno(3). */
const TROUBLES: readonly (readonly [codes: RegExp, code: string, message: string])[] = [
  [/^(ENOSPC|EDQUOT|EFBIG|SQLITE_FULL)/, 'disk-full', 'De schijf is vol. Maak ruimte en probeer het opnieuw.'],
  [
    /^SQLITE_(BUSY|LOCKED|PROTOCOL)/,
    'database-busy',
    'Een ander programma is bezig met de database. Probeer het over een minuut opnieuw.',
  ],
  [
    /^(EACCES|EPERM|EROFS|SQLITE_READONLY|SQLITE_CANTOPEN|SQLITE_PERM)/,
    'not-writable',
    'Dit programma mag daar niet schrijven. Geef de gebruiker van dit programma schrijfrechten, of kies een andere plek.',
  ],
  [
    /^(EIO|SQLITE_IOERR|SQLITE_CORRUPT|SQLITE_NOTADB)/,
    'database-damaged',
    'De database is niet goed te lezen of te schrijven. Kijk de schijf na, en zet zo nodig een reservekopie terug: restore BESTAND.',
  ],
]

/** What is wrong and how to mend it, when an error (or what caused it) is the disk's or the database's; null for others. */
export function troubleOf(error: unknown): { readonly code: string; readonly message: string } | null {
  if (!(error instanceof Error)) return null
  const given = 'code' in error ? String(error.code) : ''
  const known = TROUBLES.find(([codes]) => codes.test(given))
  return known ? { code: known[1], message: `${known[2]} (${given})` } : troubleOf(error.cause)
}
