/** What clients that know less of a spec than ours are told by hand. */
import type { Subject } from '../subject.ts'
import { secret } from './contender.ts'

/** URL of the server that the calls go to. */
export function serverOf({ model }: Subject): string {
  return Object.values(model.servers[0]!)[0]!
}

/** The headers that carry the credential. */
export function authHeaders({ model }: Subject): Record<string, string> {
  const inHeaders = model.credentials.filter((one) => one.in === 'header')
  return Object.fromEntries(inHeaders.map(({ name, prefix = '' }) => [name, prefix + secret]))
}
