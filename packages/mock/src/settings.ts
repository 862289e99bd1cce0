/** How a mock is started. */
import { randomInt } from 'node:crypto'
import type { ClientCredentials } from './auth/desk.ts'
import type { Behaviour } from './behaviour.ts'
import { messageOf, MockError } from './errors.ts'
import { Chaos } from './faults/chaos.ts'
import { checkFaults, type Faults } from './faults/faults.ts'
import type { Fallback } from './host.ts'
import { Journal, usualCapacity } from './journal/journal.ts'
import { mostItems } from './prefer.ts'
import { Scenarios } from './scenarios/scenarios.ts'
import type { Reload } from './slot.ts'
import { type Hearer, type Reporter, sessionsOf, type StateOptions } from './state/options.ts'

/** How to start a mock; everything has a default. */
export interface MockOptions extends StateOptions {
  /** Which providers to serve. Default: all that ship with the package. */
  providers?: readonly string[]
  /**
   * OpenAPI 3 documents to serve beside the shipped ones, or instead of those of the same name: name → file. YAML or JSON,
   * in one file or in several.
   */
  specs?: Readonly<Record<string, string | URL>>
  /**
   * Whether to serve a spec as it has become when one of its files changes. Connections stay open, running requests are
   * answered by the spec to which they came, and a spec that is broken changes nothing. A function is told of every
   * change; without one, stderr is. Default: false.
   */
  watch?: boolean | ((reload: Reload) => void)
  /**
   * Whether to listen on a port. Without one, only `mock.fetch` and what is given to it by `mock.optionsFor()` reach the
   * mock. Default: true.
   */
  listen?: boolean
  /** Default: 0, any free port. */
  port?: number
  /** The address to listen on. Default: 127.0.0.1, so that only this machine can call. */
  host?: string
  /** Gives each provider a port of its own, from `port` upwards, instead of a path. Default: false. */
  portPerProvider?: boolean
  /** Answers paths that belong to no provider. Default: a 404 that lists the providers. */
  fallback?: Fallback
  /**
   * How long a client may take to send a request over a port, in seconds: its headers within 10 of them at most. A
   * request that takes longer is answered with 408, and its connection closed. Default: 60.
   */
  requestTimeout?: number
  /** The largest request body that is read, in bytes. Default: 10 MiB. */
  maxBodyBytes?: number
  /** Takes only `keys`, and tokens that this mock issued. Default: false, any credential that is not empty is taken. */
  strictAuth?: boolean
  /** API keys and permanent tokens that `strictAuth` takes. */
  keys?: readonly string[]
  /** Who gets a token: client id and secret, or email address and password. Default: anybody. */
  clients?: readonly ClientCredentials[]
  /** How long tokens live, in seconds. Default: as long as the provider documents. */
  tokenLifetime?: number
  /** Whether the documented rate limits are counted. Default: true. */
  rateLimit?: boolean
  /** How many items lists have. Default: as many as the example of each. */
  total?: number
  /** Origins whose pages may call, such as `http://localhost:3000`. Default: all. */
  corsOrigins?: readonly string[]
  /** What goes wrong on the way. Default: nothing. */
  faults?: Faults
  /**
   * With the same seed the same requests suffer the same faults, and state draws the same. Default: drawn anew each time.
   */
  seed?: number
  /** How many requests are recorded, the last ones; 0 means none. Default: 1000. */
  journal?: number
  /** Whether other machines may use the control endpoints too, when `host` lets them call. Default: false. */
  remoteControl?: boolean
}

/** The most requests that can be recorded. */
export const mostCalls = 1_000_000

/** Who hears what happens in the data. */
export interface Hearing {
  readonly onEvents?: Hearer
  readonly onProblem?: Reporter
}

/** How a mock with these options behaves. Throws a `MockError` for an option that makes no sense. */
export function behaviourOf(options: MockOptions, { onEvents, onProblem }: Hearing = {}): Behaviour {
  const { total, tokenLifetime, faults, seed = randomInt(2 ** 32), journal = usualCapacity } = options
  const isTotal = total === undefined || (Number.isInteger(total) && total >= 0 && total <= mostItems)
  if (!isTotal)
    throw new MockError('bad-option', `total must be a whole number from 0 to ${mostItems}, not ${total}.`)
  if (tokenLifetime !== undefined && !(tokenLifetime > 0)) {
    throw new MockError(
      'bad-option',
      `tokenLifetime must be a number of seconds above 0, not ${tokenLifetime}.`,
    )
  }
  checkRequestTimeout(options)
  if (!Number.isInteger(journal) || journal < 0 || journal > mostCalls) {
    throw new MockError(
      'bad-option',
      `journal must be a whole number from 0 to ${mostCalls}, not ${journal}.`,
    )
  }
  checkedFaults(faults)
  return {
    maxBodyBytes: options.maxBodyBytes ?? 10 * 1024 * 1024,
    strictAuth: options.strictAuth ?? false,
    keys: new Set(options.keys),
    clients: options.clients ?? [],
    tokenLifetime,
    rateLimit: options.rateLimit ?? true,
    total,
    corsOrigins: options.corsOrigins,
    chaos: new Chaos(faults, seed),
    scenarios: new Scenarios(),
    journal: new Journal(journal),
    sessions: sessionsOf(options, seed, onEvents, onProblem),
  }
}

/** No timer of Node rings later than this, in seconds. */
const longestTimeout = 2_147_483

function checkRequestTimeout({ requestTimeout }: MockOptions): void {
  if (requestTimeout === undefined || (requestTimeout > 0 && requestTimeout <= longestTimeout)) return
  throw new MockError(
    'bad-option',
    `requestTimeout must be a number of seconds above 0 and up to ${longestTimeout}, not ${requestTimeout}.`,
  )
}

/** Throws a `MockError` for faults that cannot be. */
export function checkedFaults(faults: Faults | undefined): Faults {
  try {
    checkFaults(faults ?? {})
    return faults ?? {}
  } catch (error) {
    throw new MockError('bad-option', `faults: ${messageOf(error)}.`, { cause: error })
  }
}
