/** Who may control the mock. Pages from anywhere may call its providers, but a page must not change how it behaves. */
import { isIP } from 'node:net'
import type { Incoming } from '../exchange.ts'
import { isJson } from '../encode.ts'
import { essenceOf } from '../media.ts'

/** Why a request may not be made, and the status that says so. */
export interface Forbidden {
  readonly status: 403 | 415
  readonly reason: string
}

export interface GuardOptions {
  /** The address that the mock listens on. */
  readonly host: string
  /** Whether other machines may control it. */
  readonly isRemote: boolean
}

/**
 * Says why a request may not control the mock, or nothing. The rules:
 *
 * - It comes from this machine, unless others are allowed.
 * - Its host is an address, or a name that nobody on the internet can own: else a page could let its own name point here
 *   (DNS rebinding).
 * - It does not come from a page of another origin.
 * - A body says that it is JSON, which pages of other origins cannot do unasked.
 */
export function forbidden({ headers, socket }: Incoming, options: GuardOptions): Forbidden | undefined {
  const { host = '', origin, 'sec-fetch-site': site, 'content-type': type } = headers
  if (!options.isRemote && !isLoopback(socket.remoteAddress ?? '')) {
    return {
      status: 403,
      reason: 'only this machine may control the mock, unless it runs with --remote-control',
    }
  }
  if (!isPrivateName(nameOf(host), options.host)) {
    return { status: 403, reason: `"${host}" may be a name of somebody else: use an address or localhost` }
  }
  const isForeign = origin !== undefined && origin !== `http://${host}`
  if (isForeign || site === 'cross-site' || site === 'same-site') {
    return { status: 403, reason: 'pages of other origins may not control the mock' }
  }
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
  if ((hasBody || type !== undefined) && !isJson(essenceOf(type) ?? '')) {
    return { status: 415, reason: 'the body must be JSON, with the header content-type: application/json' }
  }
  return undefined
}

function isLoopback(address: string): boolean {
  return /^(?:::ffff:)?127\./.test(address) || address === '::1'
}

function nameOf(host: string): string {
  return URL.parse(`http://${host}`)?.hostname.replace(/^\[|\]$/g, '') ?? ''
}

/** Addresses, and names that no public DNS resolves. */
function isPrivateName(name: string, listening: string): boolean {
  if (isIP(name) !== 0 || name === listening.toLowerCase()) return true
  return /^[^.]+$|\.(?:localhost|local|internal)$/.test(name)
}
