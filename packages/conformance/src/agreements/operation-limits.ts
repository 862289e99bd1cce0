/** Budgets of single operations, which look into what is sent. */
import { at, pointerTo } from '../pointer.ts'
import { isSame } from '../generate/schema.ts'
import type { Draft } from '../requests/draft.ts'
import type { Agreement, Stage } from './agreement.ts'
import { type Callable, callables, draftsFor, optionsFor, requestOf, valuesOf } from './arguments.ts'
import { openLine } from './line.ts'

interface Limit {
  readonly name: string
  readonly requests: number
  readonly window: number
  readonly counts?: 'requests' | 'identical' | 'consecutive'
  readonly key?: readonly string[]
  readonly clientOption?: string
}

/** Milliseconds between two requests, so that the budgets of the whole API have nothing to say. */
const pause = 1000

export const operationLimits: Agreement = {
  name: 'limits of operations',
  promises:
    'Mock and client count what an operation may be asked in the same way, and both begin anew when the window is over.',
  async try(stage) {
    const problems: string[] = []
    let tried = 0
    for (const callable of callables(stage)) {
      for (const limit of limitsOf(stage, callable)) {
        tried += limit.requests + 3
        const found = await tryLimit(stage, callable, limit)
        problems.push(...found.map((problem) => `${callable.operation.id}, ${limit.name}: ${problem}`))
      }
    }
    return tried === 0 ? undefined : { tried, problems }
  },
}

function limitsOf({ document }: Stage, { contract }: Callable): Limit[] {
  const place = pointerTo('paths', contract.path, contract.method.toLowerCase(), 'x-rate-limits')
  return (at(document, place) ?? []) as Limit[]
}

async function tryLimit(stage: Stage, callable: Callable, limit: Limit): Promise<string[]> {
  const { requests, window, clientOption } = limit
  await using line = await openLine(stage)
  const drafts = draftsUnder(stage, callable, limit)
  const last = drafts.at(-1)!
  const option = clientOption === undefined ? {} : { [clientOption]: true }
  const client = await line.client({ ...optionsFor(stage, last), ...option, rateLimit: {} })
  const call = (draft: Draft) =>
    line.settle(client.call(callable.operation, { deadline: 10 }, valuesOf(draft)).safe())
  const problems: string[] = []
  for (const draft of drafts.slice(0, requests)) {
    const { error } = await call(draft)
    if (error) problems.push(`one of the first ${requests} calls failed: ${error.message}`)
    await stage.clock.advance(pause)
  }
  const sent = line.passed.length
  const { error } = await call(last)
  if (line.passed.length > sent) problems.push(`the client sent request ${requests + 1} within ${window} s.`)
  else if (error?.kind !== 'limit') problems.push(`the client failed as ${error?.kind}, not by the limit.`)
  const refused = await line.fetch(...requestOf(stage, callable, last, line.origin))
  if (refused.status !== 429)
    problems.push(`the mock answered request ${requests + 1} with ${refused.status}, not 429.`)
  await stage.clock.advance(window * 1000)
  const again = await call(last)
  if (again.error) problems.push(`after ${window} s a call still fails: ${again.error.message}`)
  return problems
}

/** One more request than the budget has, all under one key: the same for a limit on identical ones, else all different. */
function draftsUnder(stage: Stage, callable: Callable, { requests, counts, key = [] }: Limit): Draft[] {
  const made = draftsFor(stage, callable, requests * 4).map((draft) => underKey(draft, callable, key))
  if (counts === 'identical') return Array.from({ length: requests + 1 }, () => made[0]!)
  const different = made.filter((one, index) => made.findIndex((other) => isSame(other, one)) === index)
  if (different.length <= requests)
    throw new Error(`Too few different requests can be made to ${callable.operation.id}.`)
  return different.slice(0, requests + 1)
}

function underKey(draft: Draft, { operation }: Callable, key: readonly string[]): Draft {
  const path = Object.fromEntries(operation.args.map(({ name, example }) => [name, example]))
  const body = { ...(draft.body?.value as object) } as Record<string, unknown>
  const example = operation.body?.example as Record<string, unknown> | undefined
  for (const place of key) {
    const name = place.replace(/^body:\//, '')
    if (place.startsWith('body:')) body[name] = example?.[name]
  }
  return {
    ...draft,
    path: { ...draft.path, ...path },
    body: draft.body && { ...draft.body, value: body },
  }
}
