import { type Fallback, openHost } from './host.ts'
import { loadProvider } from './provider.ts'
import { findSpecs } from './specs.ts'

/** How to start a mock; everything has a default. */
export interface MockOptions {
  /** Which providers to serve. Default: all that ship with the package. */
  providers?: readonly string[]
  /** OpenAPI bundles (JSON) to serve beside the shipped ones, or instead of those of the same name: name → file. */
  specs?: Readonly<Record<string, string | URL>>
  /** Default: 0, any free port. */
  port?: number
  /** The address to listen on. Default: 127.0.0.1, so that only this machine can call. */
  host?: string
  /** Answers paths that belong to no provider. Default: a 404 that lists the providers. */
  fallback?: Fallback
  /** The largest request body that is read, in bytes. Default: 10 MiB. */
  maxBodyBytes?: number
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
  /** Where it listens, without a slash at the end. */
  url: string
  providers: ServedProvider[]
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
  const { host = '127.0.0.1', port = 0, maxBodyBytes = 10 * 1024 * 1024 } = settings
  const specs = await findSpecs(settings.providers, settings.specs ?? {})
  const loaded = await Promise.all(specs.map((spec) => loadProvider(spec, maxBodyBytes)))
  const providers = new Map(loaded.map((provider) => [provider.name, provider]))
  const { url, close } = await openHost({ providers, host, port, fallback: settings.fallback })
  return {
    url,
    providers: loaded.map(({ name, operations }) => ({
      name,
      url: `${url}/${name}`,
      operations: operations.length,
    })),
    close,
    [Symbol.asyncDispose]: close,
  }
}

function isList(options: readonly string[] | MockOptions): options is readonly string[] {
  return Array.isArray(options)
}
