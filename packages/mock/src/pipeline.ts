import { readAliases } from './aliases.ts'
import { createDoorman } from './auth/doorman.ts'
import { readTokenFlows } from './auth/flow.ts'
import type { Issuer } from './auth/issuer.ts'
import type { Behaviour } from './behaviour.ts'
import type { OpenApiDocument } from './document.ts'
import type { Arrived, Handler } from './exchange.ts'
import type { Limits } from './limits/limits.ts'
import type { Operation } from './operation.ts'
import { createOrigins } from './origins.ts'
import { answer } from './steps/answer.ts'
import { authenticate } from './steps/authenticate.ts'
import { bytes, readEncoded } from './steps/bytes.ts'
import { cors } from './steps/cors.ts'
import { fault } from './steps/fault.ts'
import { guard } from './steps/guard.ts'
import { limit, repeat } from './steps/limit.ts'
import { links } from './steps/links.ts'
import { pair } from './steps/pair.ts'
import { prefer } from './steps/prefer.ts'
import { receive } from './steps/receive.ts'
import { record } from './steps/record.ts'
import { route } from './steps/route.ts'
import type { ProviderState } from './state/state.ts'
import { scenario } from './steps/scenario.ts'
import { state } from './steps/state.ts'
import { tokenEndpoint } from './steps/token-endpoint.ts'
import { tokens } from './steps/tokens.ts'
import { visitsTo } from './visit.ts'

/** What the steps of one provider work with. */
export interface Parts {
  readonly document: OpenApiDocument
  readonly operations: readonly Operation[]
  readonly issuer: Issuer
  readonly limits: Limits | undefined
  /** What earlier requests have left; nothing when every request finds what the contract shows. */
  readonly state: ProviderState | undefined
}

/**
 * What happens to a request that has reached a provider. Each step knows what the steps around it have found (`Arrived` →
 * `Routed` → `Received` → `Preferring`), may answer by itself, and sees the reply on its way out. A new behaviour is a new
 * step at its place here; one that a document or the options have no use for gives back the step inside it and costs
 * nothing.
 */
export function createPipeline(
  { document, operations, issuer, limits, state: kept }: Parts,
  behaviour: Behaviour,
): Handler<Arrived> {
  const { strictAuth: strict, keys, clients, corsOrigins, chaos, scenarios, journal, sessions } = behaviour
  const flows = readTokenFlows(document)
  const visitOf = visitsTo(sessions)
  const desk = { flows, issuer, strict, clients, visitOf }
  const doorman = createDoorman(document, { flows, issuer, strict, keys, visitOf })

  // From the inside out: first what makes an answer, then what stands in front of it.
  const found = state(pair(answer, document), kept)
  const answered = tokens(bytes(found, readEncoded(document, operations)), desk)
  const linked = links(scenario(answered, scenarios, document), createOrigins(document))
  const received = receive(repeat(prefer(linked), limits))
  const routed = fault(limit(authenticate(received, doorman), limits), chaos)
  const arrived = guard(tokenEndpoint(route(routed, readAliases(document)), desk))
  return record(cors(arrived, corsOrigins), journal)
}
