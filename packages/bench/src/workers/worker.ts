/** Measurements that need a process of their own: what they are given, and how they are run. */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Sends requests nowhere and answers with the same body each time. */
export type FakeFetch = typeof globalThis.fetch

/** Makes one call. */
export type MakeCall = (signal?: AbortSignal) => Promise<unknown>

/** What a driver exports. */
export interface Driver {
  connect(fetch: FakeFetch, layers: number): MakeCall
}

/** A `fetch` without a network: every call gets a new response, with the headers that a JSON API sends. */
export function fakeFetch(body: string): FakeFetch {
  const headers = { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }
  return async () => new Response(body, { headers })
}

/**
 * Makes sure that a call gives the body, so that no client is fast because it fails.
 *
 * @throws {Error} with what came instead.
 */
export async function verify(name: string, call: MakeCall, body: string): Promise<void> {
  const outcome = (await call()) as { data?: unknown } | undefined
  const got = JSON.stringify(outcome?.data ?? outcome)
  if (got !== body) throw new Error(`${name} gave ${got} instead of ${body}.`)
}

/** A clock that can be set ahead, so that the budget of a client is fresh. Timers do not notice. */
export function jumpingClock(): { ticks(): number; jump(milliseconds: number): void } {
  const ticks = performance.now.bind(performance)
  const date = Date.now.bind(Date)
  let ahead = 0
  performance.now = () => ticks() + ahead
  Date.now = () => date() + ahead
  return {
    ticks,
    jump(milliseconds) {
      ahead += milliseconds
    },
  }
}

/** Reads what a worker was given. */
export function readJob<Job>(): Job {
  return JSON.parse(process.argv[2] ?? '') as Job
}

/** Runs a worker with the garbage collector at hand, and gives what it found. */
export function runWorker<Found>(file: string, job: object, say: (line: string) => void): Promise<Found> {
  const script = fileURLToPath(new URL(file, import.meta.url))
  const args = ['--expose-gc', '--no-warnings', script, JSON.stringify(job)]
  return new Promise((resolve, reject) => {
    const child = execFile(process.execPath, args, { maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${file} failed:\n${stderr.trim()}`, { cause: error }))
      else resolve(JSON.parse(stdout) as Found)
    })
    child.stderr?.on('data', (text: string) => {
      for (const [, line = ''] of text.matchAll(/^» (.*)$/gm)) say(line)
    })
  })
}

/** Says something from inside a worker. */
export function sayOutside(line: string): void {
  process.stderr.write(`» ${line}\n`)
}

/** Collects what can be collected, in two steps, as finalizers run between them. */
export async function collectGarbage(): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    globalThis.gc?.()
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
