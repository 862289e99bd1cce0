import type { Ledger } from './ledger.ts'
import type { Told } from './alone.ts'
import { type Answer, type Budget, type Exchange, type LimitStore } from './store.ts'
import { inBackground, within } from './time-limit.ts'

/** What happens between a limiter and its store. */
export type StoreEvent =
  | { readonly type: 'outage'; readonly error: unknown }
  | { readonly type: 'recovery'; readonly milliseconds: number }

/** What a link is made from. */
export interface LinkSettings {
  readonly store: LimitStore
  readonly key: string
  readonly budgets: readonly Budget[]
  readonly travel: number
  readonly timeLimit: number
  readonly ledger: Ledger
  readonly tell: (event: StoreEvent) => void
}

/** Requests that may go. */
export interface Granted {
  readonly numbers: readonly number[]
  /** Milliseconds until there may be more. */
  readonly wait: number
}

/** The connection of one limiter to the store, as far as the limiter cares. */
export interface Link {
  /** Asks whether so many requests may go; nothing when the store is gone. */
  ask(want: number): Promise<Granted | undefined>
  /** A request is over. */
  end(number: number): void
  /** Requests that may go after all are not sent. */
  giveBack(numbers: readonly number[]): void
  /** Nobody may send anything for a time. */
  pause(milliseconds: number): void
  /** Nobody waits here any more. */
  leaveLine(): void
  /** Tries, soon and again and again, to reach a store that is gone. */
  reach(): void
  /** Why the store is gone, if it is. */
  gone(): { readonly error: unknown } | undefined
  /** What was last known of the fleet. */
  told(): Told | undefined
}

/** Milliseconds between two attempts to reach a store that is gone. */
const pace = 1_000

/** Milliseconds that news which nobody waits for may wait for others. */
const patienceOfNews = 50

/** Makes a link. Every exchange ends within the time limit. */
export function createLink({ store, key, budgets, travel, timeLimit, ledger, tell }: LinkSettings): Link {
  const worker = randomText()
  let epoch: string | undefined
  let told: Told | undefined
  let gone: { readonly error: unknown; readonly since: number } | undefined
  let over: (readonly [number: number, at: number])[] = []
  let unused: number[] = []
  let pausedUntil = 0
  let isPauseNews = false
  let isPaced = false
  let isReaching = false
  let isFlushing = false
  let stopPace = (): void => {}

  const request = (want: number | undefined, everything: boolean): Exchange => {
    const now = performance.now()
    const news = { over: over.map(([number, at]) => [number, now - at] as const), flying: [] }
    const paused = Math.max(0, pausedUntil - now)
    const made: Exchange = {
      worker,
      budgets,
      travel,
      first: ledger.reserve(want ?? 0),
      ...(everything ? ledger.recent(now) : news),
      unused,
      pause: isPauseNews || everything ? paused : 0,
      nextEpoch: randomText(),
      ...(want !== undefined && { want }),
      // Who has nothing to lose does not make the others wait.
      ...(epoch !== undefined && !ledger.isEmpty(now) && { epoch }),
    }
    over = []
    unused = []
    isPauseNews = false
    return made
  }

  const exchange = async (want?: number, everything = false): Promise<Answer & { first: number }> => {
    const made = request(want, everything)
    try {
      // A store may also throw at once.
      const answer = await within(timeLimit, (async () => store.exchange(key, made))())
      told = { used: answer.used, workers: answer.workers, at: performance.now() }
      const isForgotten = epoch !== undefined && epoch !== answer.epoch && !everything
      epoch = answer.epoch
      if (isForgotten && !ledger.isEmpty(performance.now())) void attempt(undefined, true)
      return { ...answer, first: made.first }
    } catch (error) {
      // What was asked for may have been granted, and nobody will ever know.
      unused.push(...made.unused, ...numbers(made.first, want ?? 0))
      throw error
    }
  }

  /** An exchange whose failure is an outage. */
  const attempt = async (
    want?: number,
    everything?: boolean,
  ): Promise<(Answer & { first: number }) | undefined> => {
    try {
      return await exchange(want, everything)
    } catch (error) {
      fail(error)
      return undefined
    }
  }

  const fail = (error: unknown): void => {
    if (!gone) {
      gone = { error, since: performance.now() }
      tell({ type: 'outage', error })
    }
    reach()
  }

  const reach = (): void => {
    if (!gone || isPaced || isReaching) return
    isPaced = true
    stopPace = inBackground(pace, () => void reachNow())
  }

  const reachNow = async (): Promise<void> => {
    stopPace()
    isPaced = false
    if (!gone || isReaching) return
    const { since } = gone
    isReaching = true
    const isBack = await exchange(undefined, true).then(
      () => true,
      () => false,
    )
    isReaching = false
    if (isBack) {
      gone = undefined
      tell({ type: 'recovery', milliseconds: performance.now() - since })
      // Else whoever calls next goes on with it.
    } else if (!ledger.isEmpty(performance.now())) reach()
  }

  const flush = (): void => {
    if (isFlushing) return
    isFlushing = true
    inBackground(patienceOfNews, () => {
      isFlushing = false
      if (!gone && (over.length > 0 || unused.length > 0)) void attempt()
    })
  }

  store.onReady?.(() => {
    if (gone) void reachNow()
    else if (!ledger.isEmpty(performance.now())) void attempt(undefined, true)
  })

  return {
    gone: () => gone,
    told: () => told,
    reach,
    async ask(want) {
      const answer = await attempt(want)
      return answer && { numbers: numbers(answer.first, answer.granted), wait: answer.wait }
    },
    end(number) {
      over.push([number, ledger.end(number, performance.now())])
      flush()
    },
    giveBack(given) {
      unused.push(...given)
      // Somebody may wait for them.
      if (!gone) void attempt()
    },
    pause(milliseconds) {
      pausedUntil = Math.max(pausedUntil, performance.now() + milliseconds)
      isPauseNews = true
      if (!gone) void attempt()
    },
    leaveLine() {
      if (!gone) void attempt(0)
    },
  }
}

function numbers(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => first + index)
}

function randomText(): string {
  return crypto.randomUUID().slice(0, 13)
}
