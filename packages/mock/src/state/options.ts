/** How a mock that keeps state is started. */
import { MockError } from '../errors.ts'
import type { StateEvent, StateRules } from './rules.ts'
import { Sessions } from './store/sessions.ts'
import type { World } from './store/world.ts'

/** Records by provider and collection, as a world is written down: also with `$example` in place of a record. */
export type WorldRecords = Readonly<Record<string, Readonly<Record<string, readonly object[]>>>>

/** Who hears what happens in the data of a provider. */
export interface WebhookListener {
  /** The provider's name. */
  readonly provider: string
  /** Where to: http or https. */
  readonly url: string | URL
  /** Signs deliveries, where the provider documents how. Default: they are not signed. */
  readonly secret?: string
  /** The events that it wants to hear of; `*` stands for anything: `message.*`. Default: all. */
  readonly events?: readonly string[]
  /** How many times faster than documented a delivery that fails is repeated. Default: 1000. */
  readonly speed?: number
}

/** What can be said of the data that a mock keeps. */
export interface StateOptions {
  /** Whether requests change what later ones find. Default: false, every request finds what the contract shows. */
  stateful?: boolean
  /**
   * What there is at the beginning: provider → collection → records, or a file (YAML or JSON) with that. Providers that it
   * does not name have the world that ships with the package, documents of your own one of what their examples show, and
   * `{}` is an empty one.
   */
  world?: string | URL | WorldRecords
  /** A file that keeps the data beyond the end of the process (SQLite); it is made where there is none. */
  stateFile?: string | URL
  /** Roughly how many bytes the data of all sessions may take. Default: 256 MiB. */
  stateLimit?: number
  /**
   * What documents of your own cannot say of their data, by provider; for a shipped one what is to hold in place of the
   * shipped rules, or a function that makes it of them.
   *
   * @example
   * rules: { chatti: (shipped) => ({ ...shipped, operations: { ...shipped.operations, 'contacts.get': … } }) }
   */
  rules?: Readonly<Record<string, StateRules | ((shipped: StateRules) => StateRules)>>
  /** Who hears what happens, beside those that the data names. */
  webhooks?: readonly WebhookListener[]
  /**
   * Whether addresses that are part of the data are called wherever they are. Default: false, only those of this machine,
   * so that no test calls strangers.
   */
  webhooksAnywhere?: boolean
}

/** Options that mean nothing to a mock that keeps no state. */
const others = ['world', 'stateFile', 'stateLimit', 'rules', 'webhooks', 'webhooksAnywhere'] as const

/** Hears of the events of a request or a timer that has succeeded. */
export type Hearer = (events: readonly StateEvent[], world: World) => void

/** Hears of what went wrong without ending anything. */
export type Reporter = (problem: unknown) => void

/**
 * The sessions of a mock with these options; none when it keeps no state. Throws a `MockError` for options that make no
 * sense.
 */
export function sessionsOf(
  options: StateOptions,
  seed: number,
  onEvents?: Hearer,
  onProblem?: Reporter,
): Sessions | undefined {
  const { stateful = false, stateLimit } = options
  if (!stateful) {
    const idle = others.find((name) => options[name] !== undefined)
    if (idle === undefined) return undefined
    throw new MockError('bad-option', `${idle} is of no use without stateful: true.`)
  }
  if (stateLimit !== undefined && !(Number.isInteger(stateLimit) && stateLimit > 0)) {
    throw new MockError(
      'bad-option',
      `stateLimit must be a whole number of bytes above 0, not ${stateLimit}.`,
    )
  }
  return new Sessions({
    seed,
    isListened: (provider) => (options.webhooks ?? []).some((one) => one.provider === provider),
    ...(stateLimit !== undefined && { mostBytes: stateLimit }),
    ...(onEvents && { onEvents }),
    ...(onProblem && { onProblem }),
  })
}
