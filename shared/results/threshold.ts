/** Fewest answers that may be shown, and by which two published figures of a question may differ.
 *  Above the 5 of many agencies and equal to the GP Patient Survey (England), which withholds results of fewer than 10. */
export const THRESHOLD = 10

/** Enough together. Parts that were each too small must not all be as large as such a part can be: then the sum would
 *  tell the size of each. */
export function ripe(sizes: readonly number[]): boolean {
  const total = sizes.reduce((sum, size) => sum + size, 0)
  return total >= THRESHOLD && !(sizes.length > 1 && sizes.every((size) => size === THRESHOLD - 1))
}
