/** Bodies as they arrive, with what a network can do to them. Needs nothing that only Node has. */
import { pieceApart, piecesOf } from '../faults/pieces.ts'
import type { Sent } from './sent.ts'

/** Fails as `fetch` does when there is no answer at all, because the connection is reset. */
export function checkConnection({ delivery, body }: Sent): void {
  if (delivery !== 'reset' && (delivery !== 'truncate' || body?.length)) return
  throw new TypeError('fetch failed', { cause: connectionReset() })
}

/** The body in the pieces in which it arrives. */
export async function* chunksOf(
  body: Uint8Array,
  delivery: Sent['delivery'],
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array, void> {
  if (delivery === undefined) return yield body
  if (delivery === 'truncate') {
    yield body.subarray(0, Math.floor(body.length / 2))
    throw new TypeError('terminated', { cause: connectionReset() })
  }
  for (const piece of piecesOf(body)) {
    yield piece
    await pause(pieceApart, signal)
    signal?.throwIfAborted()
  }
}

/** Waits, but not longer than somebody is interested. */
function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((done) => {
    const end = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', end)
      done()
    }
    const timer = setTimeout(end, milliseconds)
    signal?.addEventListener('abort', end, { once: true })
  })
}

function connectionReset(): Error {
  return Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', syscall: 'read' })
}
