import { CallError } from '../errors.ts'
import { KeyedBudget, type Ticket } from '../limiter-keys.ts'
import type { LimitState } from '../limiter.ts'
import { type CallContext, type Middleware, type Reply, summarize } from '../onion.ts'
import type { RateLimit } from '../operation.ts'
import type { KernelOptions } from '../options.ts'
import { at } from '../pointer.ts'
import { type Place, valuesAt } from '../place.ts'
import type { RateLimitOptions } from '../settings.ts'
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

/** The budgets of single operations, as one client has used them. */
export interface OperationLimits {
  /** Puts these budgets around the one for all requests. */
  around(gate: Middleware): Middleware
  state(): LimitState[]
  /** Counts from nothing again under a key. */
  reset(name: string, key: readonly string[]): void
}

/** Makes the {@link OperationLimits} of a client. A provider without any does not carry this code. */
export type OperationLimitsFactory = (options: KernelOptions, tell: Tell) => OperationLimits

/** A call would have to wait longer than it may for a budget of its operation. Nothing was sent. */
export class LimitError extends CallError {
  override readonly name = 'LimitError'
  readonly kind = 'limit'
  /** Name of the budget. */
  declare readonly budget: string
  /** What the budget is counted under. */
  declare readonly key: readonly string[]
  /** Milliseconds until there is room again. */
  declare readonly wait: number

  constructor(
    call: CallContext,
    { name, requests, window }: RateLimit,
    key: readonly string[],
    wait: number,
  ) {
    const under = key.length > 0 ? ` for ${key.join(', ')}` : ''
    const option = call.deadline === Infinity ? 'rateLimit.maxWait' : 'deadline'
    const details = { budget: name, key, wait }
    super(
      summarize(call),
      `was not sent: the limit ${name} (${requests} in ${window} s) has room${under} in ${Math.ceil(wait / 1000)} s only. Raise \`${option}\` to wait for it.`,
      details,
    )
  }
}

/** A budget that a call needs room in. */
interface Need {
  readonly limit: OperationLimit
  readonly budget: KeyedBudget
  readonly key: readonly string[]
  readonly id: string
}

/** Holds calls back for the budgets of their operations. Generated code calls this. */
export function operationLimits(limits: readonly OperationLimit[]): OperationLimitsFactory {
  return (options, tell) => {
    const { share = 1, maxWait = 300_000 } = (options.rateLimit || {}) as RateLimitOptions
    const isOn = ({ option }: OperationLimit): boolean =>
      option === undefined || (options as Readonly<Record<string, unknown>>)[option] === true
    const budgets = new Map(limits.filter(isOn).map((limit) => [limit, new KeyedBudget(limit, share)]))
    const needsOf = (call: CallContext) =>
      [...budgets].flatMap(([limit, budget]) => need(limit, budget, call))
    return {
      around: (gate) => (next) => {
        const plain = gate(next)
        return async (call) => {
          const needs = needsOf(call)
          if (needs.length === 0) return plain(call)
          refuseLongWait(needs, call, maxWait)
          return held(needs, call, gate, next, tell)
        }
      },
      state: () => [...budgets.values()].flatMap((budget) => budget.state()),
      reset(name, key) {
        for (const [limit, budget] of budgets) if (limit.name === name) budget.reset(JSON.stringify(key))
      },
    }
  }
}

/** What a call needs of a budget: nothing where its operation does not have it, or its key is not to be found. */
function need(limit: OperationLimit, budget: KeyedBudget, { operation, input, body }: CallContext): Need[] {
  const places: readonly Place[] | undefined = operation.limits?.[limit.name]
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
  for (const { limit, budget, key, id } of needs) {
    const wait = budget.wait(id)
    if (wait > longest) throw new LimitError(call, limit, key, wait)
  }
}

async function held(
  needs: readonly Need[],
  call: CallContext,
  gate: Middleware,
  next: (call: CallContext) => Promise<Reply>,
  tell: Tell,
): Promise<Reply> {
  const tickets: [OperationLimit, Ticket][] = []
  let isSent = false
  let isRefused = false
  const send = (sent: CallContext): Promise<Reply> => {
    isSent = true
    // The plain budgets count what is sent, when it is sent.
    for (const [{ counts }, ticket] of tickets) if (!counts) ticket.settle(true)
    return next(sent)
  }
  try {
    // Always in the order of the definition, so that no two calls wait for each other.
    for (const { limit, budget, key, id } of needs) {
      const wait = budget.wait(id)
      if (wait > 0) tell(call, { type: 'wait', reason: 'rate limit', wait })
      tickets.push([limit, await budget.enter(id, key, call)])
    }
    const reply = await gate(send)(call)
    const { status } = reply.response
    isRefused = status >= 400 && status < 500
    return reply
  } finally {
    for (const [, ticket] of tickets) ticket.settle(isSent && !isRefused)
  }
}
