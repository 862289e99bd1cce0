/** What reads have found, which is true until something changes. */
import type { Reply } from '../exchange.ts'
import { Memory } from '../memory.ts'
import type { Call, Listing } from './call.ts'
import type { StateReply } from './rules.ts'
import type { World } from './store/world.ts'

/** How many answers are kept, and how many bytes they may have to be kept. */
const mostReplies = 256
const mostBytes = 65_536

/** How many lists are kept as they were chosen and sorted, for those who walk through them page by page. */
const mostListings = 4

/** A world from one change to the next. */
interface Stage {
  readonly version: number
}

/** Something that is true as long as the stage of a world lasts. */
interface Found<T> {
  readonly stage: Stage
  readonly value: T
}

/** Remembers what reads have found. Nothing is remembered of a call that has looked at the clock. */
export class Reads {
  readonly #stages = new WeakMap<World, Stage>()
  readonly #replies = new Memory<string, Found<Reply>>(mostReplies)
  readonly #listings = new Memory<string, Found<Listing>>(mostListings)

  /** The reply to a read. What it hangs on beside the data is the key. */
  reply(
    world: World,
    key: string,
    make: () => { readonly call: Call; readonly reply: Reply | undefined },
  ): Reply | undefined {
    const stage = this.#stageOf(world)
    const found = this.#replies.get(key)
    if (found?.stage === stage) return found.value
    const { call, reply } = make()
    if (reply && isKept(reply) && !call.isTimed) this.#replies.set(key, { stage, value: reply })
    return reply
  }

  /** The list of which a call wants a page, as it was chosen for the one before. */
  listing(
    world: World,
    reader: string,
    call: Call,
    choose: () => StateReply | undefined,
  ): StateReply | undefined {
    const stage = this.#stageOf(world)
    const key = `${reader}\n${JSON.stringify(choiceIn(call))}`
    const found = this.#listings.get(key)
    if (found?.stage === stage) return found.value
    const said = choose()
    if (said && 'rows' in said && !call.isTimed) this.#listings.set(key, { stage, value: said as Listing })
    return said
  }

  /** The same object for the same world as long as nothing in it changes. */
  #stageOf(world: World): Stage {
    const { version } = world
    const known = this.#stages.get(world)
    if (known?.version === version) return known
    const stage = { version }
    this.#stages.set(world, stage)
    return stage
  }
}

function isKept({ status, body }: Reply): boolean {
  return status < 300 && (body?.length ?? 0) <= mostBytes
}

/** What of a query says which records it wants, and in which order. */
function choiceIn({ query, task }: Call): readonly unknown[] {
  return Object.entries(query).filter(([name]) => !task.paging.has(name))
}
