/** A client that sends whatever bytes it likes. */
import { connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** Bytes to send, or milliseconds to wait. */
export type Piece = string | Uint8Array | number

/** What a client does. */
export interface Plan {
  readonly pieces: Iterable<Piece> | AsyncIterable<Piece>
  /**
   * What comes after the pieces: it waits until the server closes, says that it has no more to send and waits then, or
   * resets the connection. Default: it waits.
   */
  readonly after?: 'wait' | 'finish' | 'reset'
  /** How long all of it may take, in milliseconds. */
  readonly limit: number
}

/** Carries out a plan, and gives all that came back until the connection was closed. Rejects when that takes too long. */
export async function talk(origin: string, { pieces, after = 'wait', limit }: Plan): Promise<Buffer> {
  const socket = open(origin)
  const received: Buffer[] = []
  socket.on('data', (chunk: Buffer) => received.push(chunk))
  // A server that has had enough may reset the connection.
  socket.on('error', () => {})
  const closed = new Promise<void>((done) => socket.once('close', () => done()))
  let isLate = false
  const timer = setTimeout(() => {
    isLate = true
    socket.destroy()
  }, limit)
  await sendAll(socket, pieces)
  if (after === 'finish') socket.end()
  else if (after === 'reset') socket.resetAndDestroy()
  await closed
  clearTimeout(timer)
  const all = Buffer.concat(received)
  if (!isLate) return all
  throw new Error(`Nothing had come to an end after ${limit} ms. So far came: ${startOf(all) || 'nothing'}`)
}

/** A connection to a server. Half-open ones stay open. */
export function open(origin: string): Socket {
  const { hostname, port } = new URL(origin)
  return connect({ host: hostname, port: Number(port), allowHalfOpen: true }).on('end', endOnce)
}

/** When the server has closed its side, ours has no use. */
function endOnce(this: Socket): void {
  if (this.writable) this.end()
}

/** Sends one piece after the other as fast as the server reads, and stops when it has closed the connection. */
async function sendAll(socket: Socket, pieces: Plan['pieces']): Promise<void> {
  for await (const piece of pieces) {
    if (socket.destroyed || !socket.writable) return
    if (typeof piece === 'number') await pause(piece)
    else if (!socket.write(piece)) await drained(socket)
  }
}

function drained(socket: Socket): Promise<void> {
  return new Promise((done) => {
    const end = () => {
      socket.off('drain', end).off('close', end)
      done()
    }
    socket.once('drain', end).once('close', end)
  })
}

function startOf(bytes: Buffer): string {
  return bytes.subarray(0, 200).toString('latin1')
}
