/** Stands in for `node:crypto`: as much as the mock needs. The platform's own works in secure contexts only, or later. */
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { Buffer } from './buffer.ts'

type Encoding = Parameters<ReturnType<typeof Buffer.alloc>['toString']>[0]

interface Digest {
  update(text: string): Digest
  digest(encoding: Encoding): string
}

/** SHA-256 of text. */
export function createHash(_algorithm: 'sha256'): Digest {
  return digester(sha256.create())
}

/** HMAC with SHA-256 of text. */
export function createHmac(_algorithm: 'sha256', key: Uint8Array): Digest {
  return digester(hmac.create(sha256, key))
}

function digester(hash: { update(bytes: Uint8Array): unknown; digest(): Uint8Array }): Digest {
  const made: Digest = {
    update(text) {
      hash.update(Buffer.from(text))
      return made
    },
    digest: (encoding) => Buffer.from(hash.digest()).toString(encoding),
  }
  return made
}

export function randomBytes(size: number): ReturnType<typeof Buffer.alloc> {
  return crypto.getRandomValues(Buffer.alloc(size))
}

/** A whole number from 0 to below a limit, which is at most 2 to the power of 32. */
export function randomInt(limit: number): number {
  const [drawn = 0] = crypto.getRandomValues(new Uint32Array(1))
  return Math.floor((drawn / 2 ** 32) * limit)
}

/** A UUID of version 4. */
export function randomUUID(): string {
  const bytes = randomBytes(16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

/** Whether bytes of the same length are the same, in a time that does not tell where they differ. */
export function timingSafeEqual(one: Uint8Array, other: Uint8Array): boolean {
  return one.reduce((difference, byte, index) => difference | (byte ^ other[index]!), 0) === 0
}
