import { CallError } from '../errors.ts'
import { createKeyedBudget, type KeyedBudget } from '../limiter-keys.ts'
import type { OtherLimits } from '../limiter.ts'
import { type CallContext, type Handler, type Middleware, type Reply, summarize } from '../onion.ts'
import type { RateLimit } from '../operation.ts'
import { type Place, valuesAt } from '../place.ts'
import { at } from '../pointer.ts'
import type { RateLimitOptions } from '../settings.ts'
import { type Gate, limit } from './limit.ts'
import type { Tell } from './observe.ts'

/** A documented budget of one or more operations. */
export interface OperationLimit extends RateLimit {
  /**
   * `identical`: only requests with equal bodies, apart from what is in the key, count together. `consecutive`: requests
   * count until somebody else acts. Neither counts a request that the provider refused.
   */
  readonly counts?: 'identical' | 'consecutive'
  /** Client option that must be `true` for the limit to concern the client. */
  readonly option?: string
}

/** A call would have to wait too long for a budget of its operation, so it was not sent. */
export class LimitError extends CallError {
  override readonly name = 'LimitError'
  readonly kind = 'limit'
  /** Name of the budget. */
  declare readonly budget: string
  /** What the budget is counted under. */
  declare readonly key: readonly string[]
  /** Milliseconds until there is room again. */
  declare readonly wait: number

  constructor(call: CallContext, { limit: { name, requests, window }, key }: Need, wait: number) {
    const under = key.length > 0 ? ` for ${key.join(', ')}` : ''
    const option = call.deadline === Infinity ? 'rateLimit.maxWait' : 'deadline'
    super(
      summarize(call),
      `was not sent: the limit ${name} (${requests} in ${window} s) has no room${under} for another ${Math.ceil(wait / 1000)} s. Raise \`${option}\` to wait for it.`,
      { budget: name, key, wait },
    )
  }
}

/** A budget that a call needs room in. */
interface Need {
  readonly limit: OperationLimit
  readonly budget: KeyedBudget
  readonly key: readonly string[]
  /** What is counted together. */
  readonly id: string
}

/**
 * Holds calls back for the budgets of their operations too, and not only for those of all requests. A provider without
 * such budgets does not carry this code. Generated code calls it.
 */
export function limitOperations(limits: readonly OperationLimit[]): Gate {
  return (limiter, tell, options) => {
    const { share = 1, maxWait = 300_000 } = (options.rateLimit || {}) as RateLimitOptions
    const isOn = ({ option }: OperationLimit): boolean =>
      option === undefined || (options as Readonly<Record<string, unknown>>)[option] === true
    const budgets = limits.filter(isOn).map((limit) => [limit, createKeyedBudget(limit, share)] as const)
    const reset: OtherLimits['reset'] = (name, ...key) => {
      for (const [one, budget] of budgets) if (one.name === name) budget.reset(JSON.stringify(key))
    }
    limiter.others = { reset, state: () => budgets.flatMap(([, budget]) => budget.state()) }
    const gate = limit(limiter, tell)
    return (next) => {
      const plain = gate(next)
      return async (call) => {
        const needs = budgets.flatMap(([one, budget]) => needOf(call, one, budget))
        if (needs.length === 0) return plain(call)
        refuseLongWait(needs, call, maxWait)
        return held(needs, call, gate, next, tell)
      }
    }
  }
}

/** What a call needs of a budget: nothing where its operation does not have it, or its key is not to be found. */
function needOf({ operation, input, body }: CallContext, limit: OperationLimit, budget: KeyedBudget): Need[] {
  const places = operation.limits?.[limit.name]
  if (!places) return []
  const key = places
    .flatMap((place) => valuesAt(input, place))
    .filter((value) => typeof value === 'string' || typeof value === 'number')
    .map(String)
  if (key.length < places.length) return []
  const id = JSON.stringify(key)
  if (limit.counts !== 'identical') return [{ limit, budget, key, id }]
  // Forms cannot be compared.
  return typeof body === 'string' ? [{ limit, budget, key, id: id + sameness(body, places) }] : []
}

/** A body as text, without what is in the key and with its members in one order. */
function sameness(text: string, places: readonly Place[]): string {
  const body = JSON.parse(text) as unknown
  for (const place of places) {
    const end = place.lastIndexOf('/')
    const owner = place.startsWith('body:') && at(body, place.slice('body:'.length, end))
    if (isObject(owner)) delete owner[place.slice(end + 1)]
  }
  return JSON.stringify(body, (_, value: unknown) =>
    isObject(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function refuseLongWait(needs: readonly Need[], call: CallContext, maxWait: number): void {
  const longest = call.deadline === Infinity ? maxWait : call.deadlineAt - performance.now()
  for (const need of needs) {
    const wait = need.budget.wait(need.id)
    if (wait > longest) throw new LimitError(call, need, wait)
  }
}

/** Sends a call as soon as there is room in every budget, and settles with them afterwards. */
async function held(
  needs: readonly Need[],
  call: CallContext,
  gate: Middleware,
  next: Handler,
  tell: Tell,
): Promise<Reply> {
  const settle: [OperationLimit, (counts: boolean) => void][] = []
  let counts = false
  const send: Handler = (sent) => {
    counts = true
    // Requests count when they are sent; what is counted otherwise, when the answer tells that it was done.
    for (const [limit, end] of settle) if (!limit.counts) end(true)
    return next(sent)
  }
  try {
    // Always in the order of the definition, so that no two calls wait for each other.
    for (const { limit, budget, key, id } of needs) {
      const wait = budget.wait(id)
      if (wait > 0) tell(call, { type: 'wait', reason: 'rate limit', wait })
      settle.push([limit, await budget.enter(id, key, call)])
    }
    const reply = await gate(send)(call)
    const { status } = reply.response
    if (status >= 400 && status < 500) counts = false
    return reply
  } finally {
    for (const [, end] of settle) end(counts)
  }
}
