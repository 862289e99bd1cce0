/** Answers of the worker as responses of the Fetch API. */
import { checkConnection, chunksOf } from '../../../mock/src/inside/chunks.ts'
import type { Sent } from '../../../mock/src/inside/sent.ts'

/** The response that `fetch` would give, or what it throws when there is none. */
export function toResponse(sent: Sent, signal: AbortSignal | undefined): Response {
  checkConnection(sent)
  const { status, statusText, headers, body, delivery } = sent
  const content = delivery === undefined ? (body as BodyInit | undefined) : streamOf(sent, signal)
  const response = new Response(content ?? null, { status, statusText })
  for (const [name, value] of headers) response.headers.append(name, value)
  return response
}

function streamOf({ body, delivery }: Sent, signal: AbortSignal | undefined): ReadableStream | undefined {
  if (!body?.length) return undefined
  const chunks = chunksOf(body, delivery, signal)
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await chunks.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
  })
}
