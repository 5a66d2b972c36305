/** The program cannot go on with this data folder, key or database. The message is in plain Dutch, for the operator,
 *  and says how to mend it; it needs no stack beside it. */
export class CannotStart extends Error {}
