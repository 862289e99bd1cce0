/** Decides whether the credentials of a request let it in: genuine, not expired, with the scopes that are needed. */
import { type OpenApiDocument, type SecurityRequirement } from '../document.ts'
import { memo } from '../memo.ts'
import { nodeOf } from '../node.ts'
import type { Operation } from '../operation.ts'
import type { Refused } from '../refusal.ts'
import type { TokenFlow } from './flow.ts'
import type { Issuer } from './issuer.ts'
import { type Carrier, readSchemes, type Scheme } from './scheme.ts'
import type { VisitOf } from '../visit.ts'
import { missingScope } from './scopes.ts'

/** What the doorman goes by. */
export interface House {
  readonly flows: readonly TokenFlow[]
  readonly issuer: Issuer
  /** Whether only known keys and tokens that were issued here are let in. */
  readonly strict: boolean
  /** The keys that are known, for when it is strict. */
  readonly keys: ReadonlySet<string>
  /** Whose clock decides whether a token has expired. */
  readonly visitOf: VisitOf
}

/** Why a request may not come in, or `undefined`. Missing credentials are no concern of it: the judge sees them. */
export type Doorman = (operation: Operation, carrier: Carrier) => Refused | undefined

interface Need {
  readonly scheme: Scheme
  readonly scopes: readonly string[]
}

/** The doorman of a document; `undefined` when everything that is not empty may come in. */
export function createDoorman(document: OpenApiDocument, house: House): Doorman | undefined {
  if (!house.strict && house.flows.length === 0) return undefined
  const schemes = readSchemes(document)
  const flows = new Map(house.flows.map((flow) => [flow.scheme, flow]))
  const needsOf = memo((operation: Operation) =>
    readNeeds(nodeOf(document, operation).security ?? document.security ?? [], schemes),
  )
  return (operation, carrier) => {
    let refused: Refused | undefined
    const now = Date.now() + house.visitOf(carrier.headers).skipped
    for (const needs of needsOf(operation)) {
      const credentials = needs.map(({ scheme }) => scheme.read(carrier))
      if (credentials.includes(undefined)) continue
      const problems = needs.map(({ scheme, scopes }, index) =>
        problemOf(house, flows.get(scheme.name), credentials[index]!, scopes, now),
      )
      const problem = problems.find((one) => one !== undefined)
      if (!problem) return undefined
      refused ??= problem
    }
    return refused
  }
}

/** Alternatives, each with all that it needs. One that needs nothing lets everybody in, so there is nothing to check. */
function readNeeds(security: readonly SecurityRequirement[], schemes: ReadonlyMap<string, Scheme>): Need[][] {
  const alternatives = security.map((alternative) =>
    Object.entries(alternative).flatMap(([name, scopes]) => {
      const scheme = schemes.get(name)
      return scheme ? [{ scheme, scopes }] : []
    }),
  )
  return alternatives.some((needs) => needs.length === 0) ? [] : alternatives
}

function problemOf(
  house: House,
  flow: TokenFlow | undefined,
  credential: string,
  required: readonly string[],
  now: number,
): Refused | undefined {
  if (house.strict && house.keys.has(credential)) return undefined
  const standing = flow ? house.issuer.standingOf(credential, now) : 'stranger'
  if (standing === 'expired') {
    const reason = 'the token has expired: make a new one'
    return { status: flow!.expiredStatuses, reason, like: /expired/i }
  }
  if (standing === 'forged') return unknown('the token is not genuine: this mock did not issue it')
  if (standing === 'stranger') return house.strict ? unknown(strange(flow)) : undefined
  const missing = missingScope(required, standing.scopes, flow?.ladder)
  if (missing === undefined) return undefined
  const has = standing.scopes.join(' ') || 'none'
  return { status: 403, reason: `the token lacks the scope ${missing}; it has ${has}` }
}

function strange(flow: TokenFlow | undefined): string {
  const keys = 'one of those given to the mock (--key)'
  return flow
    ? `strict auth: the token was neither issued by this mock nor is it ${keys}`
    : `strict auth: the key is not ${keys}`
}

function unknown(reason: string): Refused {
  return { status: 401, reason, like: /forged|invalid|wrong/i }
}
