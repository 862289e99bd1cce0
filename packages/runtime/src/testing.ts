/** A provider on loopback for the tests of the kernel: real sockets, answers written by each test. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { createKernel, type Kernel } from './kernel.ts'
import { observed } from './observers.ts'
import type { ApiDefinition, Operation } from './operation.ts'
import type { KernelOptions } from './options.ts'
import { followRedirects } from './redirects.ts'

export const definition: ApiDefinition = {
  provider: 'acme',
  servers: [
    { production: 'https://api.acme.example/v1', staging: 'https://staging.acme.example/v1' },
    { production: 'https://acme.example', staging: 'https://staging.acme.example' },
  ],
  credentials: [{ option: 'apiKey', name: 'x-api-key' }],
  redirects: followRedirects,
  clientParameters: { account_id: 'accountId' },
  errorMessage: (body) => [body?.['error']?.['message']],
  requestIdHeader: 'x-request-id',
}

export const getParcel: Operation = { id: 'parcels.get', method: 'GET', path: '/parcels/{id}', args: ['id'] }
export const createParcel: Operation = {
  id: 'parcels.create',
  method: 'POST',
  path: '/parcels',
  input: 'body',
}

/** Serves requests with `answer` until the test is over, and gives the origin. */
export async function serve(
  answer: (request: IncomingMessage, response: ServerResponse) => void | Promise<void>,
): Promise<string> {
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    return new Promise<void>((resolve) => server.close(() => resolve()))
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Answers with JSON. */
export function json(response: ServerResponse, status: number, body: unknown, headers = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}

/** A kernel that calls `origin` with the credential that {@link definition} asks for. */
export function kernelAt(origin: string, options: KernelOptions & Record<string, unknown> = {}): Kernel {
  return createKernel(definition, observed({ origin, apiKey: 'key-1', ...options } as KernelOptions))
}

/** The body of a request as text. */
export async function bodyOf(request: IncomingMessage): Promise<string> {
  return Buffer.concat(await request.toArray()).toString()
}
