/** Media types: which declared one a sent one is, and which of several a client would rather have. */
import { MIMEType } from 'node:util'

/** The type and subtype of a `Content-Type`, in lower case, or `undefined` when it has none. */
export function essenceOf(header: string | undefined): string | undefined {
  if (header === undefined) return undefined
  // By far the most of all.
  if (header === 'application/json') return header
  try {
    return new MIMEType(header).essence
  } catch {
    return undefined
  }
}

/** A parameter of a `Content-Type`, such as `boundary`. */
export function parameterOf(header: string | undefined, name: string): string | undefined {
  try {
    return new MIMEType(header ?? '').params.get(name) ?? undefined
  } catch {
    return undefined
  }
}

/** The one among declared media types and ranges that covers a media type: the closest, not the first. */
export function coverOf(declared: readonly string[], mediaType: string): string | undefined {
  if (declared.includes(mediaType)) return mediaType
  const [type = ''] = mediaType.split('/', 1)
  const candidates = [mediaType, `${type}/*`, '*/*']
  return candidates.map((wanted) => declared.find((one) => bare(one) === wanted)).find(Boolean)
}

function bare(declared: string): string {
  return declared.split(';', 1)[0]!.trim().toLowerCase()
}
