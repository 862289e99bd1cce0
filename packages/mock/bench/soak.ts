/** A long run under mixed load: whether memory grows. */
import { shippedDocuments } from '../differential/documents.ts'
import { requestsTo, type Sent } from '../differential/requests.ts'
import { sampled } from '../differential/sample.ts'
import { nodeOf } from '../src/node.ts'
import { readOperations } from '../src/operation.ts'
import { load, type Load } from './load.ts'
import { usageOf } from './machine.ts'
import { startServer } from './server.ts'
import { cli } from './sides.ts'

export interface Soak {
  readonly minutes: number
  readonly answers: number
  /** Of these, the ones with 200 to 299. */
  readonly good: number
  /** Requests without an answer. */
  readonly failures: number
  /** What the process held, in MB: after each slice of the run. */
  readonly megabytes: readonly number[]
  /** Between the second quarter and the last: the median of one less that of the other, in MB. */
  readonly growth: number
}

/** How long one slice of load takes, in seconds; memory is looked at after each. */
const slice = 15

/** Requests to one operation: good ones, refused ones, and pages of lists. */
const perOperation = 6

/** Puts mixed load on the mock with every provider: reading, writing, mistakes and paging. */
export async function soak(minutes: number, tell: (line: string) => void): Promise<Soak> {
  const requests = await mixedRequests()
  const command = (port: number) => [cli, '--no-rate-limit', '--port', String(port)]
  const isUp = async (url: string) => (await fetch(url)).status === 404
  await using server = await startServer(command, isUp)
  const end = performance.now() + minutes * 60_000
  const megabytes: number[] = []
  const sum = { answers: 0, good: 0, failures: 0 }
  while (performance.now() < end) {
    const outcome = await load({ url: server.url, seconds: slice, requests })
    for (const key of ['answers', 'good', 'failures'] as const) sum[key] += outcome[key]
    megabytes.push(Math.round((usageOf(server.pid)?.megabytes ?? Number.NaN) * 10) / 10)
    tell(`${sum.answers} answers, ${sum.failures} failures, ${megabytes.at(-1)} MB`)
  }
  return { minutes, ...sum, megabytes, growth: growthOf(megabytes) }
}

/** The last quarter against the second: the first warms up. */
export function growthOf(megabytes: readonly number[]): number {
  const quarter = Math.max(1, Math.floor(megabytes.length / 4))
  const early = megabytes.slice(quarter, 2 * quarter)
  const late = megabytes.slice(-quarter)
  return Math.round((median(late) - median(early.length > 0 ? early : late)) * 10) / 10
}

/** The middle one, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2
}

async function mixedRequests(): Promise<Load['requests']> {
  const all = (await shippedDocuments()).map(({ name, document }) =>
    readOperations(document).flatMap((operation) => {
      const isList = 'x-redoclyPagination' in nodeOf(document, operation)
      const sent = [...requestsTo(document, operation)]
      const isWanted = ({ label }: Sent) => label === 'good' || (isList && label === 'all parameters')
      const chosen = sampled(sent, perOperation, ({ label }) => operation.key + label, isWanted)
      return chosen.map(({ method, path, headers, body }) => ({
        method,
        path: `/${name}${operation.bases[0]}${path}`,
        headers,
        body,
      }))
    }),
  )
  return all.flat()
}
