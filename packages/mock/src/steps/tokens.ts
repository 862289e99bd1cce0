import { parse } from 'node:querystring'
import { credentialProblem, type Desk, scopesFor } from '../auth/desk.ts'
import type { TokenFlow } from '../auth/flow.ts'
import type { Wish } from '../auth/issuer.ts'
import { listScopes } from '../auth/scopes.ts'
import { isObject } from '../document.ts'
import { encode } from '../encode.ts'
import type { Handler, Preferring, Reply } from '../exchange.ts'
import { keysOf, putAt, valueAt } from '../pointer.ts'
import { type Refused, refuse } from '../refusal.ts'

/**
 * Makes the tokens in the answers of token operations real: those of the examples are replaced by new ones, which this
 * mock knows and lets expire.
 */
export function tokens(next: Handler<Preferring>, desk: Desk): Handler<Preferring> {
  const flows = new Map<string, TokenFlow>()
  for (const flow of desk.flows) {
    for (const id of [flow.create, flow.refresh]) if (id !== undefined) flows.set(id, flow)
  }
  if (flows.size === 0) return next
  return (exchange) => {
    const flow = flows.get(exchange.operation.id)
    const { example, isImplied = false } = exchange.preference
    return flow && (example === undefined || isImplied) ? replace(exchange, desk, flow, next) : next(exchange)
  }
}

async function replace(
  exchange: Preferring,
  desk: Desk,
  flow: TokenFlow,
  next: Handler<Preferring>,
): Promise<Reply> {
  const reply = await next(exchange)
  return reply.status < 300 ? issue(exchange, desk, flow, reply) : reply
}

function issue(exchange: Preferring, desk: Desk, flow: TokenFlow, reply: Reply): Reply {
  const scopes = wantedScopes(exchange, desk, flow)
  if (isRefused(scopes)) return refuse(exchange, scopes)
  const body: unknown = reply.body && JSON.parse(reply.body.toString())
  if (!isObject(body)) return reply
  fill(body, desk, flow, { scopes, now: Date.now() + desk.visitOf(exchange.request.headers).skipped })
  const headers = { ...reply.headers, 'cache-control': 'no-store' }
  return { ...reply, headers, body: encode(body, 'application/json') }
}

/** The scopes of the new token: those asked for, those of the refresh token, or nothing, which means the example's. */
function wantedScopes(
  exchange: Preferring,
  desk: Desk,
  flow: TokenFlow,
): readonly string[] | undefined | Refused {
  const name = flow.refreshToken === undefined ? '' : keysOf(flow.refreshToken).at(-1)!
  const refreshToken = fieldOf(exchange, name)
  const granted = refreshToken === undefined ? login(exchange, desk, flow) : refresh(desk, refreshToken)
  if (isRefused(granted)) return granted
  const asked = listScopes(exchange.preference.scope ?? '')
  if (asked.length === 0) return granted
  const scopes = scopesFor(flow, asked)
  if (typeof scopes !== 'string') return scopes
  return { status: 404, reason: `prefer: no scope "${scopes}"; there are ${flow.scopes.join(', ')}` }
}

function login(exchange: Preferring, desk: Desk, flow: TokenFlow): undefined | Refused {
  const [id, secret] = flow.credentials.map((field) => fieldOf(exchange, field))
  const problem = credentialProblem(desk, id, secret)
  return problem === undefined ? undefined : { status: 401, reason: problem, like: /credential|wrong/i }
}

function refresh({ issuer, strict }: Desk, refreshToken: string): readonly string[] | undefined | Refused {
  const scopes = issuer.spend(refreshToken)
  const like = /refresh|forged|invalid/i
  if (scopes === 'spent') return { status: 401, reason: 'the refresh token was used already', like }
  if (scopes === undefined && strict) {
    return { status: 401, reason: 'strict auth: this mock did not issue the refresh token', like }
  }
  return scopes
}

/** A field of the request, whether it came in the query or in the body. */
function fieldOf({ query, body }: Preferring, name: string): string | undefined {
  const value = parse(query)[name] ?? (isObject(body) ? body[name] : undefined)
  return typeof value === 'string' ? value : undefined
}

/** Puts new tokens where the example has its own, and what belongs to them around them. */
function fill(
  body: Record<string, unknown>,
  { issuer }: Desk,
  flow: TokenFlow,
  wish: Pick<Wish, 'scopes' | 'now'>,
): void {
  const { scopes } = wish
  const like = valueAt(body, flow.token)
  const { token, grant } = issuer.issue({ ...wish, flow, like: typeof like === 'string' ? like : undefined })
  putAt(body, flow.token, token)
  const oldRefresh = flow.refreshToken === undefined ? undefined : valueAt(body, flow.refreshToken)
  if (typeof oldRefresh === 'string') {
    putAt(body, flow.refreshToken!, issuer.issueRefresh(oldRefresh, grant.scopes))
  }
  if (flow.expiresAt !== undefined) putAt(body, flow.expiresAt, new Date(grant.expiresAt).toISOString())
  if (flow.expiresIn !== undefined) putAt(body, flow.expiresIn, Math.ceil(issuer.lifetimeOf(flow)))
  // On a ladder the highest scope says it all, as in the provider's own answers.
  if (scopes && 'scope' in body) body['scope'] = flow.ladder.length > 0 ? scopes.at(-1) : scopes.join(' ')
}

function isRefused(value: readonly string[] | undefined | Refused): value is Refused {
  return value !== undefined && 'reason' in value
}
