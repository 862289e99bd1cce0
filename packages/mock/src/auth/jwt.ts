/** JSON Web Tokens signed with HMAC SHA-256 (RFC 7519, RFC 7515). */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { isObject } from '../document.ts'

export type Claims = Record<string, unknown>

/** Signs claims. `keyId` goes into the header, so that the signer knows its own tokens. */
export function sign(claims: Claims, key: Buffer, keyId: string): string {
  const header = { alg: 'HS256', typ: 'JWT', kid: keyId }
  const content = `${encode(header)}.${encode(claims)}`
  return `${content}.${hmac(content, key)}`
}

/** The claims of a token, whoever signed it, or `undefined` when it is none. */
export function claimsOf(token: string): Claims | undefined {
  return decode(token.split('.'), 1)
}

/** The key id in the header of a token. */
export function keyIdOf(token: string): string | undefined {
  const keyId = decode(token.split('.'), 0)?.['kid']
  return typeof keyId === 'string' ? keyId : undefined
}

/** Whether a token carries the signature of a key. */
export function isSignedBy(token: string, key: Buffer): boolean {
  const end = token.lastIndexOf('.')
  const given = Buffer.from(token.slice(end + 1))
  const right = Buffer.from(hmac(token.slice(0, end), key))
  return given.length === right.length && timingSafeEqual(given, right)
}

function hmac(content: string, key: Buffer): string {
  return createHmac('sha256', key).update(content).digest('base64url')
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

function decode(parts: string[], index: number): Claims | undefined {
  if (parts.length !== 3) return undefined
  try {
    const value: unknown = JSON.parse(Buffer.from(parts[index]!, 'base64url').toString())
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}
