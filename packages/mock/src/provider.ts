import type { OpenApiDocument } from './document.ts'
import { Issuer } from './auth/issuer.ts'
import type { Behaviour } from './behaviour.ts'
import type { Arrived, Handler } from './exchange.ts'
import { type Operation, readOperations } from './operation.ts'
import { createJudges } from './judge/judge.ts'
import type { Judge } from './judge/question.ts'
import { createLimits, type Limits } from './limits/limits.ts'
import { createPager, type Pager } from './paging/pager.ts'
import { createPipeline } from './pipeline.ts'
import { readReplies, type Replies } from './refusal.ts'
import { createRoutes, type Routes } from './routes.ts'
import { checkSchemas } from './schemas.ts'
import { createShape, type Shape } from './shape.ts'
import { visitsTo } from './visit.ts'
import { checkStructure } from './spec/structure.ts'
import type { StateRules } from './state/rules.ts'
import type { Seed } from './state/seed.ts'
import { createState } from './state/state.ts'

/** One provider, ready to be asked. Reloading a spec means making a new one and swapping the reference. */
export interface Provider {
  readonly name: string
  readonly document: OpenApiDocument
  readonly operations: readonly Operation[]
  readonly routes: Routes
  /** How the provider refuses what no operation answers for: the root's `x-error-responses`. */
  readonly errors: Replies
  /** How the provider would put an error that it declares nowhere. */
  readonly shape: Shape
  /** Who decides validity and response of an operation. */
  readonly judgeOf: (operation: Operation) => Judge
  /** Cuts lists into pages. */
  readonly pageOf: Pager
  /** The largest request body that is read, and the statuses by which a larger one may be refused, best first. */
  readonly bodyLimit: { readonly bytes: number; readonly statuses: readonly number[] }
  /** Who makes its tokens. */
  readonly issuer: Issuer
  /** Who counts its requests; nothing when nobody does. */
  readonly limits: Limits | undefined
  /** What the document cannot say of its data. */
  readonly rules: StateRules
  /** What happens to a request. */
  readonly handle: Handler<Arrived>
}

/** What a provider is made from. */
export interface Ingredients {
  readonly name: string
  readonly document: OpenApiDocument
  /** Whether the document has been checked before, with its examples. */
  readonly isChecked: boolean
  /** Who makes the tokens. Default: somebody new, who knows none of before. */
  readonly issuer?: Issuer | undefined
  /** What the document cannot say of its data, and what there is at the beginning; for a mock that keeps state. */
  readonly state?: StateSource | undefined
}

/** Rules of a provider's data, and its world. */
export interface StateSource {
  readonly rules: StateRules
  readonly seed: Seed
  /** Whether the seed is known to keep to the document. */
  readonly isChecked: boolean
}

/** Makes a provider of a document. Throws where the document cannot be served. */
export function createProvider(
  { name, document, isChecked, issuer: known, state: source }: Ingredients,
  behaviour: Behaviour,
): Provider {
  if (!isChecked) {
    checkStructure(document)
    checkSchemas(document)
  }
  const issuer = known ?? new Issuer(behaviour.tokenLifetime)
  const operations = readOperations(document)
  const errors = readReplies(document, document['x-error-responses'] ?? {})
  // Whoever has logged in is a person; permanent tokens and keys belong to programs.
  const isProgram = (credential: string) => issuer.standingOf(credential) === 'stranger'
  const limits = behaviour.rateLimit
    ? createLimits(document, isProgram, visitsTo(behaviour.sessions))
    : undefined
  const { sessions } = behaviour
  const { rules = {}, seed = {}, isChecked: isValid = false } = source ?? {}
  const ready = {
    name,
    document,
    operations,
    routes: createRoutes(operations, document['x-format-suffix']),
    errors,
    shape: createShape(document, errors),
    judgeOf: createJudges(document, !isChecked),
    pageOf: createPager(document, behaviour.total),
    bodyLimit: bodyLimitOf(document, behaviour.maxBodyBytes),
    issuer,
    limits,
    rules,
  }
  // Last: from then on the data goes by this document.
  const state =
    sessions && createState({ name, document, operations, sessions, rules, seed, isChecked: isValid })
  return { ...ready, handle: createPipeline({ document, operations, issuer, limits, state }, behaviour) }
}

/** The provider's own limit, unless the host's is lower. */
function bodyLimitOf(document: OpenApiDocument, hostBytes: number): Provider['bodyLimit'] {
  const { bytes = Infinity, status = 413 } = document['x-request-limit'] ?? {}
  return bytes <= hostBytes ? { bytes, statuses: [status] } : { bytes: hostBytes, statuses: [413, 400] }
}
