import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { encode } from './encode.ts'
import { messageOf, MockError } from './errors.ts'
import { pipeline } from './pipeline.ts'
import type { Provider } from './provider.ts'
import { fault } from './steps/guard.ts'
import { write } from './write.ts'

/** Answers a request whose path belongs to no provider. */
export type Fallback = (request: IncomingMessage, response: ServerResponse) => void

export interface HostOptions {
  providers: ReadonlyMap<string, Provider>
  host: string
  port: number
  fallback: Fallback | undefined
}

export interface Host {
  /** Where it listens, without a slash at the end. */
  url: string
  close(): Promise<void>
}

/** How long running requests may take to finish when the host closes, in milliseconds. */
const grace = 2000

const timeouts = {
  headersTimeout: 10_000,
  requestTimeout: 60_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 2_000,
}

/** One `node:http` server for all providers. */
export async function openHost(options: HostOptions): Promise<Host> {
  const fallback = options.fallback ?? unknownProvider(options.providers)
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    response.on('error', () => {})
    // Once the server is closing, a connection goes when its request is done.
    response.once('close', () => server.listening || setImmediate(() => server.closeIdleConnections()))
    void dispatch(options.providers, fallback, request, response).catch((error: unknown) =>
      fail(response, error),
    )
  }
  const server = createServer(timeouts, listener)
  // The body is asked for only when it is wanted, so that one too large need not be sent at all.
  server.on('checkContinue', listener)
  await listen(server, options)
  server.on('error', (error) => report(error))
  return { url: urlOf(server, options.host), close: () => close(server) }
}

async function dispatch(
  providers: ReadonlyMap<string, Provider>,
  fallback: Fallback,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [, name = '', path = '', query = ''] = targetPattern.exec(request.url ?? '') ?? []
  const provider = providers.get(name)
  if (!provider) return fallback(request, response)
  const exchange = { provider, request, response, method: request.method ?? 'GET', path: path || '/', query }
  try {
    write(response, await pipeline(exchange))
  } catch (error) {
    // Most likely a header that cannot be sent.
    write(response, fault(exchange, error))
  }
}

/** `/provider`, `/path`, `query`; a proxy's absolute form may stand before it. */
const targetPattern = /^(?:https?:\/\/[^/]*)?\/([^/?#]*)(\/[^?#]*)?(?:\?([^#]*))?/i

function unknownProvider(providers: ReadonlyMap<string, Provider>): Fallback {
  const paths = [...providers.keys()].map((name) => `/${name}`)
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

function report(error: unknown): void {
  process.stderr.write(`parlance-mock: ${messageOf(error)}\n`)
}

function listen(server: Server, { host, port }: HostOptions): Promise<void> {
  return new Promise((done, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, host, port)))
    server.listen(port, host, () => {
      server.removeAllListeners('error')
      done()
    })
  })
}

function listenError(error: NodeJS.ErrnoException, host: string, port: number): MockError {
  const cause = { cause: error }
  if (error.code !== 'EADDRINUSE') {
    return new MockError('cannot-listen', `Cannot listen on ${host}:${port}: ${messageOf(error)}`, cause)
  }
  const other = port < 65_535 ? port + 1 : port - 1
  const message = `Port ${port} is in use. Stop the other process or choose another: --port ${other}`
  return new MockError('port-in-use', message, cause)
}

function urlOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo
  // "Every interface" is not an address one can call.
  const reachable = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`
}

function close(server: Server): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(() => server.closeAllConnections(), grace)
    server.close(() => {
      clearTimeout(timer)
      done()
    })
    server.closeIdleConnections()
  })
}
