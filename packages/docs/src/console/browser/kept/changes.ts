/** What has changed between two looks at the same data. */
import type { Kept, KeptCollection, KeptRecord } from '../../../sandbox/kept.ts'

export type Mark = 'new' | 'changed'

export interface CollectionChanges {
  /** By id. */
  readonly marks: ReadonlyMap<string, Mark>
  /** How many records are there no more. */
  readonly gone: number
}

/** By the name of the collection; those without a change are left out. */
export type Changes = ReadonlyMap<string, CollectionChanges>

/** Without an earlier look, nothing has changed. */
export function changesOf(before: Kept | undefined, { collections }: Kept): Changes {
  const known = new Map(before?.collections.map((one) => [one.name, one]))
  return new Map(
    collections.flatMap((collection) => {
      const changes = known.has(collection.name) && changesIn(known.get(collection.name)!, collection)
      return changes ? [[collection.name, changes] as const] : []
    }),
  )
}

function changesIn(before: KeptCollection, now: KeptCollection): CollectionChanges | undefined {
  const known = new Map(before.records.map((record) => [idOf(before, record), JSON.stringify(record)]))
  const marks = new Map<string, Mark>()
  // Of many records the newest are shown: what stands behind one that was there has only moved up.
  const firstKnown = now.records.findIndex((record) => known.has(idOf(now, record)))
  for (const [index, record] of now.records.entries()) {
    const id = idOf(now, record)
    const text = known.get(id)
    if (text === undefined && (firstKnown === -1 || index < firstKnown)) marks.set(id, 'new')
    else if (text !== undefined && text !== JSON.stringify(record)) marks.set(id, 'changed')
  }
  const added = [...marks.values()].filter((mark) => mark === 'new').length
  const gone = Math.max(0, before.size + added - now.size)
  return marks.size > 0 || gone > 0 ? { marks, gone } : undefined
}

/** The id of a record as a text. */
export function idOf({ key }: Pick<KeptCollection, 'key'>, record: KeptRecord): string {
  return String(record[key])
}

/** The changes in one sentence, and that there are none in another. */
export function changesSentence(changes: Changes): string {
  const parts = Array.from(changes, ([name, one]) => `${name}: ${countsOf(one).join(', ')}`)
  return parts.length > 0 ? `${parts.join('; ')}.` : 'Nothing has changed.'
}

/** `1 new`, `2 changed`, `1 gone`: those that there are. */
export function countsOf({ marks, gone }: CollectionChanges): string[] {
  const counts = Object.entries(Object.groupBy(marks.values(), (mark) => mark))
  return [...counts.map(([mark, { length }]) => `${length} ${mark}`), ...(gone > 0 ? [`${gone} gone`] : [])]
}
