import { createControl } from './control/control.ts'
import { type Controls, createControls } from './control/controls.ts'
import { MockError } from './errors.ts'
import type { Faults } from './faults/faults.ts'
import { type HostOptions, type Hosts, openEach, openNone, openShared } from './host.ts'
import { createFetch, type Fetch } from './inside/fetch.ts'
import { createPlace } from './inside/places.ts'
import type { RecordedCall } from './journal/call.ts'
import type { Expectation } from './journal/verify.ts'
import { openProviders } from './opened.ts'
import type { CallPattern, RequestPattern } from './patterns/pattern.ts'
import { createScenario, type Scenario } from './scenarios/handle.ts'
import type { ScenarioState } from './scenarios/scenarios.ts'
import { type ClientTarget, createSession, type MockSession, type SessionInfo } from './session.ts'
import type { MockOptions } from './settings.ts'
import { type OpenSlot, printReload } from './slot.ts'
import type { Kept, SessionData } from './state/handle.ts'
import type { EventDelivery } from './webhooks/deliveries.ts'
import type { WebhookOptions, WebhookReport } from './webhooks/options.ts'

/** A provider that is being served. */
export interface ServedProvider {
  name: string
  /** Stands for the provider's origin: the real server path and the operation's path follow. */
  url: string
  /** How many operations its spec has. */
  operations: number
}

/**
 * A running mock. Close it, or let `await using` do so. Its data, where it keeps some, is that of the default session:
 * that of requests which name none.
 */
export interface Mock extends AsyncDisposable, SessionData {
  /**
   * Where it listens, without a slash at the end; the address of the first provider where each has its own. Without a port,
   * an address that only `fetch` of this mock reaches.
   */
  readonly url: string
  readonly providers: ServedProvider[]
  /**
   * Reaches the mock without a port: by the provider's real URLs, and by any origin with the provider's name as the first
   * part of the path. Another URL is an error (`not-served`), never a request to the network.
   *
   * @example
   * const chitchats = createClient({ clientId: '1', accessToken: 't', fetch: mock.fetch })
   */
  readonly fetch: Fetch
  /** What stands for a provider's origin. */
  urlOf(provider: string): string
  /**
   * The options by which a client reaches the mock: over its port, or by `fetch` when it has none.
   *
   * @example
   * const chitchats = createClient({ clientId: '1', accessToken: 't', ...mock.optionsFor('chitchats') })
   */
  optionsFor(provider: string): ClientTarget

  /**
   * The recorded calls, or those of a kind, the last one at the end; text is the id of an operation.
   *
   * @throws MockError - `unknown-operation` or `unknown-provider` for a name that nothing has.
   * @example
   * mock.calls('shipments.create').map(({ body }) => body)
   */
  calls<Body = unknown>(pattern?: CallPattern | string): RecordedCall<Body>[]
  /** The recorded call that was answered last. */
  readonly lastCall: RecordedCall | undefined
  /** Forgets the recorded calls, or those of a kind. */
  clear(pattern?: CallPattern | string): void
  /**
   * Makes sure that something was called, and gives the calls; text is the id of an operation.
   *
   * @throws VerificationError - When there are too few calls or too many; the message shows those that come closest.
   * @example
   * mock.verify({ operation: 'shipments.create', times: 1, body: { country_code: 'US' } })
   */
  verify<Body = unknown>(expectation: Expectation | string): RecordedCall<Body>[]

  /**
   * What requests of a kind are to get instead of the usual answer; text is the id of an operation. Of several kinds that
   * fit a request, the one that was set last counts.
   *
   * @example
   * mock.on('shipments.create').reply({ status: 503, times: 2 })
   * mock.on({ operation: 'shipments.create', body: { weight: 0 } }).reply({ status: 400, times: 'always' })
   */
  on(pattern: RequestPattern | string): Scenario
  /** The scenarios that are set, the latest first. */
  readonly scenarios: ScenarioState[]
  /** Lets the contract answer everything again. */
  clearScenarios(): void
  /**
   * Changes what goes wrong on the way, from the next request on; nothing means that nothing does.
   *
   * @throws MockError - `bad-option` for a fault that does not exist, or a share that is not from 0 to 1.
   * @example
   * mock.setFaults({ errorRate: { 503: 1 } })
   */
  setFaults(faults?: Faults): void
  /** Begins to count requests anew. */
  resetLimits(): void
  /** Lets all access tokens expire that the mock has issued; refresh tokens stay good. */
  expireTokens(): void
  /**
   * Forgets calls, scenarios, counts and deliveries, and has the faults of the beginning; every session has the data and
   * the clock of the beginning. Tokens and what was saved of sessions stay good.
   */
  reset(): void

  /**
   * Data of one's own, for tests that run side by side; it is made when it is first used.
   *
   * @throws MockError - `no-state` when the mock keeps no state, `bad-name` for what cannot be a name.
   * @example
   * const session = mock.session('test-1')
   * const chatti = createClient({ apiKey: 'k', ...session.optionsFor('chatti') })
   */
  session(name: string): MockSession
  /** The sessions that there are, the one that was used last at the end. */
  sessions(): SessionInfo[]
  /** The last 1000 webhooks that something in the data of any session has caused, sent or not. */
  deliveries(): EventDelivery[]
  /** Waits until no webhook is on its way that something in the data has caused. */
  delivered(): Promise<void>

