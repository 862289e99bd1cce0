import { type CallSummary, DecodeError } from './errors.ts'
import { type CallContext, type Reply, summarize } from './onion.ts'

const bodiless = new Set([204, 205, 304])
const json = /[/+]json\s*(;|$)/i

/**
 * Reads a response to its end and decodes it. Text is kept for error responses that are not JSON (a gateway's HTML
 * page); a success response must be JSON or empty, unless no body is documented for it at all.
 */
export async function readReply(response: Response, call: CallContext): Promise<Reply> {
  const summary = summarize(call)
  if (bodiless.has(response.status) || call.method === 'HEAD') return { response, data: undefined }
  const text = await response.text()
  if (response.ok && call.operation.bodiless) return { response, data: undefined }
  if (text === '') return { response, data: undefined }
  const mediaType = response.headers.get('content-type') ?? ''
  if (json.test(mediaType)) return { response, data: parse(text, response, summary) }
  if (!response.ok) return { response, data: text }
  throw new DecodeError(summary, response, `expected JSON but got ${mediaType || 'no content type'}.`)
}

function parse(text: string, response: Response, summary: CallSummary): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    if (!response.ok) return text
    throw new DecodeError(summary, response, 'it is not valid JSON.', { cause })
  }
}
