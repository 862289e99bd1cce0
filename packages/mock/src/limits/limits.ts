/** The budgets of a provider, counted for real. */
import { createHash } from 'node:crypto'
import { parse } from 'node:querystring'
import { type Carrier, credentialOf, readSchemes } from '../auth/scheme.ts'
import { isObject, type OpenApiDocument } from '../document.ts'
import type { Received, Routed } from '../exchange.ts'
import { memo } from '../memo.ts'
import { type VisitOf, visitsTo } from '../visit.ts'
import type { Operation } from '../operation.ts'
import { dropAt, valueAt } from '../pointer.ts'
import { type Entry, type Exceeded, Ledger } from './ledger.ts'
import { readRootRules, readRules, type Rule } from './rules.ts'

/** Counts requests, and says which budget is used up. */
export interface Limits {
  /** Counts a request before it is read, under the rules that count every request. */
  arrive(exchange: Routed): Exceeded | undefined
  /** Counts a request that was answered, under the rules that look into it. */
  act(exchange: Received): Exceeded | undefined
  /** Whether any rule looks into requests to this operation. */
  looksInto(operation: Operation): boolean
  /** Begins to count anew. */
  reset(): void
}

/** Tells whether a rule for certain callers concerns this credential. */
export type Concerns = (credential: string) => boolean

/**
 * The limits of a document, or `undefined` when it has none. Each session has budgets of its own, and moving its clock on
 * makes room in them.
 */
export function createLimits(
  document: OpenApiDocument,
  concerns: Concerns,
  visitOf: VisitOf = visitsTo(undefined),
): Limits | undefined {
  const root = readRootRules(document)
  const rulesOf = memo((operation: Operation) => {
    const rules = [...root, ...readRules(document, operation)]
    return { seen: rules.filter(looks), plain: rules.filter((rule) => !looks(rule)) }
  })
  const ledger = new Ledger()
  const schemes = [...readSchemes(document).values()]
  return {
    arrive(exchange) {
      const { plain } = rulesOf(exchange.operation)
      if (plain.length === 0) return undefined
      const credential = credentialOf(schemes, carrierOf(exchange)) ?? ''
      const { session, skipped } = visitOf(exchange.request.headers)
      return ledger.take(
        plain.map((rule) => ({ rule, caller: callerOf(rule, exchange, credential), group: session })),
        performance.now() + skipped,
      )
    },
    act(exchange) {
      const credential = credentialOf(schemes, carrierOf(exchange)) ?? ''
      const { seen } = rulesOf(exchange.operation)
      const { session, skipped } = visitOf(exchange.request.headers)
      const entries = seen.map((rule) => toEntry(rule, exchange, credential, session))
      const concerned = entries.filter(({ rule }) => !rule.isForSome || concerns(credential))
      const others = entries.filter((entry) => !concerned.includes(entry))
      for (const entry of others) if (entry.rule.counts === 'consecutive') ledger.reset(entry)
      return ledger.take(concerned, performance.now() + skipped)
    },
    looksInto: (operation) => rulesOf(operation).seen.length > 0,
    reset: () => ledger.clear(),
  }
}

/** What a rule looks into is known only once the body has been read. */
function looks({ counts, key }: Rule): boolean {
  return counts !== 'requests' || key.length > 0
}

function carrierOf({ request, query }: Routed): Carrier {
  return { headers: request.headers, query }
}

/** Addresses are told apart where the scope says so; every other scope goes with the credential. */
function callerOf({ scope }: Rule, { request }: Routed, credential: string): string {
  const parts = scope.map((word) => (isAddress(word) ? (request.socket.remoteAddress ?? '') : credential))
  return [...new Set(parts)].join(' ')
}

function isAddress(word: string): boolean {
  return /^ip|address/i.test(word)
}

function toEntry(rule: Rule, exchange: Received, credential: string, session: string): Entry {
  const values = rule.key.map((place) => at(exchange, place))
  const same = rule.counts === 'identical' ? fingerprint(exchange.body, rule.key) : ''
  const group = JSON.stringify([...values, same, session])
  return { rule, caller: callerOf(rule, exchange, credential), group }
}

function at({ params, query, body }: Received, place: string): unknown {
  const colon = place.indexOf(':')
  const name = place.slice(colon + 1)
  const source = place.slice(0, colon)
  if (source === 'path') return params[name]
  return source === 'query' ? parse(query)[name] : valueAt(body, name)
}

/** What makes two bodies the same: everything but the key, in whatever order it was written. */
function fingerprint(body: unknown, key: readonly string[]): string {
  const rest = structuredClone(body)
  for (const place of key) if (place.startsWith('body:')) dropAt(rest, place.slice('body:'.length))
  const text = JSON.stringify(rest, (_, value: unknown) => (isObject(value) ? sorted(value) : value)) ?? ''
  return createHash('sha256').update(text).digest('base64url')
}

function sorted(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
