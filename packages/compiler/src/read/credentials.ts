import type { Document, SecurityScheme } from '../document.ts'
import type { Credential } from '../model.ts'

/** The credentials that the calls of a client carry, from the security schemes in force. */
export function readCredentials(document: Document): Credential[] {
  const requirements = [document, ...Object.values(document.paths).flatMap(Object.values)].flatMap(
    ({ security }: { security?: Record<string, string[]>[] }) => security ?? [],
  )
  const names = new Set(requirements.flatMap((requirement) => Object.keys(requirement)))
  return [...names].map((name) => readScheme(name, document.components?.securitySchemes?.[name]))
}

function readScheme(name: string, scheme: SecurityScheme | undefined): Credential {
  const option = scheme?.['x-client-option']
  const place = scheme && placeOf(scheme)
  if (!option || !place) {
    throw new Error(
      `The client cannot use the security scheme ${name}: it must be an apiKey in header or query, a bearer token or OAuth 2.0, with x-client-option.`,
    )
  }
  return { option, ...place, description: scheme.description ?? '' }
}

function placeOf({
  type,
  in: place,
  name,
  scheme,
}: SecurityScheme): Omit<Credential, 'option' | 'description'> | undefined {
  const isBearer = type === 'oauth2' || (type === 'http' && scheme?.toLowerCase() === 'bearer')
  if (isBearer) return { in: 'header', name: 'Authorization', prefix: 'Bearer ' }
  if (type !== 'apiKey' || !name || (place !== 'header' && place !== 'query')) return undefined
  return { in: place, name, prefix: undefined }
}
