import { contenders } from '../contenders/index.ts'
import { round } from '../measure/statistics.ts'
import type { MemoryRow } from '../results.ts'
import { provider, providerSubject, type Subject } from '../subject.ts'
import type { MemoryFound, MemoryJob } from '../workers/memory.worker.ts'
import { runWorker } from '../workers/worker.ts'
import { bundleDriver, exampleAnswer } from './drivers.ts'
import type { Part } from './part.ts'

/** Enough for a leak of a few bytes per call to show above the noise of the heap. */
const manyCalls = 200_000

/** Milliseconds that one client gets for half of its calls. */
const patience = 15_000

const megabyte = 2 ** 20

/** What stays in memory after many calls with one long-lived `AbortSignal`. */
export const memory: Part<'memory'> = {
  name: 'memory',
  summary: 'heap before and after 200,000 calls with one long-lived signal',
  async measure(say) {
    const subject = providerSubject(provider)
    const body = exampleAnswer(subject)
    const rows: MemoryRow[] = []
    for (const contender of contenders) {
      const driver = await bundleDriver(say, contender, subject)
      const { title: name } = contender
      const job: MemoryJob = {
        name,
        driver,
        body,
        calls: manyCalls,
        warmUp: 5_000,
        patience,
        pace: paceOf(subject),
      }
      rows.push(rowOf(name, await runWorker<MemoryFound>('./memory.worker.ts', job, say)))
    }
    return rows
  },
  columns: ['client', 'calls', 'MB before', 'MB after', 'bytes kept per call'],
  cells: ({ client, calls, before, after, perCall }) => [
    client,
    calls,
    round(before / megabyte, 2),
    round(after / megabyte, 2),
    perCall,
  ],
}

/** Milliseconds between two calls that keep just below every documented budget. */
function paceOf({ model }: Subject): number {
  const paces = model.rateLimits.map(({ requests, window }) => (window * 1000) / requests)
  return Math.ceil(Math.max(1, ...paces)) + 1
}

/** What stays is counted over the second half: by then, whatever is kept once is there. */
function rowOf(client: string, { before, middle, after, halves }: MemoryFound): MemoryRow {
  const [first, second] = halves
  return { client, calls: first + second, before, after, perCall: round((after - middle) / second, 1) }
}
