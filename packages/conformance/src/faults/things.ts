/** A small server that remembers, and may be made to forget: two checks are about nothing else. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Document } from '@parlance/compiler'
import { createSender } from '../suite/send.ts'
import type { Target } from '../suite/target.ts'
import { createValidator } from '../validator.ts'

const json = (schema: object) => ({ 'application/json': { schema } })
const thing = json({ type: 'object', required: ['id'], properties: { id: { type: 'string' } } })
const nothing = { description: 'There is none.', content: json({ type: 'object' }) }

const document = {
  openapi: '3.1.0',
  info: { title: 'Things', version: '1' },
  servers: [{ url: 'https://things.example/v1' }],
  paths: {
    '/things': {
      post: {
        operationId: 'things.create',
        requestBody: {
          required: true,
          content: json({ type: 'object', properties: { name: { type: 'string' } } }),
        },
        responses: { '201': { description: 'Made.', content: thing } },
      },
    },
    '/things/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      get: {
        operationId: 'things.get',
        responses: { '200': { description: 'It.', content: thing }, '404': nothing },
      },
      delete: {
        operationId: 'things.delete',
        responses: { '204': { description: 'Gone.' }, '404': nothing },
      },
    },
  },
} as unknown as Document

/** How the server fails, if it does. */
export type Forgetfulness = 'forgets what it made' | 'forgets to delete' | undefined

export interface Things extends AsyncDisposable {
  readonly target: Target
}

/** Starts the server as a target. */
export async function serveThings(forgetfulness?: Forgetfulness): Promise<Things> {
  const things = new Set<string>()
  let last = 0
  const answer = ({ method, url = '' }: IncomingMessage, response: ServerResponse): void => {
    const id = url.split('/')[3] ?? ''
    const reply = (status: number, body?: object) => {
      response.writeHead(status, body && { 'content-type': 'application/json' })
      response.end(body && JSON.stringify(body))
    }
    if (method === 'POST') {
      const made = `t${(last += 1)}`
      if (forgetfulness !== 'forgets what it made') things.add(made)
      return reply(201, { id: made })
    }
    if (!things.has(id)) return reply(404, {})
    if (method === 'GET') return reply(200, { id })
    if (forgetfulness !== 'forgets to delete') things.delete(id)
    return reply(204)
  }
  const server = createServer(
    (request, response) => void request.resume().on('end', () => answer(request, response)),
  )
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const sender = createSender(origin)
  const target: Target = {
    provider: 'things',
    document,
    model: { provider: 'things' } as Target['model'],
    validator: createValidator(document),
    origin,
    send: sender.send,
    sendStrictly: sender.send,
    credentials: {},
    keepsState: true,
  }
  return {
    target,
    async [Symbol.asyncDispose]() {
      sender[Symbol.dispose]()
      await new Promise<void>((done) => void server.close(() => done()).closeAllConnections())
    },
  }
}
