/** What the suite checks: a server that claims to keep a provider's contract. */
import type { Document, Model } from '@parlance/compiler'
import type { Validator } from '../validator.ts'
import type { Send } from './send.ts'

export interface Target {
  readonly provider: string
  readonly document: Document
  readonly model: Model
  readonly validator: Validator
  /** What stands for the provider's origin, for messages. */
  readonly origin: string
  readonly send: Send
  /** Sends to where credentials are compared with known ones; a mock usually takes any. */
  readonly sendStrictly: Send
  /** Headers that carry good credentials. */
  readonly credentials: Readonly<Record<string, string>>
  /** Whether what is created can be read, and what is deleted is gone. */
  readonly keepsState: boolean
  /** Headers by which a case finds everything as it was in the beginning, whatever other cases have done. */
  readonly newcomer?: () => Readonly<Record<string, string>>
}

/** A target where one case finds everything as it was in the beginning. */
export function asNewcomer(target: Target): Target {
  const own = target.newcomer?.()
  if (!own) return target
  const introduced =
    (send: Send): Send =>
    (wire) =>
      send({ ...wire, headers: { ...wire.headers, ...own } })
  return { ...target, send: introduced(target.send), sendStrictly: introduced(target.sendStrictly) }
}

interface Scheme {
  type: string
  in?: string
  name?: string
  scheme?: string
}

/**
 * The headers by which a secret is sent, under every scheme of a document.
 *
 * @throws Error for a scheme that the suite cannot send.
 */
export function credentialHeaders({ components }: Document, secret: string): Record<string, string> {
  const schemes = Object.entries((components?.securitySchemes ?? {}) as Record<string, Scheme>)
  return Object.fromEntries(
    schemes.map(([key, { type, in: place, name = '', scheme = '' }]) => {
      if (type === 'apiKey' && place === 'header') return [name.toLowerCase(), secret]
      if (type === 'oauth2' || scheme.toLowerCase() === 'bearer') return ['authorization', `Bearer ${secret}`]
      throw new Error(`The suite cannot send the credentials of ${key}: teach it to, in target.ts.`)
    }),
  )
}
