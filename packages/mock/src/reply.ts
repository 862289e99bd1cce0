import { encode } from './encode.ts'
import type { Reply } from './exchange.ts'
import type { Answer } from './judge/question.ts'

/** How an answer of the mock itself breaks the contract: a mistake in the spec. */
export const violationsHeader = 'x-parlance-violations'

const replies = new WeakMap<Answer, Reply>()

/** An answer as it is sent. It is encoded once: the same answer is the same object, and gives the same reply. */
export function replyOf(answer: Answer): Reply {
  const known = replies.get(answer)
  if (known !== undefined) return known
  const { status, headers, body, example, violations } = answer
  const encoded = encode(body, headers['content-type'] ?? 'application/json')
  const reply = { status, headers, body: encoded, ...(example !== undefined && { example }) }
  const sent = violations.length === 0 ? reply : withHeader(reply, violationsHeader, violations.join('; '))
  replies.set(answer, sent)
  return sent
}

/** A reply with one more header, its text made fit for a header. */
export function withHeader(reply: Reply, name: string, text: string): Reply {
  return { ...reply, headers: { ...reply.headers, [name]: headerText(text) } }
}

/** Text made safe for a header: printable ASCII on one line, and not without end. */
export function headerText(text: string, limit = 1000): string {
  const line = text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[^\x20-\x7e]/g, '?')
    .trim()
  return line.length > limit ? `${line.slice(0, limit - 3)}...` : line
}
