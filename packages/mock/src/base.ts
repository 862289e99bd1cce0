import type { Arrived } from './exchange.ts'

/** The address by which this client reaches the provider, without a slash at the end: what stands for its origin. */
export function baseOf({ request, prefix, origin }: Pick<Arrived, 'request' | 'prefix' | 'origin'>): string {
  return `${origin ?? `http://${request.headers.host ?? 'localhost'}`}${prefix}`
}
