/** Sends answers that do not arrive as they should. */
import type { ServerResponse } from 'node:http'
import type { Delivery } from './faults.ts'

/** In how many pieces an answer dribbles. */
const pieces = 20

/** How far apart the pieces of a dribbling answer are, in milliseconds. */
export const pieceApart = 50

/** The pieces in which a body dribbles. */
export function piecesOf(body: Buffer): Buffer[] {
  const size = Math.ceil(body.length / pieces)
  const count = Math.ceil(body.length / size)
  return Array.from({ length: count }, (_, index) => body.subarray(index * size, (index + 1) * size))
}

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
