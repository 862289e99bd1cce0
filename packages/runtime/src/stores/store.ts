/** What a store must do so that processes can keep their budgets together. It is all that the limiter knows of it. */

/** A budget as the fleet keeps it. */
export interface Budget {
  readonly name: string
  /** How many requests any window may hold. */
  readonly size: number
  /** Milliseconds. */
  readonly window: number
}

/** A request by its number, which is unique in its worker, and the milliseconds since something happened to it. */
export type Since = readonly [number: number, milliseconds: number]

/** What a worker tells and asks. One exchange is one atomic step of the store. */
export interface Exchange {
  /** The process, or rather one client in it: a random text. */
  readonly worker: string
  /** The same in every exchange under a key. */
  readonly budgets: readonly Budget[]
  /**
   * Milliseconds that a request may be on its way before the provider counts it. A request counts from its end, but no
   * later than this after it was let go.
   */
  readonly travel: number
  /** How many calls wait to go. 0: the worker leaves the line. Absent: it only tells something, and keeps its place. */
  readonly want?: number
  /** The number of the first request that is let go; the others follow it. */
  readonly first: number
  /** Requests that are over, and since when they count. The store may have heard of them already, or never before. */
  readonly over: readonly Since[]
  /** Requests that are under way though the store may not know, and since when. */
  readonly flying: readonly Since[]
  /** Requests that were let go but not sent. */
  readonly unused: readonly number[]
  /** Milliseconds for which nobody may send anything, because the provider said so; 0 for nothing new. */
  readonly pause: number
  /** What the store last called itself, if this worker has sent anything that still counts. */
  readonly epoch?: string
  /** What a store that is empty may call itself. */
  readonly nextEpoch: string
}

/** What the store answers. */
export interface Answer {
  /** How many requests may go now: `first` and those that follow it. */
  readonly granted: number
  /** Milliseconds until the next one may go, as far as is known. The worker asks again then, or after {@link patience}. */
  readonly wait: number
  /** How much of each budget is used, in their order. */
  readonly used: readonly number[]
  /** How many workers have been heard of lately, this one included. */
  readonly workers: number
  /** What the store calls itself: another text than before says that it has forgotten everything. */
  readonly epoch: string
}

/**
 * Keeps budgets for a fleet. Times are those of one clock, the store's own; workers only tell how long ago something
 * was. The rules, in the order in which an exchange follows them:
 *
 * 1. An empty store takes `nextEpoch` as its name. If the worker knew another (`epoch`), it has forgotten something, and
 *    lets nobody go for {@link settling}, so that all workers can tell it what they have sent.
 * 2. It notes what is `over`, `flying` and `unused`, and the `pause`.
 * 3. A request counts in a budget while it is under way, for `travel` at most, and for a `window` after that.
 * 4. Workers stand in line, in front who has had the least; equals stand in the order in which they came. Who was away or
 *    is new may have an equal part of the smallest budget more than the others, and not all that it has missed. Who has
 *    not asked again {@link grace} after it should have is out of the line.
 * 5. Each worker in front has one request set aside. Of the room beyond that, a worker gets as much as everybody would if
 *    it were shared among all that have been heard of lately, one request at least. If it wants more, it stands in line
 *    again.
 *
 * `checkLimitStore` of `@parlance/runtime/stores/testing` tries them out.
 */
export interface LimitStore {
  /**
   * @param key - Whose budgets it is about. Different keys have nothing to do with each other.
   * @throws Whatever the store throws when it cannot be reached.
   */
  exchange(key: string, request: Exchange): Promise<Answer>
  /** Remembers a callback for whenever the store can be reached again. Optional: it is found out by asking, too. */
  onReady?(callback: () => void): void
}

/** Milliseconds after which a worker that waits asks again at the latest. */
export const patience = 2_000

/** Milliseconds by which a worker may be late before it is out of the line. */
export const grace = 1_000

/** Milliseconds that a store which has forgotten everything takes to learn from the workers what they have sent. */
export const settling = 1_500
