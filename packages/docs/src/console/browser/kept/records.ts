/** The records of a provider, collection by collection. */
import { element } from '../../../assets/element.js'
import type { Kept, KeptCollection, KeptRecord } from '../../../sandbox/kept.ts'
import { action } from '../controls.ts'
import { listing } from '../listing.ts'
import { type Changes, type CollectionChanges, countsOf, idOf } from './changes.ts'
import { tellingOf } from './telling.ts'

/** What can be done with an id. */
export interface UseOfIds {
  /** Whether the open operation takes ids of a collection. */
  takes(collection: string): boolean
  use(collection: string, id: string): void
}

export interface RecordsView {
  element: HTMLElement
  /** Shows other records; what was open stays open, and what has changed is opened. */
  update(kept: Kept, changes: Changes): void
}

/** @param first name of the collection that comes first, and is open at first */
export function recordsView(first: string, ids: UseOfIds): RecordsView {
  const whole = element('div', {})
  let isFirst = true
  return { element: whole, update }

  function update({ collections }: Kept, changes: Changes): void {
    const open = new Set([...openIn(whole), ...changes.keys(), ...(isFirst ? [first] : [])])
    isFirst = false
    const order = ({ name }: KeptCollection) => (name === first ? 0 : 1)
    const sorted = collections.toSorted((one, other) => order(one) - order(other))
    const focused = document.activeElement?.closest<HTMLElement>('details[data-key]')?.dataset['key']
    const isShown = ({ name, size }: KeptCollection) => size > 0 || changes.has(name)
    const empty = sorted.filter((one) => !isShown(one)).map(({ name }) => name)
    whole.replaceChildren(
      ...sorted.filter(isShown).map((one) => collectionView(one, changes.get(one.name), ids)),
      ...(empty.length > 0 ? [element('p', { class: 'hint' }, `Nothing yet: ${empty.join(', ')}.`)] : []),
    )
    for (const details of detailsIn(whole)) {
      const { key } = details.dataset
      details.open = open.has(key!)
      if (key === focused) details.querySelector('summary')!.focus()
    }
  }
}

function openIn(whole: HTMLElement): string[] {
  return detailsIn(whole).flatMap(({ open, dataset }) => (open ? [dataset['key']!] : []))
}

function detailsIn(whole: HTMLElement): HTMLDetailsElement[] {
  return [...whole.querySelectorAll<HTMLDetailsElement>('details[data-key]')]
}

function collectionView(
  collection: KeptCollection,
  changes: CollectionChanges | undefined,
  ids: UseOfIds,
): HTMLElement {
  const { name, size, records } = collection
  const summary = element(
    'summary',
    {},
    element('b', {}, name),
    ` ${size}`,
    ...badges(changes ? countsOf(changes) : []),
  )
  const items = records.map((record) => element('li', {}, recordView(collection, record, changes, ids)))
  const rest = size - records.length
  return element(
    'details',
    { 'data-key': name },
    summary,
    element('ul', {}, ...items),
    ...(rest > 0 ? [element('p', { class: 'hint' }, `And ${rest} older ones.`)] : []),
  )
}

/** The spaces are for those who hear it. */
function badges(texts: readonly string[]): (Node | string)[] {
  return texts.flatMap((text) => [' ', element('mark', {}, text)])
}

function recordView(
  collection: KeptCollection,
  record: KeptRecord,
  changes: CollectionChanges | undefined,
  ids: UseOfIds,
): HTMLElement {
  const { name, key } = collection
  const id = idOf(collection, record)
  const mark = changes?.marks.get(id)
  const details = element(
    'details',
    { 'data-key': `${name}/${id}` },
    element(
      'summary',
      {},
      element('code', {}, id),
      ' ',
      element('small', {}, tellingOf(record, key).join(' · ')),
      ...badges(mark ? [mark] : []),
    ),
  )
  // Drawn when it is opened: most are never looked into.
  details.addEventListener('toggle', () => details.append(...recordParts(collection, record, id, ids)), {
    once: true,
  })
  return details
}

function recordParts({ name }: KeptCollection, record: KeptRecord, id: string, ids: UseOfIds): HTMLElement[] {
  const use = ids.takes(name) ? [action('Use this id', () => ids.use(name, id))] : []
  return [...use, listing(`${name} ${id}, JSON`, JSON.stringify(record, null, 2))]
}
