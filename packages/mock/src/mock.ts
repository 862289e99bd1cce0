import { randomInt } from 'node:crypto'
import type { ClientCredentials } from './auth/desk.ts'
import type { Behaviour } from './behaviour.ts'
import { messageOf, MockError } from './errors.ts'
import { Chaos } from './faults/chaos.ts'
import { checkFaults, type Faults } from './faults/faults.ts'
import { type Fallback, openEach, openShared } from './host.ts'
import { mostItems } from './prefer.ts'
import { openSlot, printReload, type Reload } from './slot.ts'
import { findSpecs } from './specs.ts'

/** How to start a mock; everything has a default. */
export interface MockOptions {
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
  /** Default: 0, any free port. */
  port?: number
  /** The address to listen on. Default: 127.0.0.1, so that only this machine can call. */
  host?: string
  /** Gives each provider a port of its own, from `port` upwards, instead of a path. Default: false. */
  portPerProvider?: boolean
  /** Answers paths that belong to no provider. Default: a 404 that lists the providers. */
  fallback?: Fallback
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
  /** With the same seed the same requests suffer the same faults. Default: drawn anew each time. */
  seed?: number
}

/** A provider that is being served. */
export interface ServedProvider {
  name: string
  /** Stands for the provider's origin: the real server path and the operation's path follow. */
  url: string
  /** How many operations its spec has. */
  operations: number
}

/** A running mock. Close it, or let `await using` do so. */
export interface Mock extends AsyncDisposable {
  /** Where it listens, without a slash at the end; the address of the first provider where each has its own. */
  url: string
  readonly providers: ServedProvider[]
  /**
   * Changes what goes wrong on the way, from the next request on; nothing means that nothing does.
   *
   * @throws MockError - `bad-option` for a fault that does not exist, or a share that is not from 0 to 1.
   * @example
   * mock.setFaults({ errorRate: { 503: 1 } })
   */
  setFaults(faults?: Faults): void
  /** Stops listening, lets running requests finish, and resolves when the last connection is gone. */
  close(): Promise<void>
}

/**
 * Starts a mock of the given providers, or of all of them.
 *
 * @example
 * await using mock = await createMock(['chitchats'])
 * await fetch(`${mock.url}/chitchats/tracking/k7qx2m9p4d.json`)
 */
export async function createMock(options: readonly string[] | MockOptions = {}): Promise<Mock> {
  const settings: MockOptions = isList(options) ? { providers: options } : options
  const { host = '127.0.0.1', port = 0, fallback, portPerProvider = false, watch = false } = settings
  const behaviour = behaviourOf(settings)
  const specs = await findSpecs(settings.providers, settings.specs ?? {})
  const slots = await Promise.all(specs.map((spec) => openSlot(spec, behaviour)))
  const hosts = await (portPerProvider ? openEach : openShared)({
    providers: slots,
    host,
    port,
    fallback,
  })
  const { url, origins } = hosts
  const report = watch === true ? printReload : watch
  const watches = report ? slots.map((slot) => slot.watch(report)) : []
  const close = () => {
    for (const one of watches) one.close()
    return hosts.close()
  }
  return {
    url,
    get providers() {
      return slots.map(({ name, provider }, index) => ({
        name,
        url: origins[index]!,
        operations: provider.operations.length,
      }))
    },
    setFaults(faults) {
      check(faults)
      behaviour.chaos.set(faults)
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}

/** How a mock with these options behaves; throws a `MockError` when one of them makes no sense. */
export function behaviourOf(options: MockOptions): Behaviour {
  const { total, tokenLifetime, faults, seed = randomInt(2 ** 32) } = options
  const isTotal = total === undefined || (Number.isInteger(total) && total >= 0 && total <= mostItems)
  if (!isTotal)
    throw new MockError('bad-option', `total must be a whole number from 0 to ${mostItems}, not ${total}.`)
  if (tokenLifetime !== undefined && !(tokenLifetime > 0)) {
    throw new MockError(
      'bad-option',
      `tokenLifetime must be a number of seconds above 0, not ${tokenLifetime}.`,
    )
  }
  check(faults)
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
  }
}

function check(faults: Faults | undefined): void {
  try {
    checkFaults(faults ?? {})
  } catch (error) {
    throw new MockError('bad-option', `faults: ${messageOf(error)}.`, { cause: error })
  }
}

function isList(options: readonly string[] | MockOptions): options is readonly string[] {
  return Array.isArray(options)
}
