/** Finds places in sorted lists. */

/** The first index of a sorted list for which a condition holds that holds for all after it; its length for none. */
export function firstIndex(length: number, isThere: (index: number) => boolean): number {
  let from = 0
  let to = length
  while (from < to) {
    const middle = (from + to) >>> 1
    if (isThere(middle)) to = middle
    else from = middle + 1
  }
  return from
}
