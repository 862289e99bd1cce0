import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { messageOf, MockError } from './errors.ts'

/** A server that has begun to listen. */
export interface Listening {
  /** Where it listens, without a slash at the end. */
  readonly url: string
  /** Stops listening, lets running requests finish, and resolves when the last connection is gone. */
  close(): Promise<void>
}

export interface ServerOptions {
  readonly host: string
  /** 0 is any free one. */
  readonly port: number
  /** How long running requests may take to finish when the server closes, in milliseconds. Default: 2000. */
  readonly grace?: number
  /** How long a client may take to send its request, in milliseconds. Default: 60000. */
  readonly requestTimeout?: number | undefined
}

/** How long the headers of a request may take, in milliseconds, unless all of it may take no longer. */
const longestHead = 10_000

/** How long Node's own server lets a client take, and how often it looks. */
function timeoutsOf(requestTimeout: number) {
  return {
    requestTimeout,
    headersTimeout: Math.min(longestHead, requestTimeout),
    keepAliveTimeout: 5_000,
    connectionsCheckingInterval: Math.min(2_000, Math.ceil(requestTimeout / 4)),
  }
}

/**
 * Opens a server. A client that expects to be told to continue is not told: the body is asked for only when
 * it is wanted, so that one too large need not be sent at all. Throws a `MockError` when it cannot listen.
 */
export async function openServer(listener: RequestListener, options: ServerOptions): Promise<Listening> {
  const { grace = 2000, requestTimeout = 60_000 } = options
  const handle: RequestListener = (request, response) => {
    response.on('error', () => {})
    // Once the server is closing, a connection goes when its request is done.
    response.once('close', () => server.listening || setImmediate(() => server.closeIdleConnections()))
    listener(request, response)
  }
  const server = createServer(timeoutsOf(requestTimeout), handle)
  server.on('checkContinue', handle)
  await listen(server, options)
  server.on('error', report)
  return { url: urlOf(server, options.host), close: () => close(server, grace) }
}

/** Says on stderr, in one line, what went wrong without ending anything. */
export function report(error: unknown): void {
  process.stderr.write(`parlance-mock: ${messageOf(error)}\n`)
}

function listen(server: Server, { host, port }: ServerOptions): Promise<void> {
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

function close(server: Server, grace: number): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(() => server.closeAllConnections(), grace)
    server.close(() => {
      clearTimeout(timer)
      done()
    })
    server.closeIdleConnections()
  })
}
