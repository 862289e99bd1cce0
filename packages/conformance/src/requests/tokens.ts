/** Operations that make tokens: these are the mock's, and no two of them are the same. */
import type { Document } from '@parlance/compiler'

interface Scheme {
  readonly 'x-token-flow'?: { readonly create?: string; readonly refresh?: string }
}

/** The ids of the operations that make the tokens of a document. */
export function tokenOperations({ components }: Document): string[] {
  const schemes = Object.values((components?.securitySchemes ?? {}) as Record<string, Scheme>)
  const flows = schemes.flatMap((scheme) => scheme['x-token-flow'] ?? [])
  return flows.flatMap(({ create, refresh }) => [create, refresh].filter((id) => id !== undefined))
}
