import { UsageError } from '../errors.ts'
import { concat } from './body.ts'
import type { SignatureScheme, WebhookSecret, WebhookSource } from './definition.ts'
import { WebhookError } from './errors.ts'
import { headerOf } from './source.ts'

/** A signature as it stands in the headers of a delivery. */
export interface GivenSignature {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** The signed time as it was written, where the scheme has one. */
  readonly timestamp: string | undefined
}

const hashes = {
  'hmac-sha1': { name: 'SHA-1', bytes: 20 },
  'hmac-sha256': { name: 'SHA-256', bytes: 32 },
} as const

/**
 * Reads the signature of a delivery, without judging it.
 *
 * @throws {WebhookError} `no-signature` or `malformed-signature`.
 */
export function readSignature(scheme: SignatureScheme, source: WebhookSource): GivenSignature {
  const { header, prefix = '', timestamp } = scheme
  const value = required(header, headerOf(source, header))
  const bytes = value.startsWith(prefix) ? decode(scheme, value.slice(prefix.length)) : undefined
  if (!bytes) throw malformed(header, `${prefix ? `\`${prefix}\` and ` : ''}${formOf(scheme)}`)
  if (!timestamp) return { bytes, timestamp: undefined }
  const time = required(timestamp.header, headerOf(source, timestamp.header))
  if (!/^\d{1,15}$/.test(time)) throw malformed(timestamp.header, 'a time in seconds since 1970')
  return { bytes, timestamp: time }
}

/**
 * Checks a signature against every secret, in constant time.
 *
 * @throws {WebhookError} `wrong-signature` or `stale`.
 */
export async function verify(
  scheme: SignatureScheme,
  { bytes, timestamp }: GivenSignature,
  body: Uint8Array,
  secrets: readonly string[],
): Promise<void> {
  const content = signedContent(scheme, timestamp, body)
  const fits = await Promise.all(
    secrets.map(async (secret) =>
      crypto.subtle.verify('HMAC', await importKey(scheme, secret, 'verify'), bytes, content),
    ),
  )
  if (!fits.includes(true)) {
    throw new WebhookError(
      'wrong-signature',
      `The signature in \`${scheme.header}\` is not of this body and ${secrets.length === 1 ? 'the secret' : 'any of the secrets'}. ` +
        'Either the secret is another one, or the body was changed on its way, for example parsed and written again, or somebody else sent it.',
    )
  }
  checkAge(scheme, timestamp)
}

/** The headers of a signature. */
export async function signatureHeaders(
  scheme: SignatureScheme,
  body: Uint8Array,
  secret: string,
  at: Date,
): Promise<Record<string, string>> {
  const { header, prefix = '', timestamp } = scheme
  const time = timestamp && String(Math.floor(at.getTime() / 1000))
  const content = signedContent(scheme, time, body)
  const mac = await crypto.subtle.sign('HMAC', await importKey(scheme, secret, 'sign'), content)
  return {
    [header]: prefix + encode(scheme, new Uint8Array(mac)),
    ...(timestamp && time !== undefined && { [timestamp.header]: time }),
  }
}

/** The secrets that a user gave. None, or an empty one, is refused: anybody could sign with it. */
export async function secretsOf(secret: WebhookSecret): Promise<[string, ...string[]]> {
  const given: unknown = typeof secret === 'function' ? await secret() : secret
  const [first, ...others] = [given].flat()
  const isText = (one: unknown): one is string => typeof one === 'string' && one !== ''
  if (isText(first) && others.every(isText)) return [first, ...others]
  throw new UsageError(
    'The option `secret` must be the text that the provider signs with, a list of such texts, or a function that gives them. It is missing or empty, in whole or in part: is the environment variable set?',
  )
}

function required(header: string, value: string | undefined): string {
  if (value) return value
  throw new WebhookError(
    'no-signature',
    `The delivery has no header \`${header}\`, so it is not known who sent it. Does the webhook have a secret where it was set up?`,
  )
}

function malformed(header: string, form: string): WebhookError {
  return new WebhookError('malformed-signature', `The header \`${header}\` is not ${form}.`)
}

/** Checked last, so that only who has the secret learns about our clock. */
function checkAge({ timestamp: scheme }: SignatureScheme, timestamp: string | undefined): void {
  if (!scheme || timestamp === undefined) return
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) <= scheme.tolerance) return
  throw new WebhookError(
    'stale',
    `The delivery was signed more than ${scheme.tolerance} seconds before or after now. It may have been recorded and sent again, or a clock is wrong.`,
  )
}

function signedContent(
  { timestamp: scheme }: SignatureScheme,
  timestamp: string | undefined,
  body: Uint8Array,
): Uint8Array<ArrayBuffer> {
  if (!scheme || timestamp === undefined) return concat([body])
  const before = scheme.signed.replace('{body}', '').replace('{timestamp}', timestamp)
  return concat([new TextEncoder().encode(before), body])
}

function importKey(
  { algorithm }: SignatureScheme,
  secret: string,
  use: 'sign' | 'verify',
): Promise<CryptoKey> {
  const hash = hashes[algorithm].name
  return crypto.subtle.importKey('raw', new TextEncoder().encode(secret), { name: 'HMAC', hash }, false, [
    use,
  ])
}

function formOf({ algorithm, encoding }: SignatureScheme): string {
  const { bytes } = hashes[algorithm]
  return encoding === 'hex' ? `${bytes * 2} hexadecimal digits` : `${bytes} bytes in Base64`
}

function encode({ encoding }: SignatureScheme, bytes: Uint8Array): string {
  if (encoding === 'base64') return btoa(String.fromCharCode(...bytes))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The bytes of a signature, or nothing when it is not of the right form and length. */
function decode({ algorithm, encoding }: SignatureScheme, text: string): Uint8Array<ArrayBuffer> | undefined {
  const { bytes: length } = hashes[algorithm]
  if (encoding === 'hex') {
    if (text.length !== length * 2 || !/^[0-9a-f]+$/i.test(text)) return undefined
    return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
  }
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text) || text.length % 4 !== 0) return undefined
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
  return bytes.length === length ? bytes : undefined
}
