/** Times calls of every client against bare fetch, in turns, in one process. Run by `parts/calls.ts`. */
import { type Driver, fakeFetch, jumpingClock, type MakeCall, readJob, sayOutside, verify } from './worker.ts'

/** What is timed. */
export interface CallsJob {
  readonly body: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly clients: readonly { readonly name: string; readonly driver: string; readonly layers: number }[]
  /** Rounds that count, after those that only warm up. */
  readonly rounds: number
  readonly warmUp: number
  /** Milliseconds after which the budget of a client is fresh. */
  readonly window: number
  /** Calls of a client in one round: fewer than its budget allows at once. */
  readonly calls: number
}

/** Microseconds per call: of bare fetch, and of each client in the order given, for each round. */
export interface CallsFound {
  readonly bare: number[]
  readonly clients: number[][]
}

const job = readJob<CallsJob>()
const fetch = fakeFetch(job.body)
const clock = jumpingClock()
const clients = await Promise.all(
  job.clients.map(async ({ driver, layers }) => ((await import(driver)) as Driver).connect(fetch, layers)),
)
const contestants = [bareFetch, ...clients]
for (const [index, { name }] of job.clients.entries()) await verify(name, clients[index]!, job.body)

const times: number[][] = contestants.map(() => [])
for (let round = -job.warmUp; round < job.rounds; round += 1) {
  // The clients live through all rounds, as in a program; only their budgets are fresh each time.
  clock.jump(job.window)
  // Another one begins each round, so that none always runs after the same neighbour.
  for (let turn = 0; turn < contestants.length; turn += 1) {
    const index = (turn + job.warmUp + round) % contestants.length
    const time = await timeOf(contestants[index]!)
    if (round >= 0) times[index]!.push(time)
  }
  if (round % 20 === 0) sayOutside(`Round ${round} of ${job.rounds}`)
}
const [bare = [], ...found] = times
process.stdout.write(JSON.stringify({ bare, clients: found } satisfies CallsFound))

async function bareFetch(): Promise<unknown> {
  const response = await fetch(job.url, { headers: job.headers })
  return response.json()
}

async function timeOf(call: MakeCall): Promise<number> {
  // No collection is forced before it: no program does, and one makes everything after it twice as slow for a while.
  // Time on the processor: what else runs on the machine does not count.
  const begun = process.cpuUsage()
  for (let done = 0; done < job.calls; done += 1) await call()
  const { user, system } = process.cpuUsage(begun)
  return (user + system) / job.calls
}
