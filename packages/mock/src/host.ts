import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Control, isControl, toRefusal } from './control/control.ts'
import { forbidden } from './control/guard.ts'
import { encode } from './encode.ts'
import { MockError } from './errors.ts'
import { type Locate, locateAlone, locateByPrefix } from './locate.ts'
import { type Listening, openServer, report } from './server.ts'
import type { Slot } from './slot.ts'
import { fault } from './steps/guard.ts'
import { write } from './write.ts'

/** Answers a request whose path belongs to no provider. */
export type Fallback = (request: IncomingMessage, response: ServerResponse) => void

export interface HostOptions {
  providers: readonly Slot[]
  host: string
  port: number
  /** How long a client may take to send its request, in milliseconds. */
  requestTimeout: number | undefined
  fallback: Fallback | undefined
  control: Control
  /** Whether other machines may control the mock. */
  isRemote: boolean
}

/** One host, or one for each provider. */
export interface Hosts {
  /** Where the first one listens, without a slash at the end. */
  url: string
  /** Where each provider's origin is, in their order. */
  origins: string[]
  /** Whether anything listens there. */
  isOpen: boolean
  close(): Promise<void>
}

/** One server for all providers, each under its own path. */
export async function openShared(options: HostOptions): Promise<Hosts> {
  const { providers } = options
  const { url, close } = await openHost(locateByPrefix(providers), options)
  return { url, origins: providers.map(({ name }) => `${url}/${name}`), isOpen: true, close }
}

/** The address of a mock without a port: no network ever leads there (RFC 6761). */
const nowhere = 'http://mock.invalid'

/** No server: the mock is reached from inside the process only. */
export async function openNone({ providers }: HostOptions): Promise<Hosts> {
  const origins = providers.map(({ name }) => `${nowhere}/${name}`)
  return { url: nowhere, origins, isOpen: false, close: () => Promise.resolve() }
}

/** A server for each provider, on ports that follow each other. */
export async function openEach(options: HostOptions): Promise<Hosts> {
  const last = options.port + options.providers.length - 1
  if (last > 65_535) {
    throw new MockError(
      'cannot-listen',
      `There is no port ${last}: each provider needs one, from --port upwards.`,
    )
  }
  const hosts: Listening[] = []
  const close = async () => void (await Promise.all(hosts.map((host) => host.close())))
  try {
    for (const [index, provider] of options.providers.entries()) {
      const port = options.port === 0 ? 0 : options.port + index
      hosts.push(await openHost(locateAlone(provider), { ...options, port }))
    }
  } catch (error) {
    await close()
    throw error
  }
  const origins = hosts.map(({ url }) => url)
  return { url: origins[0]!, origins, isOpen: true, close }
}

function openHost(locate: Locate, options: HostOptions): Promise<Listening> {
  const fallback = options.fallback ?? unknownProvider(options.providers)
  return openServer((request, response) => {
    const isOrder = isControl(request.url ?? '')
    const done = isOrder ? obey(options, request, response) : dispatch(locate, fallback, request, response)
    void done.catch((error: unknown) => fail(response, error))
  }, options)
}

/** Answers at the control endpoints. */
async function obey(options: HostOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = 'GET', url: target = '' } = request
  const refused = forbidden(request, options)
  const reply = refused
    ? toRefusal(refused.status, refused.reason)
    : await options.control({ method, target, request, response })
  write(response, reply)
}

async function dispatch(
  locate: Locate,
  fallback: Fallback,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const located = locate(request.url ?? '')
  if (!located) return fallback(request, response)
  const exchange = { ...located, request, response, method: request.method ?? 'GET' }
  try {
    write(response, await located.provider.handle(exchange))
  } catch (error) {
    // Most likely a header that cannot be sent.
    write(response, fault(exchange, error))
  }
}

function unknownProvider(providers: readonly Slot[]): Fallback {
  const paths = providers.map(({ name }) => `/${name}`)
  const type = 'application/json'
  const body = encode(
    { error: 'Nothing is served here. Each provider has its own path.', providers: paths },
    type,
  )
  return (_, response) => write(response, { status: 404, headers: { 'content-type': type }, body })
}

function fail(response: ServerResponse, error: unknown): void {
  report(error)
  if (response.headersSent) response.destroy()
  else write(response, { status: 500, headers: {}, body: undefined })
}
