// Extensions that Redoc does not show and that weigh most. Only names no header or property can have, because the
// document is walked without looking where a key stands.
const unseen = new Set(['x-evidence', 'x-error-responses'])

/** The bundle as Redoc gets it: without what every reader would download and nobody would see. */
export function viewOf(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(viewOf)
  if (typeof part !== 'object' || part === null) return part
  const seen = Object.entries(part).filter(([key]) => !unseen.has(key))
  return Object.fromEntries(seen.map(([key, value]) => [key, viewOf(value)]))
}
