/** Many clients at once. */
import { once } from 'node:events'
import type { Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { readAnswers } from './answers.ts'
import { requestOf } from './drill.ts'
import { open } from './raw.ts'
import type { Target } from './target.ts'

/** How a crowd is made up. */
export interface Crowd {
  /** How many connections are open at once. */
  readonly connections: number
  /** How many requests each sends without waiting for answers. */
  readonly each: number
  /** How long all of it may take, in milliseconds. */
  readonly limit: number
}

/**
 * Opens all connections, sends all requests, and tells how many answers there were of each status. Rejects when a
 * connection breaks, or it takes too long.
 */
export async function sendCrowd(
  target: Target,
  { connections, each, limit }: Crowd,
): Promise<Map<number, number>> {
  const sockets = Array.from({ length: connections }, () => open(target.origin))
  const signal = AbortSignal.timeout(limit)
  const request = requestOf(target.read)
  const kept = request.replace('Connection: close\r\n', '')
  const text = kept.repeat(each - 1) + request
  try {
    await Promise.all(sockets.map((socket) => once(socket, 'connect', { signal })))
    const all = await Promise.all(sockets.map((socket) => exchange(socket, text, signal)))
    const statuses = all.flatMap((bytes) => readAnswers(bytes).map(({ status }) => status))
    return new Map(
      [...Map.groupBy(statuses, (status) => status)].map(([status, some]) => [status, some.length]),
    )
  } finally {
    for (const socket of sockets) socket.destroy()
  }
}

async function exchange(socket: Socket, text: string, signal: AbortSignal): Promise<Buffer> {
  const received: Buffer[] = []
  socket.on('data', (chunk: Buffer) => received.push(chunk))
  const closed = once(socket, 'close', { signal })
  socket.write(text)
  await closed
  return Buffer.concat(received)
}

/** Clients that send and never read. */
export interface Deaf extends Disposable {
  /** How many bytes were taken from them before the mock stopped to read; `undefined` when it did not. */
  readonly taken: number | undefined
}

/** So many bytes of requests the buffers on the way never hold. */
const enough = 64 * 1024 * 1024

/** Opens connections and sends requests on them without reading an answer, until the mock reads no more. */
export async function deafen(target: Target, connections: number): Promise<Deaf> {
  const block = requestOf(target.read).replace('Connection: close\r\n', '').repeat(500)
  const sockets = Array.from({ length: connections }, () =>
    open(target.origin)
      .pause()
      .on('error', () => {}),
  )
  const counts = await Promise.all(sockets.map((socket) => pour(socket, block)))
  const taken = counts.every((count) => count < enough)
    ? counts.reduce((sum, count) => sum + count, 0)
    : undefined
  return {
    taken,
    [Symbol.dispose]: () => {
      for (const socket of sockets) socket.destroy()
    },
  }
}

/** Writes until nobody takes anything for a second, and tells how much was taken. */
async function pour(socket: Socket, block: string): Promise<number> {
  await once(socket, 'connect')
  for (let taken = 0; taken < enough; taken += block.length) {
    if (socket.write(block)) continue
    const isTaken = await Promise.race([once(socket, 'drain').then(() => true), pause(1000, false)])
    if (!isTaken) return taken
  }
  return enough
}
