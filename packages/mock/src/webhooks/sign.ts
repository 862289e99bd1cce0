import { createHmac } from 'node:crypto'
import type { Signature } from './definition.ts'

/** The headers by which a provider signs a body. */
export function signatureHeaders(
  { header, algorithm, encoding, prefix = '', timestamp }: Signature,
  body: Buffer,
  secret: string,
  now: Date,
): Record<string, string> {
  const time = String(Math.floor(now.getTime() / 1000))
  const hmac = createHmac(algorithm.slice('hmac-'.length), secret)
  if (timestamp) hmac.update(timestamp.signed.replace('{timestamp}', time).replace('{body}', ''))
  const signature = prefix + hmac.update(body).digest(encoding)
  return { [header]: signature, ...(timestamp && { [timestamp.header]: time }) }
}
