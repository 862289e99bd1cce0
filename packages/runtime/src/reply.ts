import { DecodeError } from './errors.ts'
import { type CallContext, type Reply, summarize } from './onion.ts'

/**
 * Reads a response to its end and decodes it. Text is kept for error responses that are not JSON (a gateway's HTML
 * page); a success response must be JSON or empty, unless its operation documents something else or nothing at all.
 */
export async function readReply(response: Response, call: CallContext): Promise<Reply> {
  const { ok, headers } = response
  const { bodiless, decode } = call.operation
  if (ok && decode) return { response, data: await decode(response, call) }
  const text = await response.text()
  if (text === '' || (ok && bodiless)) return { response, data: undefined }
  const mediaType = headers.get('content-type') ?? ''
  const isJson = /[/+]json\s*(;|$)/i.test(mediaType)
  let cause: unknown
  try {
    if (isJson) return { response, data: JSON.parse(text) }
  } catch (error) {
    cause = error
  }
  if (!ok) return { response, data: text }
  const problem = isJson ? 'it is not valid JSON' : `expected JSON but got ${mediaType || 'no content type'}`
  throw new DecodeError(summarize(call), response, `${problem}.`, { cause })
}
