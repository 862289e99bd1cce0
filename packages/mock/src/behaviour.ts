import type { ClientCredentials } from './auth/desk.ts'
import type { Chaos } from './faults/chaos.ts'
import type { Journal } from './journal/journal.ts'
import type { Scenarios } from './scenarios/scenarios.ts'
import type { Sessions } from './state/store/sessions.ts'

/** How a mock behaves beyond what the documents say. */
export interface Behaviour {
  /** The largest request body that is read, in bytes. */
  readonly maxBodyBytes: number
  /** Whether only known keys, and tokens that were issued here, are taken. */
  readonly strictAuth: boolean
  /** Keys and permanent tokens that are known. */
  readonly keys: ReadonlySet<string>
  /** Who gets a token; empty for everybody. */
  readonly clients: readonly ClientCredentials[]
  /** Seconds that tokens live; without it, as long as the document says. */
  readonly tokenLifetime: number | undefined
  /** Whether the documented budgets are counted. */
  readonly rateLimit: boolean
  /** How many items lists have; without it, as many as their examples. */
  readonly total: number | undefined
  /** Origins whose pages may call; without them, every page. */
  readonly corsOrigins: readonly string[] | undefined
  /** The faults of every provider. */
  readonly chaos: Chaos
  /** The scenarios of every provider. */
  readonly scenarios: Scenarios
  /** What was asked of every provider. */
  readonly journal: Journal
  /** The data that requests change; nothing when they change none. */
  readonly sessions: Sessions | undefined
}
