/** Replies as responses of the Fetch API. */
import { chunksOf } from './chunks.ts'
import type { Sent } from './sent.ts'

/** Whose answer it is. */
export interface Asked {
  readonly method: string
  readonly url: string
  readonly signal: AbortSignal | undefined
  /** Whether the URL is one that a redirect has led to. */
  readonly isRedirected: boolean
}

/** The response that `fetch` would give. Throws when a header cannot be sent. */
export function toResponse({ status, statusText, headers, body, delivery }: Sent, asked: Asked): Response {
  const content = body?.length ? streamOf(body, delivery, asked.signal) : body && ''
  const response = new Response(content ?? null, { status, statusText })
  response.headers.delete('content-type')
  for (const [name, value] of headers) response.headers.append(name, value)
  return placed(response, asked)
}

/** A constructed response does not know where it came from, nor do its clones. */
function placed(response: Response, asked: Asked): Response {
  const { href } = Object.assign(new URL(asked.url), { hash: '' })
  const clone = response.clone.bind(response)
  return Object.defineProperties(response, {
    url: { value: href },
    redirected: { value: asked.isRedirected },
    clone: { value: () => placed(clone(), asked) },
  })
}

function streamOf(
  body: Uint8Array,
  delivery: Sent['delivery'],
  signal: AbortSignal | undefined,
): ReadableStream<Uint8Array> {
  const chunks = chunksOf(body, delivery, signal)
  return new ReadableStream({
    type: 'bytes',
    async pull(controller) {
      try {
        signal?.throwIfAborted()
        const { value, done } = await chunks.next()
        if (!done) return controller.enqueue(new Uint8Array(value))
        controller.close()
        // A reader that brought its own buffer waits for it to be given back.
        controller.byobRequest?.respond(0)
      } catch (error) {
        controller.error(error)
      }
    },
  })
}