  /**
   * Sends a webhook as the provider would: signed, and repeated while it fails. Resolves when it is delivered or given up.
   *
   * @param name - Name or operation id of the webhook, or name of an example or of an event.
   * @throws MockError - `unknown-webhook`, or `bad-input` for options that make no sense.
   * @example
   * await mock.sendWebhook('chatshipper', 'message.create.contact.chat', { url, secret })
   */
  sendWebhook(provider: string, name: string, options: WebhookOptions): Promise<WebhookReport>

  /** Stops listening, lets running requests finish, and resolves when the last connection is gone. */
  close(): Promise<void>
}

/**
 * Starts a mock of the given providers, or of all of them.
 *
 * @example
 * await using mock = await createMock(['chitchats'])
 * await fetch(`${mock.urlOf('chitchats')}/tracking/k7qx2m9p4d.json`)
 */
export async function createMock(providers: readonly string[], options?: MockOptions): Promise<Mock>
export async function createMock(options?: MockOptions): Promise<Mock>
export async function createMock(
  given: readonly string[] | MockOptions = {},
  more: MockOptions = {},
): Promise<Mock> {
  const settings: MockOptions = isList(given) ? { ...more, providers: given } : given
  const closing = new AbortController()
  const opened = await openProviders(settings, closing.signal)
  const { slots, behaviour, kept } = opened
  const controls = createControls(slots, behaviour, kept, closing.signal)
  const control = createControl(controls)
  const hosts = await openHosts(settings, { providers: slots, control }).catch((error: unknown) => {
    opened.close()
    throw error
  })
  const unwatch = watch(slots, settings)
  const close = async () => {
    unwatch()
    closing.abort(new MockError('closed', 'The mock was closed.'))
    // Requests that still run may change something.
    await hosts.close()
    opened.close()
  }
  const place = createPlace(slots, hosts.origins)
  const fetch = createFetch({ place, slots, control, closing: closing.signal })
  return assemble({ slots, hosts, controls, kept, close, fetch })
}

function openHosts(
  settings: MockOptions,
  served: Pick<HostOptions, 'providers' | 'control'>,
): Promise<Hosts> {
  const { host = '127.0.0.1', port = 0, fallback, remoteControl: isRemote = false } = settings
  const requestTimeout = settings.requestTimeout && settings.requestTimeout * 1000
  return open(settings)({ ...served, host, port, requestTimeout, fallback, isRemote })
}

function open({
  listen = true,
  portPerProvider = false,
}: MockOptions): (options: HostOptions) => Promise<Hosts> {
  if (!listen) return openNone
  return portPerProvider ? openEach : openShared
}

function watch(slots: readonly OpenSlot[], { watch: wanted = false }: MockOptions): () => void {
  const report = wanted === true ? printReload : wanted
  const watches = report ? slots.map((slot) => slot.watch(report)) : []
  return () => {
    for (const one of watches) one.close()
  }
}

/** What a mock is made of. */
interface Parts {
  readonly slots: readonly OpenSlot[]
  readonly hosts: Hosts
  readonly controls: Controls
  readonly kept: Kept
  readonly fetch: Fetch
  readonly close: () => Promise<void>
}

function assemble({ slots, hosts, controls, kept, fetch, close }: Parts): Mock {
  const { url, origins, isOpen } = hosts
  const urlOf = (name: string) => {
    controls.provider(name)
    return origins[slots.findIndex((slot) => slot.name === name)]!
  }
  const optionsFor = (name: string) => ({ origin: urlOf(name), fetch: isOpen ? globalThis.fetch : fetch })
  return {
    ...controls.session(''),
    url,
    get providers() {
      return slots.map(({ name, provider }, index) => ({
        name,
        url: origins[index]!,
        operations: provider.operations.length,
      }))
    },
    fetch,
    urlOf,
    optionsFor,
    calls: <Body>(pattern?: CallPattern | string) => controls.calls(pattern) as RecordedCall<Body>[],
    get lastCall() {
      return controls.lastCall()
    },
    clear: (pattern) => controls.clear(pattern),
    verify: <Body>(expectation: Expectation | string) => controls.verify(expectation) as RecordedCall<Body>[],
    on: (pattern) => createScenario(controls, pattern),
    get scenarios() {
      return controls.scenarios()
    },
    clearScenarios: () => controls.clearScenarios(),
    setFaults: (faults = {}) => controls.setFaults(faults),
    resetLimits: () => controls.resetLimits(),
    expireTokens: () => controls.expireTokens(),
    reset: () => controls.reset(),
    session: (name) => createSession(kept, name, { fetch, optionsFor }),
    sessions: () => controls.sessions(),
    deliveries: () => controls.deliveries(),
    delivered: () => controls.delivered(),
    sendWebhook: (provider, name, options) => controls.sendWebhook(provider, name, options),
    close,
    [Symbol.asyncDispose]: close,
  }
}

function isList(given: readonly string[] | MockOptions): given is readonly string[] {
  return Array.isArray(given)
}
