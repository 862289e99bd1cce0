/** How successes other than JSON are read. An operation names this where it needs it, so that a bundle pays only for that. */
import { DecodeError } from './errors.ts'
import { type CallContext, summarize } from './onion.ts'

/** Reads the body of a success to its end. */
export type Decoder = (response: Response, call: CallContext) => Promise<unknown>

/**
 * Reads what the operation documents: `text/*` as a string, JSON as its value, and anything else as a `Blob`. A media
 * type that would be read otherwise than any documented one is an error, but one that says nothing is none.
 */
export const file: Decoder = async (response, call) => {
  const blob = await response.blob()
  const type = response.headers.get('content-type') ?? ''
  if (type === '' && blob.size === 0) return undefined
  const { accept = '' } = call.operation
  const fail = (problem: string, options?: ErrorOptions): never => {
    throw new DecodeError(summarize(call), response, problem, options)
  }
  // What has a weight is there for errors.
  const expected = accept.split(', ').filter((one) => !one.includes(';'))
  const kinds = expected.map(kindOf)
  const isVague = /^(application\/octet-stream\b|$)/i.test(type) || accept.includes('*')
  const kind = kinds.find((one) => one === kindOf(type)) ?? (isVague ? kinds[0] : undefined)
  if (kind === 'blob') return blob
  if (kind === undefined) return fail(`expected ${expected.join(' or ')} but got ${type}.`)
  const text = await blob.text()
  if (kind === 'text') return text
  try {
    return JSON.parse(text) as unknown
  } catch (cause) {
    return fail('it is not valid JSON.', { cause })
  }
}

function kindOf(mediaType: string): 'json' | 'text' | 'blob' {
  if (/[/+]json\s*(;|$)/i.test(mediaType)) return 'json'
  return /^text\//i.test(mediaType) ? 'text' : 'blob'
}
