/** A withdrawal code works at least so many days after its response arrived. */
export const WITHDRAWAL_DAYS = 30

/** What was typed as an open answer is kept so many days after a person decided on it, for whoever says that it was covered
 *  wrongly. */
export const ORIGINAL_DAYS = 30

/** A run that is not finished lies so many days on a phone. The phone has numbers of its own, byte by byte; a test holds them equal. */
export const RUN_DAYS = 7

/** A delivered envelope lies so many hours on its device, to be offered again to a server that was restored from a backup. */
export const DELIVERED_HOURS = 48
