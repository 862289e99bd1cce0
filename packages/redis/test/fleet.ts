/** A fleet of real processes that call a mock which counts. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createMock, type Mock } from '@parlance/mock'

/** What a process of the fleet is to do. */
export interface Task {
  readonly name: string
  readonly provider: 'chitchats' | 'chatshipper'
  readonly origin: string
  readonly redis: string
  /** The encryption key of the tokens. */
  readonly key: string
  /** What the provider allows, if not what it documents: window in seconds. */
  readonly budget?: { readonly requests: number; readonly window: number } | undefined
  /** Whether it makes a call before it is ready, so that the store has heard of everybody when all begin. */
  readonly isKnown?: boolean
  /** How many calls it makes at once. */
  readonly lines: number
  /** Milliseconds between a call and the next of its line. */
  readonly rest: number
  readonly travel?: number | undefined
  readonly timeLimit?: number | undefined
}

/** How it went. */
export interface Report {
  /** The names of the calls that succeeded. */
  readonly done: string[]
  /** The names of the calls that the end of the drill cut off: some were on their way, the others never sent. */
  readonly cut: string[]
  readonly failed: string[]
  readonly events: string[]
}

/** A fleet that is ready to begin. */
export interface Fleet {
  begin(): void
  /** Ends it and gives the reports of all. */
  stop(): Promise<Report[]>
}

/** Starts processes and waits until each has its connection and its client. */
export async function startFleet(size: number, task: Omit<Task, 'name'>): Promise<Fleet> {
  const workers = Array.from({ length: size }, () => fork(join(import.meta.dirname, 'worker.ts')))
  await Promise.all(
    workers.map(async (worker, index) => {
      worker.send({ ...task, name: `worker-${index}` })
      await heard(worker)
    }),
  )
  return {
    begin: () => workers.forEach((worker) => worker.send('begin')),
    async stop() {
      const reports = workers.map(heard)
      workers.forEach((worker) => worker.send('stop'))
      return (await Promise.all(reports)) as Report[]
    },
  }
}

/** The next message of a process; its end is a failure. */
async function heard(worker: ChildProcess): Promise<unknown> {
  const controller = new AbortController()
  const { signal } = controller
  // Its exit may be known before its last message is read, the end of the line comes after it.
  const over = once(worker, 'disconnect', { signal }).then(() => {
    throw new Error('A process of the fleet ended without a word.')
  })
  try {
    const [message] = (await Promise.race([once(worker, 'message', { signal }), over])) as [unknown]
    return message
  } finally {
    over.catch(() => {})
    controller.abort()
  }
}

/** A mock of Chit Chats whose budget is another one: window in seconds. */
export async function mockWithBudget(budget: { requests: number; window: number }): Promise<Mock> {
  const file = fileURLToPath(import.meta.resolve('@parlance/chitchats/openapi.json'))
  const document = JSON.parse(readFileSync(file, 'utf8')) as { 'x-rate-limits': object[] }
  document['x-rate-limits'] = document['x-rate-limits'].map((limit) => ({ ...limit, ...budget }))
  const folder = mkdtempSync(join(tmpdir(), 'parlance-spec-'))
  const shrunk = join(folder, 'openapi.json')
  writeFileSync(shrunk, JSON.stringify(document))
  try {
    return await createMock({ providers: ['chitchats'], specs: { chitchats: shrunk }, journal: 100_000 })
  } finally {
    rmSync(folder, { recursive: true })
  }
}
