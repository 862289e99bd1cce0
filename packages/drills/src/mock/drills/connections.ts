/** Clients that go away. */
import { type Drill, headOf, requestOf, type Topic } from '../drill.ts'
import type { Good, Target } from '../target.ts'

const half = (text: string): string => text.slice(0, text.length >> 1)
const writeHead = ({ write }: Target): string => headOf(write)

const gone = ['closed'] as const

const drills: Drill[] = [
  { name: 'a connection that is reset at once', after: 'reset', ends: gone, pieces: () => [] },
  { name: 'a reset in the request line', after: 'reset', ends: gone, pieces: () => ['GET /'] },
  {
    name: 'a reset in the headers',
    after: 'reset',
    ends: gone,
    pieces: (target) => [half(writeHead(target)), 20],
  },
  {
    name: 'a reset in the body',
    after: 'reset',
    ends: gone,
    pieces: (target) => [writeHead(target), half(target.write.body), 20],
  },
  {
    name: 'a reset while the answer is made',
    after: 'reset',
    ends: [...gone, 'success'],
    pieces: ({ write }) => [headOf(write), write.body],
  },
  {
    name: 'a reset in a chunk',
    after: 'reset',
    ends: gone,
    pieces: ({ write }) => [headOf({ ...write, headers: chunked(write) }), 'ff\r\n{"a":', 20],
  },
  { name: 'a client that says nothing and has no more to say', after: 'finish', pieces: () => [] },
  {
    name: 'a client that has no more to say in the headers',
    after: 'finish',
    pieces: (target) => [half(writeHead(target))],
  },
  {
    name: 'a client that has no more to say in the body',
    after: 'finish',
    pieces: (target) => [writeHead(target), half(target.write.body)],
  },
  {
    name: 'a client that has no more to say, and waits for its answer',
    after: 'finish',
    ends: ['success'],
    pieces: (target) => [requestOf(target.write)],
  },
  {
    name: 'a client that asks for leave to send its body, and goes away',
    after: 'reset',
    ends: gone,
    pieces: ({ write }) => [headOf({ ...write, headers: [...write.headers, 'Expect: 100-continue'] }), 30],
  },
]

function chunked({ headers }: Good): string[] {
  return [...headers.filter((line) => !line.startsWith('Content-Length')), 'Transfer-Encoding: chunked']
}

export const connections: Topic = {
  name: 'broken connections',
  promises:
    'A client that resets its connection or half closes it, wherever in a request, gets a refusal or nothing.',
  drills,
}
