import { grow, type Handler, type Received, type Reply, type Routed } from '../exchange.ts'
import type { Exceeded } from '../limits/ledger.ts'
import type { Limits } from '../limits/limits.ts'
import { refuse } from '../refusal.ts'

/** Refuses requests that come faster than the documented budgets allow. */
export function limit(next: Handler<Routed>, limits: Limits | undefined): Handler<Routed> {
  if (!limits) return next
  return (exchange) => {
    const exceeded = limits.arrive(exchange)
    return exceeded ? Promise.resolve(tooMany(exchange, exceeded)) : next(exchange)
  }
}

/** Refuses requests that say the same too often, or too much in a row. What was refused for another reason is not counted. */
export function repeat(next: Handler<Received>, limits: Limits | undefined): Handler<Received> {
  if (!limits) return next
  return (exchange) => (limits.looksInto(exchange.operation) ? look(exchange, next, limits) : next(exchange))
}

async function look(exchange: Received, next: Handler<Received>, limits: Limits): Promise<Reply> {
  let counted: { readonly refusal: Reply | undefined } | undefined
  const count = () => {
    const exceeded = counted ? undefined : limits.act(exchange)
    counted ??= { refusal: exceeded && tooMany(exchange, exceeded) }
    return counted.refusal
  }
  // Whoever changes something asks before it is done; any other answer may be taken back.
  const reply = await next(grow(exchange, { count }))
  return isRefused(reply) ? reply : (count() ?? reply)
}

function isRefused({ status }: Reply): boolean {
  return status >= 400 && status < 500
}

/** Names that examples for each kind of budget have. */
const likes = {
  requests: /rate|many/i,
  identical: /repeat|identical|same/i,
  consecutive: /alone|consecutive|row/i,
}

function tooMany(exchange: Routed, { rule, wait }: Exceeded): Reply {
  const { name, requests, window, scope, counts } = rule
  const seconds = Math.max(1, Math.ceil(wait / 1000))
  const what = counts === 'requests' ? 'requests' : `${counts} requests`
  return refuse(exchange, {
    status: 429,
    reason: `limit ${name}: ${requests} ${what} in ${window} s for the same ${scope.join(' and ')}; wait ${seconds} s`,
    headers: { 'retry-after': String(seconds) },
    like: likes[counts],
  })
}
