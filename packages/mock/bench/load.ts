/** Puts load on a server, in a process of its own. */
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { json } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { pinned } from './machine.ts'

/** What to send, over and over; several requests take turns. */
export interface Load {
  readonly url: string
  readonly seconds: number
  readonly requests: readonly {
    readonly method: string
    readonly path: string
    readonly headers: Readonly<Record<string, string>>
    readonly body?: string | undefined
  }[]
}

/** What came of it. */
export interface Outcome {
  /** Requests that were answered in time, with any status. */
  readonly answers: number
  /** Of these, the ones that were answered with 200 to 299. */
  readonly good: number
  readonly perSecond: number
  /** Latency in milliseconds. */
  readonly p50: number
  readonly p99: number
  /** Requests without an answer. */
  readonly failures: number
}

/** As many connections as in the measurements that this one continues. */
const connections = 16

/** Puts load on a server from another processor and tells what came of it. */
export async function load(load: Load): Promise<Outcome> {
  const [file, args] = pinned('load', [fileURLToPath(import.meta.url)])
  const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  // Too much for a command line.
  child.stdin.end(JSON.stringify(load))
  return (await json(child.stdout)) as Outcome
}

interface Result {
  duration: number
  '2xx': number
  requests: { total: number }
  latency: { p50: number; p99: number }
  errors: number
}

const require = createRequire(import.meta.url)

type Autocannon = (options: object) => Promise<Result>

async function main({ url, seconds, requests }: Load): Promise<void> {
  const autocannon = require('autocannon') as Autocannon
  const result = await autocannon({ url, connections, duration: seconds, requests })
  const { duration, requests: sent, latency, errors, '2xx': good } = result
  const outcome: Outcome = {
    answers: sent.total,
    good,
    perSecond: good / duration,
    p50: latency.p50,
    p99: latency.p99,
    failures: errors,
  }
  process.stdout.write(JSON.stringify(outcome))
}

if (import.meta.main) await main((await json(process.stdin)) as Load)
