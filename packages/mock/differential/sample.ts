/** Fewer requests than there are, always the same ones. */
import { createHash } from 'node:crypto'

/**
 * At most this many items: those that are always wanted, and of the others a choice that looks random and is not.
 *
 * @param nameOf - What distinguishes the items; the choice hangs on it alone.
 */
export function sampled<T>(
  items: readonly T[],
  limit: number,
  nameOf: (item: T) => string,
  isWanted: (item: T) => boolean,
): T[] {
  const wanted = items.filter(isWanted)
  const others = items.filter((item) => !isWanted(item))
  const ranked = others.map((item) => ({ item, rank: createHash('sha1').update(nameOf(item)).digest('hex') }))
  const chosen = ranked.toSorted((a, b) => (a.rank < b.rank ? -1 : 1)).slice(0, limit - wanted.length)
  return [...wanted, ...chosen.map(({ item }) => item)]
}
