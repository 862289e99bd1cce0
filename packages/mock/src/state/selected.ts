/** A part of a sorted list, without sorting all of it. */
import type { Comparator, Row } from './rules.ts'

/** How many rows at most are picked one by one: beyond that, sorting all of them is faster in the worst case. */
const mostPicked = 1000

/** Rows that are not to change any more, and how they are to stand. */
export interface Selection {
  readonly rows: readonly unknown[]
  /** Default: as they are. */
  readonly order?: 'newest' | 'oldest' | Comparator
}

/** Selections that had to be sorted as a whole: whoever walks through a list comes back for the next page. */
const sorted = new WeakMap<Selection, readonly unknown[]>()

/** So many rows from an index on. */
export function selected(selection: Selection, start: number, size: number): readonly unknown[] {
  const { rows, order } = selection
  if (size <= 0) return []
  if (order === undefined || order === 'oldest') return rows.slice(start, start + size)
  const last = rows.length - 1
  if (order === 'newest') return Array.from({ length: size }, (_, index) => rows[last - start - index])
  const wanted = start + size
  const known = sorted.get(selection)
  const isFew = wanted <= mostPicked && wanted * 8 < rows.length
  if (isFew && !known) return firsts(rows as Row[], order, wanted).slice(start)
  const all = known ?? (rows as Row[]).toSorted(order)
  sorted.set(selection, all)
  return all.slice(start, wanted)
}

/** The first ones of a sorted list; those that are equal keep their order. */
function firsts(rows: readonly Row[], compare: Comparator, count: number): Row[] {
  const best: Row[] = []
  for (const row of rows) {
    if (best.length === count && compare(row, best[count - 1]!) >= 0) continue
    if (best.length === count) best.pop()
    best.splice(placeOf(best, row, compare), 0, row)
  }
  return best
}

/** Where a row belongs: behind those that are before it or equal. */
function placeOf(sorted: readonly Row[], row: Row, compare: Comparator): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compare(sorted[middle]!, row) <= 0) low = middle + 1
    else high = middle
  }
  return low
}
