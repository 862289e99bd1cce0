/**
 * The hostile server: it does to each drill what the drill's script says, and tells what it saw.
 *
 * `PUT /control/<id>` takes a script, `/scene/<id>` is then its origin, `GET /control/<id>` tells what was seen, and
 * `DELETE /control/<id>` ends it. `/page.html` and `/suite.mjs` are for Chromium.
 */
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { Scene } from './scene.ts'
import type { Script, Seen } from './script.ts'

/** A running hostile server. */
export interface HostileServer extends AsyncDisposable {
  /** Where it listens. */
  readonly origin: string
  /** Where it listens too, so that there is another origin to be led to. */
  readonly other: string
}

/** Starts the hostile server on two free ports of loopback. A page and its suite are served from `folder`. */
export async function startServer(folder: string): Promise<HostileServer> {
  const scenes = new Map<string, Scene>()
  const listeners = (['here', 'other'] as const).map((name) =>
    createServer((request, response) => void route(request, response, name)),
  )
  const [origin, other] = (await Promise.all(listeners.map(listen))) as [string, string]

  async function route(
    request: IncomingMessage,
    response: ServerResponse,
    at: Seen['origin'],
  ): Promise<void> {
    allowPages(request, response)
    if (isPreflight(request)) return void response.writeHead(204).end()
    const [, place = '', id = '', path = ''] = /^\/([^/?]+)(?:\/([^/?]+))?(.*)$/.exec(request.url ?? '') ?? []
    const type = files[place]
    if (type) return send(response, type, await readFile(join(folder, place), 'utf8'))
    if (place === 'control') return control(request, response, id)
    const scene = place === 'scene' && scenes.get(id)
    if (!scene) return void response.writeHead(404).end()
    const origins = { here: `${origin}/scene/${id}`, other: `${other}/scene/${id}` }
    await scene.play(request, response, path, at, origins)
  }

  async function control(request: IncomingMessage, response: ServerResponse, id: string): Promise<void> {
    if (request.method === 'PUT') scenes.set(id, new Scene(JSON.parse(await text(request)) as Script))
    const scene = scenes.get(id)
    if (request.method === 'DELETE') {
      scene?.close(request.socket)
      scenes.delete(id)
    }
    send(response, 'application/json', JSON.stringify(scene?.seen ?? []))
  }

  return {
    origin,
    other,
    async [Symbol.asyncDispose]() {
      await Promise.all(listeners.map(close))
    },
  }
}

const files: Readonly<Record<string, string>> = { 'page.html': 'text/html', 'suite.mjs': 'text/javascript' }

function send(response: ServerResponse, type: string, body: string): void {
  const headers = {
    'content-type': `${type}; charset=utf-8`,
    'cache-control': 'no-store',
    connection: 'close',
  }
  response.writeHead(200, headers).end(body)
}

/** A page of any origin may send and read everything: what it must not do is up to the client. */
function allowPages({ headers }: IncomingMessage, response: ServerResponse): void {
  if (headers.origin === undefined) return
  response.setHeader('access-control-allow-origin', '*')
  response.setHeader('access-control-expose-headers', '*')
  response.setHeader('access-control-allow-methods', headers['access-control-request-method'] ?? '*')
  response.setHeader('access-control-allow-headers', headers['access-control-request-headers'] ?? '*')
}

function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined
}

/** The backlog holds a thousand connections that come at once. */
async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, resolve)
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
