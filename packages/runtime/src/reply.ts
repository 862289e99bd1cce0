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
  const fail = (problem: string, options?: ErrorOptions): never => {
    throw new DecodeError(summarize(call), response, problem, options)
  }
  const mediaType = headers.get('content-type')
  const isJson = /[/+]json\s*(;|$)/i.test(mediaType ?? '')
  if (ok && !isJson) fail(`expected JSON but got ${mediaType || 'no content type'}.`)
  try {
    return { response, data: isJson ? JSON.parse(text) : text }
  } catch (cause) {
    return ok ? fail('it is not valid JSON.', { cause }) : { response, data: text }
  }
}
