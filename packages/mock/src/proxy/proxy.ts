import { MockError } from '../errors.ts'
import { locateAlone } from '../locate.ts'
import { behaviourOf } from '../settings.ts'
import { loadProvider } from '../load.ts'
import { openServer, report } from '../server.ts'
import { findSpecs } from '../specs.ts'
import { readVersion } from '../version.ts'
import { createContract } from './contract.ts'
import { type Finding, lineOf } from './finding.ts'
import { type HarFile, openHarFile } from './har-file.ts'
import { toHarEntry } from './har.ts'
import type { Recorded } from './record.ts'
import { createRedact } from './redact.ts'
import { relay, type Way } from './relay.ts'
import { createTally, type Summary } from './tally.ts'
import { createUpstream, originOf } from './upstream.ts'

/** How to start a proxy. */
export interface ProxyOptions {
  /** Whose contract holds: a provider that ships with the package, or one of `specs`. */
  provider: string
  /**
   * The address of the real server. It stands for the provider's origin; an address that ends with the path of the
   * provider's server, such as `https://api.example.com/v1`, means the same as the one without it.
   */
  upstream: string
  /** OpenAPI 3 documents of your own: name → file. */
  specs?: Readonly<Record<string, string | URL>>
  /** Default: 0, any free port. */
  port?: number
  /** The address to listen on. Default: 127.0.0.1, so that only this machine can call. */
  host?: string
  /** A file to which all traffic is written as HAR 1.2, in place of one that is there. Default: none. */
  har?: string
  /** Whether credentials, cookies and passwords go into the HAR file as they are. Default: false. */
  withSecrets?: boolean
  /**
   * Whether what breaks the contract is refused in the provider's shape: a request by 422, or what the
   * provider has for it, before it reaches the server, and a response by 502. Default: false, it is passed on
   * as it is.
   */
  errorOnViolation?: boolean
  /** Seconds without a byte from the server after which a request is answered by 504. Default: 60. */
  timeout?: number
  /** Up to how many bytes bodies are validated and recorded; longer ones are only passed on. Default: 10 MiB. */
  maxBodyBytes?: number
  /** Told of every violation. Default: one line each on stderr. */
  onViolation?: (finding: Finding) => void
}

/** A running proxy. Close it, or let `await using` do so. */
export interface Proxy extends AsyncDisposable {
  /** Where it listens, without a slash at the end: what stands for the provider's origin. */
  readonly url: string
  /** What stands for the provider's origin at the real server. */
  readonly upstream: string
  /** What was seen so far. */
  summary(): Summary
  /** Stops listening, lets running requests finish and the HAR file be written. */
  close(): Promise<void>
}

/** Real servers take their time: so long may running requests take when the proxy closes, in milliseconds. */
const grace = 10_000

/** Real clients take theirs to send what is large. */
const requestTimeout = 300_000

/**
 * Starts a proxy that passes real traffic on to a real server and validates both ways.
 *
 * @example
 * await using proxy = await createProxy({ provider: 'chitchats', upstream: 'https://staging.chitchats.com' })
 * await fetch(`${proxy.url}/tracking/k7qx2m9p4d.json`)
 * console.log(proxy.summary())
 */
export async function createProxy(options: ProxyOptions): Promise<Proxy> {
  const { specs = {}, host = '127.0.0.1', port = 0, timeout = 60, maxBodyBytes = 10 * 1024 * 1024 } = options
  const { onViolation = (finding: Finding) => report(lineOf(finding)) } = options
  checkTimeout(timeout)
  const known = await findSpecs([options.provider], specs)
  const spec = known.find(({ name }) => name === options.provider)
  const provider = await loadProvider(spec!, behaviourOf({}))
  const upstream = createUpstream(originOf(options.upstream, provider.operations), timeout * 1000)
  const contract = createContract(provider)
  const tally = createTally()
  const redact = options.withSecrets
    ? (record: Recorded) => record
    : createRedact(provider.document, contract)
  const locate = locateAlone({ name: provider.name, provider })
  const har = Promise.withResolvers<HarFile | undefined>()
  const way: Way = {
    upstream,
    contract,
    errorOnViolation: options.errorOnViolation ?? false,
    maxBodyBytes,
    judged(findings) {
      tally.add(findings)
      findings.forEach(onViolation)
    },
    done(record) {
      // A request may come before there is a file.
      har.promise.then((file) => file?.add(toHarEntry(redact(record)))).catch(report)
    },
  }
  const running = new Set<Promise<void>>()
  const server = await openServer(
    (request, response) => {
      const exchange = { ...locate(request.url ?? '')!, request, response, method: request.method ?? 'GET' }
      const trip = relay(way, exchange).finally(() => running.delete(trip))
      running.add(trip)
    },
    { host, port, grace, requestTimeout },
  )
  try {
    // Only now, so that a port in use does not cost the file of the proxy that has it.
    har.resolve(options.har === undefined ? undefined : await openHarFile(options.har, await readVersion()))
  } catch (error) {
    har.resolve(undefined)
    await server.close()
    throw error
  }
  const end = async () => {
    await server.close()
    // What the clients have got may still have to be written down.
    await Promise.all(running)
    upstream.close()
    await (await har.promise)?.close()
  }
  let ending: Promise<void> | undefined
  const close = () => (ending ??= end())
  return {
    url: server.url,
    upstream: upstream.url,
    summary: tally.summary,
    close,
    [Symbol.asyncDispose]: close,
  }
}

function checkTimeout(timeout: number): void {
  if (timeout > 0 && timeout <= 86_400) return
  throw new MockError(
    'bad-option',
    `timeout must be a number of seconds above 0, up to a day, not ${timeout}.`,
  )
}
