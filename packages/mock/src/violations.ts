/** Prism's findings in words short enough for a header. */

interface Violation {
  path?: readonly (string | number)[] | undefined
  code?: string | number | undefined
  message: string
}

interface SecurityScheme {
  key: string
  type: string
  name?: string
  in?: string
  scheme?: string
}

type Security = readonly (readonly object[])[] | undefined

/**
 * Whether an operation may be called without credentials. Prism would refuse a request to such an operation when it
 * carries an Authorization header meant for somebody else, so the host does not ask it.
 */
export function isOptional(security: Security): boolean {
  return (security ?? []).some((schemes) => schemes.length === 0)
}

/** What an operation wants to see, e.g. `apiKey in header Authorization`. */
export function credentialsOf(security: Security): string {
  const alternatives = (security ?? []).map((schemes) =>
    (schemes as readonly SecurityScheme[]).map(describeScheme).join(' and '),
  )
  return alternatives.join(' or ')
}

function describeScheme({ key, type, name, in: place, scheme }: SecurityScheme): string {
  if (type === 'apiKey') return `apiKey in ${place} ${name} (${key})`
  return `${scheme ? `${type} ${scheme}` : type} (${key})`
}

/** Violations as one line: `body.value must be string; query.limit must be <= 1000`. */
export function describe(violations: readonly Violation[], credentials: string): string {
  return violations.map((violation) => describeOne(violation, credentials)).join('; ')
}

function describeOne({ path = [], code, message }: Violation, credentials: string): string {
  if (code === 401) return `credentials are missing: this operation needs ${credentials}`
  const [place, ...rest] = path
  if (place === undefined) return message
  // "Request body property a.b must be string" says the place a second time, in more words.
  const kind = place === 'body' ? 'property' : 'parameter'
  const subject = `${place} ${rest.length > 0 ? `${kind} ${rest.join('.')} ` : ''}`
  const start = message.indexOf(subject)
  return `${path.join('.')} ${start < 0 ? message : message.slice(start + subject.length)}`
}
