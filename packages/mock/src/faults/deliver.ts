/** Sends answers that do not arrive as they should. */
import type { ServerResponse } from 'node:http'
import type { Delivery } from './faults.ts'
import { pieceApart, piecesOf } from './pieces.ts'

/** Sends the body of a response, whose head is set but not sent, in a way that a network can have. */
export function deliver(response: ServerResponse, delivery: Delivery, body: Buffer | undefined): void {
  // Without a body there is nothing to break off but the connection.
  if (delivery === 'dribble' && body?.length) dribble(response, body)
  else if (delivery === 'truncate' && body?.length) truncate(response, body)
  else if (delivery === 'dribble') response.end()
  else response.socket?.resetAndDestroy()
}

/** Announces the whole length, sends half of it, and hangs up. */
function truncate(response: ServerResponse, body: Buffer): void {
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy())
}

function dribble(response: ServerResponse, body: Buffer): void {
  const left = piecesOf(body)
  const timer = setInterval(() => {
    response.write(left.shift())
    if (left.length === 0) end()
  }, pieceApart)
  const end = () => {
    clearInterval(timer)
    response.off('close', end)
    response.end()
  }
  response.once('close', end)
}
