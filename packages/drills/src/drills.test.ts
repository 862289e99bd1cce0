/** Runs the suite on every runtime, and shows each drill as a test. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createMock, type Mock } from '@parlance/mock'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Bundle, bundle } from './bundle.ts'
import { clientPromises, reportOf, topicOf } from './client-report.ts'
import { inTurn } from './in-turn.ts'
import { writeReport } from './report.ts'
import { type Run, runtimes } from './runtimes/runtimes.ts'
import { type HostileServer, startServer } from './server/server.ts'
import { drillsFor, runtimeNames } from './suite/suite.ts'

/** No more than two at a time: each has a processor to itself where there are two. */
const takeTurn = inTurn(2)
const patience = 300_000

let made: Bundle
let server: HostileServer
let mock: Mock
let nobody: string
/** What came of each runtime that was run. */
const runs = new Map<string, Run['outcomes']>()

beforeAll(async () => {
  made = await bundle()
  server = await startServer(made.folder)
  mock = await createMock()
  nobody = await deadOrigin()
}, 60_000)

afterAll(async () => {
  // A run on some runtimes only is no report.
  if (runs.size === runtimeNames.length) writeReport(reportOf(runs))
  await mock.close()
  await server[Symbol.asyncDispose]()
  await made[Symbol.asyncDispose]()
})

describe.concurrent.each(runtimeNames)('%s', (runtime) => {
  let run: Run

  beforeAll(async () => {
    const { origin, other } = server
    const setting = { runtime, origin, other, mock: mock.url, nobody }
    run = await takeTurn(() => runtimes[runtime](made, setting))
    if (run.crash === undefined) runs.set(runtime, run.outcomes)
  }, patience)

  // oxlint-disable-next-line vitest/expect-expect -- the drill has made its assertions, on its runtime
  test.for(drillsFor(runtime).map(({ name }) => name))('%s', (name) => {
    const outcome = run.outcomes.find((outcome) => outcome.name === name)
    if (!outcome) throw new Error(`It did not run. ${run.crash ?? ''}`)
    if (!outcome.ok) throw new Error(outcome.error)
  })

  test('the suite comes to its end', () => expect(run.crash).toBeUndefined())
})

test('every topic promises something, and nothing is promised that nobody tries', () => {
  const topics = new Set(
    runtimeNames.flatMap((runtime) => drillsFor(runtime)).map(({ name }) => topicOf(name)),
  )
  expect(Object.keys(clientPromises).toSorted()).toEqual([...topics].toSorted())
})

/** An origin where somebody listened once. */
async function deadOrigin(): Promise<string> {
  const listener = createServer()
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  const { port } = listener.address() as AddressInfo
  await new Promise((resolve) => listener.close(resolve))
  return `http://127.0.0.1:${port}`
}
