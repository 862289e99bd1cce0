import { existsSync, readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sirv from 'sirv'
import { notFoundBelow } from './pages/not-found.ts'

/** Where `assemble` puts the site. */
export const siteFolder: string = fileURLToPath(new URL('../dist', import.meta.url))

/** Answers a request; what `node:http` calls a request listener. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => void

const headers = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  // Pages carry their own policy; this is the part that only a header may say.
  'Content-Security-Policy': "frame-ancestors 'none'",
}

/**
 * Serves the assembled site. Files are read when they are asked for, so that a rebuilt site shows without a restart.
 *
 * @param folder the assembled site; by default this package's own
 */
export function serveSite(folder: string = siteFolder): Handler {
  if (!existsSync(join(folder, 'index.html'))) {
    throw new Error(`There is no docs site in ${folder}. Run \`npm run build\`, which assembles it.`)
  }
  const files = sirv(folder, {
    dev: true,
    etag: true,
    setHeaders: describe,
    onNoMatch: notFound(folder),
  })
  return (request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuseMethod(response)
    const slashed = withSlash(folder, request.url ?? '/')
    return slashed ? redirect(response, slashed) : files(request, response)
  }
}

// sirv lets browsers keep a file but ask each time whether it changed; what others made has its version in the name.
function describe(response: ServerResponse, path: string): void {
  if (/^\/assets\/(redoc|scalar)-\d/.test(path))
    response.setHeader('Cache-Control', 'public, max-age=31536000, immutable')
  const text = textTypes[extname(path)]
  if (text !== undefined) response.setHeader('Content-Type', `${text};charset=utf-8`)
}

// Without a charset, browsers show these as if they were written in 1990.
const textTypes: Record<string, string> = {
  '.md': 'text/markdown',
  '.txt': 'text/plain',
  '.yaml': 'text/yaml',
}

/**
 * Where a folder is asked for without its last slash, the relative address that has it: the links of its page are
 * relative and would start one folder too high.
 */
function withSlash(folder: string, url: string): string | undefined {
  const [, path = '', query = ''] = /^([^?]*)(.*)$/.exec(url) ?? []
  const name = path.slice(path.lastIndexOf('/') + 1)
  if (!/^[\w-]+$/.test(name) || !existsSync(join(folder, decoded(path), 'index.html'))) return undefined
  return `./${name}/${query}`
}

function decoded(path: string): string {
  try {
    return decodeURI(path)
  } catch {
    return path
  }
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(308, { Location: location }).end()
}

function refuseMethod(response: ServerResponse): void {
  response.writeHead(405, { Allow: 'GET, HEAD' }).end()
}

function notFound(folder: string): Handler {
  return (request, response) => {
    const page = readFileSync(join(folder, '404.html'), 'utf8')
    const depth = (request.url ?? '/').replace(/\?.*/, '').split('/').length - 2
    response.writeHead(404, { 'Content-Type': 'text/html;charset=utf-8', 'Cache-Control': 'no-cache' })
    response.end(notFoundBelow(page, depth))
  }
}
