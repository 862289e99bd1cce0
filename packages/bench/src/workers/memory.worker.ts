/** Makes many calls with one signal and looks at the heap before and after. Run by `parts/memory.ts`. */
import { collectGarbage, type Driver, fakeFetch, jumpingClock, readJob, verify } from './worker.ts'

/** What is run. */
export interface MemoryJob {
  readonly name: string
  readonly driver: string
  readonly body: string
  readonly calls: number
  readonly warmUp: number
  /** Milliseconds that half of the calls may take, for clients that become slower with every call. */
  readonly patience: number
  /** Milliseconds between two calls, as the clock says, so that the documented budget is never used up. */
  readonly pace: number
}

/** Bytes of the heap in use: before the calls, after the first half of them, and after all. */
export interface MemoryFound {
  readonly before: number
  readonly middle: number
  /** How many calls there were in the first and in the second half. */
  readonly halves: readonly [number, number]
  readonly after: number
}

const job = readJob<MemoryJob>()
const clock = jumpingClock()

const { connect } = (await import(job.driver)) as Driver
const call = connect(fakeFetch(job.body), 0)
const { signal } = new AbortController()
await verify(job.name, call, job.body)

await makeCalls(job.warmUp)
const before = await heap()
const first = await makeCalls(job.calls / 2)
const middle = await heap()
const second = await makeCalls(job.calls / 2)
const after = await heap()
process.stdout.write(JSON.stringify({ before, middle, after, halves: [first, second] } satisfies MemoryFound))
// A client may have a timer left; the answer is complete.
process.exit(0)

/** Gives how many calls there were. */
async function makeCalls(count: number): Promise<number> {
  const end = clock.ticks() + job.patience
  let done = 0
  for (; done < count && clock.ticks() < end; done += 1) {
    // Within the budget, as many calls would take hours.
    clock.jump(job.pace)
    await call(signal)
  }
  return done
}

async function heap(): Promise<number> {
  await collectGarbage()
  return process.memoryUsage().heapUsed
}
