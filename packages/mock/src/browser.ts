/**
 * The mock where there is no Node: in a page, or in a worker of one. It has no files, no ports and no control; the steps
 * that answer are the same.
 *
 * It still asks for a few functions of Node, which whoever bundles it has to stand in for, and for `eval`, by which
 * validators are compiled.
 */
import type { OpenApiDocument } from './document.ts'
import { messageOf, MockError } from './errors.ts'
import type { Arrived, Whole } from './exchange.ts'
import { toSent } from './inside/send.ts'
import type { Sent } from './inside/sent.ts'
import { Waiting } from './inside/waiting.ts'
import { createProvider, type Provider } from './provider.ts'
import { behaviourOf, type MockOptions } from './settings.ts'
import { checkDocument } from './spec/check.ts'
import { createSessionData, type SessionData } from './state/handle.ts'
import type { StateRules } from './state/rules.ts'
import type { Seed } from './state/seed.ts'
import type { Sessions } from './state/store/sessions.ts'
import { fault } from './steps/guard.ts'

/** A request, as plain data. */
export interface Asked {
  /** In upper case. */
  readonly method: string
  /** Path and query below the provider's origin, still encoded. */
  readonly target: string
  /** By name in lower case. `host` says where links in answers lead. */
  readonly headers: Readonly<Record<string, string>>
  /** Missing when the request has none. */
  readonly body?: Uint8Array | undefined
}

/** A provider whose document is at hand. */
export interface OpenProvider {
  /**
   * Answers a request as the mock does over a port. With a signal that is aborted, answers that are held back come at
   * once; they are for nobody.
   */
  ask(asked: Asked, signal?: AbortSignal): Promise<Sent>
  /** The data of the default session, where state is kept: that of requests which name none. */
  readonly state: SessionData
}

/** The options that make sense without files and ports. */
type Shared = Omit<
  MockOptions,
  | 'corsOrigins'
  | 'fallback'
  | 'host'
  | 'listen'
  | 'port'
  | 'portPerProvider'
  | 'providers'
  | 'rules'
  | 'specs'
  | 'stateFile'
  | 'watch'
  | 'webhooks'
  | 'webhooksAnywhere'
  | 'world'
>

/** How a provider is opened. */
export interface Options extends Shared {
  /** What the document does not say of the data. */
  rules?: StateRules
  /** What there is at the beginning: records by collection, known to keep to the document. */
  world?: Seed
  /** Data and clocks that several providers share. Default: with `stateful`, those of this provider alone. */
  sessions?: Sessions
}

/**
 * Makes a provider of a bundle: an OpenAPI document in one piece that was checked when it was built.
 *
 * @throws MockError - `bad-spec` for what is no OpenAPI document, `bad-option` for options that make no sense.
 * @example
 * const { status } = await openProvider('acme', document).ask({ method: 'GET', target: '/v1/widgets', headers: {} })
 */
export function openProvider(name: string, document: unknown, options: Options = {}): OpenProvider {
  const { rules = {}, world: seed = {}, sessions: shared, ...others } = options
  const own = behaviourOf(others, { onProblem })
  const sessions = shared ?? own.sessions
  const state = { rules, seed, isChecked: true }
  const provider = served(name, document, (checked) =>
    createProvider({ name, document: checked, isChecked: true, state }, { ...own, sessions }),
  )
  return {
    ask: (asked, signal) => ask(provider, asked, signal),
    state: createSessionData({ sessions, served: [{ name, provider }] }, ''),
  }
}

function onProblem(problem: unknown): void {
  process.stderr.write(`parlance-mock: ${messageOf(problem)}\n`)
}

function served(name: string, document: unknown, make: (document: OpenApiDocument) => Provider): Provider {
  try {
    return make(checkDocument(document))
  } catch (error) {
    throw new MockError('bad-spec', `The document of "${name}" cannot be served: ${messageOf(error)}`, {
      cause: error,
    })
  }
}

async function ask(provider: Provider, asked: Asked, signal: AbortSignal | undefined): Promise<Sent> {
  const waiting = new Waiting()
  const leave = () => waiting.leave()
  if (signal?.aborted) leave()
  signal?.addEventListener('abort', leave, { once: true })
  try {
    return await answer(exchangeOf(provider, asked, waiting))
  } finally {
    signal?.removeEventListener('abort', leave)
  }
}

async function answer(exchange: Arrived): Promise<Sent> {
  const sent = toSent(await exchange.provider.handle(exchange), exchange.method)
  try {
    // Throws for a header that cannot be sent.
    const headers = new Headers()
    for (const [name, value] of sent.headers) headers.append(name, value)
    return sent
  } catch (error) {
    return toSent(fault(exchange, error), exchange.method)
  }
}

function exchangeOf(
  provider: Provider,
  { method, target, headers, body }: Asked,
  response: Waiting,
): Arrived {
  const [, path = '', query = ''] = /^([^?]*)\??(.*)$/.exec(target) ?? []
  return {
    provider,
    request: requestOf(method, headers, body),
    response,
    method,
    prefix: `/${provider.name}`,
    path,
    query,
  }
}

function requestOf(method: string, headers: Asked['headers'], body: Uint8Array = new Uint8Array()): Whole {
  const isSized = body.length > 0 || ['POST', 'PUT', 'PATCH'].includes(method)
  return {
    headers: { accept: '*/*', ...headers, ...(isSized && { 'content-length': String(body.length) }) },
    complete: true,
    destroyed: false,
    socket: { remoteAddress: '127.0.0.1' },
    bytes: Buffer.from(body),
  }
}
