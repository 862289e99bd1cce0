import type { WebhookDefinition } from './definition.ts'

/** A request as far as a challenge is concerned: one of the Fetch API or of `node:http`. */
export interface ChallengeRequest {
  readonly method?: string | undefined
  /** Whole, or the path with its query. */
  readonly url?: string | undefined
}

/** The text that a request wants back to prove that the address is yours, or `undefined` when it is another request. */
export function challengeOf(
  { challenge }: WebhookDefinition,
  { method, url = '' }: ChallengeRequest,
): string | undefined {
  if (!challenge || method !== 'GET') return undefined
  const query = new URL(url, 'http://receiver.invalid').searchParams
  const isMeant = Object.entries(challenge.where).every(([name, value]) => query.get(name) === value)
  return isMeant ? (query.get(challenge.parameter) ?? undefined) : undefined
}
