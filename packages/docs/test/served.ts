import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serveSite } from '../src/serve.ts'

/** A served site. */
export interface Served {
  /** Address of the site's root, with a slash at the end. */
  url: string
  server: Server
}

/** Serves a site below a path, as a host with several sites does. */
export async function serveBelow(folder: string, path: string): Promise<Served> {
  const handler = serveSite(folder)
  const server = createServer((request, response) => {
    if (!request.url?.startsWith(path)) return response.writeHead(404).end()
    request.url = request.url.slice(path.length - 1)
    return handler(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, server }
}
