import { between, same, type StoreCheck, unique } from './check.ts'
import { type Answer, type Budget, type Exchange, type LimitStore, settling } from './store.ts'

const minute = 60_000

/** A worker of a fleet that a check plays. */
interface Worker {
  /** Asks for requests to be let go, or only tells something. */
  (request?: Partial<Exchange>): Promise<Answer>
  readonly worker: string
}

/** Gives workers that share one new key. */
function fleetOf(store: LimitStore, budgets: readonly Budget[]): () => Worker {
  const key = unique()
  return () => {
    const worker = unique()
    let first = 0
    const exchange = async (request: Partial<Exchange> = {}): Promise<Answer> => {
      const answer = await store.exchange(key, {
        worker,
        budgets,
        travel: 1_000,
        first,
        over: [],
        flying: [],
        unused: [],
        pause: 0,
        nextEpoch: unique(),
        ...request,
      })
      first += answer.granted
      return answer
    }
    return Object.assign(exchange, { worker })
  }
}

const budgetOf = (size: number, window = minute, name = 'requests'): Budget => ({ name, size, window })

/**
 * What a {@link LimitStore} must do. The checks work with keys that nobody else uses, and take some seconds.
 *
 * @example
 * for (const { name, run } of limitStoreChecks(store)) test(name, run)
 */
export function limitStoreChecks(store: LimitStore): StoreCheck[] {
  const check = (name: string, run: () => Promise<void>): StoreCheck => ({ name, run })
  return [
    check('lets a worker go as long as there is room, and tells how much is used', async () => {
      const ask = fleetOf(store, [budgetOf(10)])()
      const { granted, wait, used, workers } = await ask({ want: 4 })
      same([granted, wait, used, workers], [4, 0, [4], 1], 'granted, wait, used and workers')
    }),
    check('lets no more go than fit in the window, whoever asks at the same time', async () => {
      const worker = fleetOf(store, [budgetOf(20)])
      const answers = await Promise.all(Array.from({ length: 50 }, () => worker()({ want: 1 })))
      same(sum(answers), 20, 'granted in all')
    }),
    check('knows the keys apart', async () => {
      const [one, other] = [fleetOf(store, [budgetOf(1)])(), fleetOf(store, [budgetOf(1)])()]
      same([(await one({ want: 1 })).granted, (await other({ want: 1 })).granted], [1, 1], 'granted')
    }),
    check('counts a request for a window after it was over, and no longer', async () => {
      const worker = fleetOf(store, [budgetOf(2)])
      const [told, ask] = [worker(), worker()]
      await told({
        over: [
          [0, minute - 2_000],
          [1, minute + 1],
        ],
      })
      const { granted, wait, used } = await ask({ want: 2 })
      same([granted, used], [1, [2]], 'granted and used')
      between(wait, 0, 2_000, 'the wait for the other')
    }),
    check('counts a request that never ends as over after `travel`', async () => {
      const worker = fleetOf(store, [budgetOf(2)])
      await worker()({
        flying: [
          [0, minute + 500],
          [1, minute + 1_001],
        ],
      })
      same((await worker()({ want: 2 })).granted, 1, 'granted')
    }),
    check('counts once what it is told twice', async () => {
      const worker = fleetOf(store, [budgetOf(9)])()
      await worker({ want: 2 })
      const news = {
        over: [
          [0, 5],
          [1, 5],
        ] as const,
        flying: [[7, 5]] as const,
      }
      await worker(news)
      same((await worker(news)).used, [3], 'used')
    }),
    check('takes back what was not sent', async () => {
      const worker = fleetOf(store, [budgetOf(5)])()
      await worker({ want: 5 })
      same((await worker({ unused: [1, 2] })).used, [3], 'used')
    }),
    check('keeps every budget', async () => {
      const worker = fleetOf(store, [budgetOf(100, 1_000, 'fast'), budgetOf(3, minute, 'slow')])()
      const { granted, used, wait } = await worker({ want: 10 })
      same([granted, used], [3, [3, 3]], 'granted and used')
      between(wait, minute - 10_000, minute + 1_000, 'the wait')
    }),
    check('serves workers in the order in which they came', async () => {
      const worker = fleetOf(store, [budgetOf(1)])
      const [has, first, second] = [worker(), worker(), worker()]
      await has({ want: 1 })
      await first({ want: 1 })
      await second({ want: 1 })
      await has({ unused: [0] })
      same((await second({ want: 1 })).granted, 0, 'granted to the second in line')
      same((await first({ want: 1 })).granted, 1, 'granted to the first in line')
    }),
    check('forgets the place of a worker that leaves the line', async () => {
      const worker = fleetOf(store, [budgetOf(1)])
      const [has, first, second] = [worker(), worker(), worker()]
      await has({ want: 1 })
      await first({ want: 1 })
      await first({ want: 0 })
      await has({ unused: [0] })
      same((await second({ want: 1 })).granted, 1, 'granted to who came after it')
    }),
    check('serves first who has had least', async () => {
      const worker = fleetOf(store, [budgetOf(10)])
      const [has, little, nothing] = [worker(), worker(), worker()]
      await little({ want: 1 })
      await has({ flying: Array.from({ length: 9 }, (_, index) => [index, 10] as const) })
      await little({ want: 1 })
      await nothing({ want: 1 })
      await little({ unused: [0] })
      same((await little({ want: 1 })).granted, 0, 'granted to who has had something')
      same((await nothing({ want: 1 })).granted, 1, 'granted to who has had nothing')
    }),
    check('shares the room among those in line', async () => {
      const worker = fleetOf(store, [budgetOf(40)])
      const has = worker()
      const workers = [worker(), worker(), worker(), worker()]
      await has({ want: 40 })
      for (const one of workers) await one({ want: 100 })
      await has({ unused: Array.from({ length: 40 }, (_, index) => index) })
      const got: number[] = []
      for (const one of workers) got.push((await one({ want: 100 })).granted)
      for (const one of got) between(one, 3, 12, `each part of 40 among four (${got.join(', ')})`)
    }),
    check('lets nobody go while the provider wants a pause', async () => {
      const worker = fleetOf(store, [budgetOf(10)])
      await worker()({ pause: 30_000 })
      const { granted, wait } = await worker()({ want: 1 })
      same(granted, 0, 'granted')
      between(wait, 20_000, 30_000, 'the wait')
    }),
    check('has one name for all, and a new one only when it has forgotten', async () => {
      const worker = fleetOf(store, [budgetOf(10)])
      const { epoch } = await worker()()
      same((await worker()({ want: 1, epoch })).epoch, epoch, 'the epoch')
    }),
    check('waits for the workers to tell what they have sent when it has forgotten it', async () => {
      const worker = fleetOf(store, [budgetOf(10)])
      const { granted, wait, epoch } = await worker()({ want: 1, epoch: 'before the store was emptied' })
      same(granted, 0, 'granted')
      between(wait, 0, settling, 'the wait')
      await worker()({ epoch, over: Array.from({ length: 10 }, (_, index) => [index, 10] as const) })
      await new Promise((resolve) => setTimeout(resolve, settling + 50))
      same((await worker()({ want: 1 })).granted, 0, 'granted after it was told that the budget is used')
    }),
  ]
}

function sum(answers: readonly Answer[]): number {
  return answers.reduce((total, { granted }) => total + granted, 0)
}
