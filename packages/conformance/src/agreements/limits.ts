/** Budgets of the whole API. */
import type { Agreement, Stage } from './agreement.ts'
import { anyRead, draftsFor, optionsFor, requestOf, valuesOf } from './arguments.ts'
import { openLine } from './line.ts'

interface Limit {
  readonly name: string
  readonly requests: number
  readonly window: number
}

/** How much later than the documented window a client may send, in parts of it. */
const slack = 0.05

/** A mock opens a window a little sooner, so that jitter on the way breaks no limit. */
const leeway = 0.11

export const limits: Agreement = {
  name: 'limits of the API',
  promises:
    'Mock and client count the documented budgets alike: what one refuses the other does not send, and no call waits for longer than it must.',
  async try(stage) {
    const all = (stage.document['x-rate-limits'] ?? []) as Limit[]
    if (all.length === 0) return undefined
    const budget = Math.min(...all.map(({ requests }) => requests))
    const window = Math.max(...all.filter(({ requests }) => requests === budget).map((one) => one.window))
    const ofMock = await atMock(stage, budget, window)
    if (ofMock.length > 0 && stage.settings.isBrief) return { tried: budget + 2, problems: ofMock }
    return { tried: 3 * budget + 3, problems: [...ofMock, ...(await atClient(stage, all, budget, window))] }
  },
}

/** The mock takes as many as the budget says, refuses the next, and takes one again when the window is over. */
async function atMock(stage: Stage, budget: number, window: number): Promise<string[]> {
  await using line = await openLine(stage)
  const read = anyRead(stage)
  const [draft] = draftsFor(stage, read, 1)
  const ask = async () => line.fetch(...requestOf(stage, read, draft!, line.origin))
  const first = []
  for (let count = 0; count < budget; count += 1) first.push((await ask()).status)
  const refused = await ask()
  const wait = Number(refused.headers.get('retry-after'))
  const problems = first.includes(429)
    ? [`The mock refused request ${first.indexOf(429) + 1} of ${budget}.`]
    : []
  if (refused.status !== 429)
    problems.push(`The mock answered request ${budget + 1} with ${refused.status}, not 429.`)
  else if (!(wait >= 1 && wait <= window))
    problems.push(`The mock asks to wait ${wait} s in a window of ${window} s.`)
  await stage.clock.advance(window * 1000)
  const again = await ask()
  if (again.status === 429) problems.push(`The mock still refuses after ${window} s.`)
  return problems
}

/** A client with more calls than two windows hold loses none, is refused never, and is done when it can be. */
async function atClient(
  stage: Stage,
  all: readonly Limit[],
  budget: number,
  window: number,
): Promise<string[]> {
  await using line = await openLine(stage)
  const read = anyRead(stage)
  const [draft] = draftsFor(stage, read, 1)
  const client = await line.client({ ...optionsFor(stage, draft!), rateLimit: {} })
  const known = client.limits?.().limits ?? []
  const problems = all
    .filter(({ name, requests, window: seconds }) =>
      known.every((one) => one.name !== name || one.limit !== requests || one.window !== seconds),
    )
    .map(
      ({ name, requests, window: seconds }) =>
        `The client knows no limit ${name} of ${requests} in ${seconds} s.`,
    )
  const started = stage.clock.now()
  const calls = Array.from({ length: 2 * budget + 1 }, () =>
    client.call(read.operation, {}, valuesOf(draft!)).safe(),
  )
  const outcomes = await line.settle(Promise.all(calls))
  const seconds = (stage.clock.now() - started) / 1000
  const failed = outcomes.find(({ error }) => error)
  if (failed) problems.push(`A call failed: ${failed.error!.message}`)
  const refused = line.passed.filter(({ status }) => status === 429).length
  if (refused > 0) problems.push(`The mock refused ${refused} requests of the client.`)
  const [least, most] = [2 * window * (1 - leeway), 2 * window * (1 + slack)]
  if (seconds < least || seconds > most)
    problems.push(`${calls.length} calls took ${seconds} s, not the ${2 * window} s of two windows.`)
  return problems
}
