/** Drills that everything passes would be worth nothing: each of these servers does something wrong, and is found out. */
import { createServer, type RequestListener } from 'node:http'
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net'
import { describe, expect, test } from 'vitest'
import { deafen } from './crowd.ts'
import { askNormally, type Drill, runDrill } from './drill.ts'
import { always, faults } from './faults.ts'
import type { Target } from './target.ts'
import { topics } from './topics.ts'

const good = { method: 'POST', path: '/a/things', headers: ['Content-Length: 10'], body: '{"name":1}' }

function targetAt(origin: string): Target {
  const shapes = new Set(['error'])
  return {
    provider: 'a',
    origin,
    operations: 1,
    base: '/a',
    read: { ...good, method: 'GET' },
    write: good,
    shapes,
  }
}

/** A server that lives as long as the test. */
async function serve(server: Server): Promise<Target & AsyncDisposable> {
  const sockets = new Set<{ destroy(): void }>()
  server.on('connection', (socket) => void sockets.add(socket.on('error', () => {})))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    ...targetAt(`http://127.0.0.1:${port}`),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await new Promise((done) => server.close(done))
    },
  }
}

const answering = (listener: RequestListener) => serve(createServer(listener))

function drillOf(name: string): Drill {
  const found = topics.flatMap(({ drills }) => drills).find((drill) => drill.name === name)
  if (!found) throw new Error(`There is no drill "${name}".`)
  return found
}

/** What comes of a drill: its problems, or why it did not come to an end. */
function outcome(name: string, target: Target): Promise<string> {
  return runDrill(drillOf(name), target, 1000).then(
    ({ problems }) => problems.join(' '),
    (error: Error) => error.message,
  )
}

describe('a server that', () => {
  test.each(faults.map((fault) => [fault.name, fault] as const))('%s is found', async (_, fault) => {
    await using target = await answering(fault.listener)
    expect(await outcome(fault.drill, target)).toContain(fault.found)
  })

  test('says nothing, and does not close either, is found', async () => {
    await using target = await serve(createTcpServer())
    expect(await outcome('no host', target)).toContain('Nothing had come to an end after 1000 ms')
  })

  test('reads two requests where there is one is found', async () => {
    await using target = await serve(
      createTcpServer((socket) => {
        const answer = 'HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n'
        socket.once('data', () => socket.end(answer + answer))
      }),
    )
    expect(await outcome('a length and chunks', target)).toContain(
      'There are 2 answers, and 1 were asked for.',
    )
  })

  test('reads on though nobody reads its answers is found', async () => {
    await using target = await serve(createTcpServer((socket) => void socket.resume()))
    using deaf = await deafen(target, 1)
    expect(deaf.taken).toBeUndefined()
  })

  test('no longer answers normal requests is found', async () => {
    await using target = await answering(always(503, '{}'))
    await expect(askNormally(target)).rejects.toThrow('was answered with 503')
  })
})

test('a server that refuses well passes where the faults are found', async () => {
  for (const { drill } of faults) {
    const status = drillOf(drill).ends?.find((ending) => typeof ending === 'number') ?? 400
    await using target = await answering(always(status, '{"error":"No."}'))
    expect(await outcome(drill, target), drill).toBe('')
  }
})
