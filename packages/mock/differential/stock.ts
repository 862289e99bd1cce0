/** Stock Prism as `prism mock` runs it, in this process: its own server, router, validators and mocker. */
import { createRequire } from 'node:module'
import { getHttpOperationsFromSpec } from '@stoplight/prism-http'
import type { OpenApiDocument } from '../src/document.ts'

/** A running stock Prism. */
export interface Stock extends AsyncDisposable {
  /** Where it listens. It knows no server path: what follows is the operation's path. */
  readonly url: string
}

interface PrismServer {
  listen(port: number, host: string): Promise<string>
  close(): Promise<void>
}

type CreateServer = (operations: unknown, options: object) => PrismServer
type CreateLogger = (name: string, options: object) => object

const requireFromCli = createRequire(import.meta.resolve('@stoplight/prism-cli'))
const { createServer } = requireFromCli('@stoplight/prism-http-server') as { createServer: CreateServer }
const { createLogger } = requireFromCli('@stoplight/prism-core') as { createLogger: CreateLogger }

/** Starts stock Prism for a document, exactly as it stands. */
export async function startStock(document: OpenApiDocument): Promise<Stock> {
  // Dereferenced in place.
  const operations = await getHttpOperationsFromSpec(structuredClone(document))
  // It would call the URLs in callbacks.
  for (const operation of operations) delete operation.callbacks
  const checks = { checkSecurity: true, validateRequest: true, validateResponse: true }
  const config = { isProxy: false, errors: false, mock: { dynamic: false }, ...checks }
  const logger = createLogger('stock', { level: 'silent' })
  const server = createServer(operations, { components: { logger }, config, cors: true })
  return { url: await server.listen(0, '127.0.0.1'), [Symbol.asyncDispose]: () => server.close() }
}
