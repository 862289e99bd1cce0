/** The data of the mock in a page. The tab keeps it from one page to the next. */
import { messageOf } from '../../../mock/src/errors.ts'
import type { Collection } from '../../../mock/src/state/store/collection.ts'
import { checkDump } from '../../../mock/src/state/store/dump.ts'
import { Sessions } from '../../../mock/src/state/store/sessions.ts'
import type { World } from '../../../mock/src/state/store/world.ts'
import { type Kept, type KeptCollection, type KeptOrder, mostShown } from './kept.ts'

/** The name under which the clock is kept; no provider has it. */
const clockName = ':clock'

/** Those of requests that name none. Others are forgotten with the page. */
const session = ''

// What browsers let a tab keep is some five million characters. The beginnings of the providers come on top.
const mostBytes = 3 * 1024 * 1024

/** The data of all providers of the page. */
export interface Keeping {
  readonly sessions: Sessions
  /** Tells what earlier pages have kept, before anything else. */
  begin(texts: Readonly<Record<string, string>>): void
  /** Gives a provider that has just been opened what earlier pages have kept of it. */
  restore(provider: string): void
  /** Does something to the data of a provider that is open, and shows it. */
  order(provider: string, order: KeptOrder): Kept
}

/**
 * @param keep is told what to keep, under which name
 */
export function createKeeping(keep: (name: string, text: string) => void): Keeping {
  const sessions = new Sessions({ mostBytes, seed: 1 })
  const { clock } = sessions.session(session)
  const texts = new Map<string, string>()
  const lost = new Map<string, string>()
  const changed = new Set<string>()
  sessions.observe({
    changed: (world) => noteWorld(world),
    replaced: (world) => noteWorld(world),
    moved: ({ name }) => name === session && note(clockName),
    dropped: () => {},
  })
  return { sessions, begin, restore, order }

  function begin(all: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(all)) texts.set(name, text)
    recall(clockName, (state) => {
      const dump: unknown = { clock: state }
      checkDump(dump)
      clock.restore(dump.clock)
    })
  }

  function restore(provider: string): void {
    recall(provider, (world) => {
      const dump: unknown = { worlds: { [provider]: world } }
      checkDump(dump)
      sessions.world(session, provider).restore(dump.worlds?.[provider])
    })
  }

  /** What cannot be read any more is dropped: data that is lost is better than a mock that does not start. */
  function recall(name: string, read: (value: unknown) => void): void {
    const text = texts.get(name)
    texts.delete(name)
    if (text === undefined) return
    try {
      read(JSON.parse(text))
    } catch (error) {
      lost.set(name, `What this tab had kept could not be read, so it begins anew: ${messageOf(error)}`)
    }
  }

  function order(provider: string, wanted: KeptOrder): Kept {
    if (wanted.do === 'advance') clock.advance(wanted.seconds * 1000)
    if (wanted.do === 'return') {
      clock.restore()
      lost.delete(clockName)
    }
    if (wanted.do === 'reset') {
      sessions.reset(session, provider)
      lost.delete(provider)
    }
    return { ...show(sessions.world(session, provider)), note: lost.get(provider) ?? lost.get(clockName) }
  }

  function noteWorld(world: World): void {
    if (world.session === session) note(world.provider)
  }

  /** What a request changes is kept at once and before its answer is there, as one. */
  function note(name: string): void {
    if (changed.size === 0) queueMicrotask(write)
    changed.add(name)
  }

  function write(): void {
    for (const name of changed) {
      const value = name === clockName ? clock.state : sessions.world(session, name).dump()
      keep(name, JSON.stringify(value))
    }
    changed.clear()
  }
}

function show(world: World): Kept {
  return {
    now: world.time,
    collections: world.collections().map((one) => showCollection(one)),
    timers: world.timers().map(({ due, timer }) => ({ due: due.toISOString(), timer })),
  }
}

function showCollection(collection: Collection): KeptCollection {
  const { name, key, size } = collection
  return { name, key, size, records: collection.rows().slice(-mostShown).toReversed() }
}
