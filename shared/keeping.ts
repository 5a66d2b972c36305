/** A withdrawal code works at least so many days after its response arrived. */
export const WITHDRAWAL_DAYS = 30

/** What was typed as an open answer is kept so many days after a person decided on it, for whoever says that it was covered
 *  wrongly. */
export const ORIGINAL_DAYS = 30

/** What one person said in own words, covered or not, goes in the last of so many months. */
export const OPEN_ANSWER_MONTHS = 12

/** The answers of one person go in the last of so many months; what they add up to stays. */
export const RESPONSE_MONTHS = 24

/** An envelope that was refused is kept at least so many months: a mistake of ours must have come to light by then. */
export const REFUSED_MONTHS = 6

/** Who did what is kept at least so many months. */
export const AUDIT_MONTHS = 18

/** Of a device that is silent, what it said of itself is kept at least so many months. */
export const DEVICE_MONTHS = 6

/** The nightly backups are kept so many days; what was withdrawn or forgotten is gone from them too then. */
export const BACKUP_DAYS = 14

/** A run that is not finished lies so many days on a phone. The phone has numbers of its own, byte by byte; a test holds them equal. */
export const RUN_DAYS = 7

/** A delivered envelope lies so many hours on its device, to be offered again to a server that was restored from a backup. */
export const DELIVERED_HOURS = 48
