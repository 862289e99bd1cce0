/** Requests that two readers could read in two ways. The second request in them must never be answered. */
import { type Drill, type Topic } from '../drill.ts'
import type { Target } from '../target.ts'

/** What is to slip through. */
const hidden = 'GET /hidden HTTP/1.1\r\nHost: x\r\n\r\n'

/** A write whose head ends in some lines as they are written here. */
function headed(lines: string, body: string): Drill['pieces'] {
  return (target) => [`${headWithout(target)}${lines}\r\n\r\n${body}`]
}

function headWithout({ write }: Target): string {
  const headers = write.headers.filter((line) => !line.startsWith('Content-Length'))
  return [`${write.method} ${write.path} HTTP/1.1`, 'Host: mock.example', ...headers, ''].join('\r\n')
}

const chunks = `0\r\n\r\n${hidden}`
const length = (text: string): string => `Content-Length: ${text.length}`
const refused = [400, 'closed'] as const

const drills: Drill[] = [
  {
    name: 'a length and chunks',
    ends: refused,
    pieces: headed(`${length(chunks)}\r\nTransfer-Encoding: chunked`, chunks),
  },
  {
    name: 'chunks and a length',
    ends: refused,
    pieces: headed(`Transfer-Encoding: chunked\r\n${length(chunks)}`, chunks),
  },
  {
    name: 'two lengths',
    ends: refused,
    pieces: headed(`Content-Length: 2\r\n${length(hidden)}`, `{}${hidden}`),
  },
  {
    name: 'two lengths in one header',
    ends: refused,
    pieces: headed('Content-Length: 2, 40', `{}${hidden}`),
  },
  {
    name: 'a coding that nobody knows',
    ends: refused,
    pieces: headed('Transfer-Encoding: xchunked', chunks),
  },
  {
    name: 'chunks that are not the last coding',
    ends: refused,
    pieces: headed('Transfer-Encoding: chunked, identity', chunks),
  },
  { name: 'a space before the colon', ends: refused, pieces: headed('Transfer-Encoding : chunked', chunks) },
  {
    name: 'a header that goes on in the next line',
    ends: refused,
    pieces: headed('X-A: b\r\n c\r\nContent-Length: 0\r\nContent-Length: 1', hidden),
  },
  {
    name: 'a line that ends in a line feed alone',
    ends: refused,
    pieces: headed('X-A: b\nTransfer-Encoding: chunked', chunks),
  },
  {
    name: 'a carriage return in a header',
    ends: refused,
    pieces: headed('X-A: b\rTransfer-Encoding: chunked', chunks),
  },
  { name: 'a zero byte in a header', ends: refused, pieces: headed('X-A: b\0c\r\nContent-Length: 0', '') },
  { name: 'a header without a name', ends: refused, pieces: headed(': b\r\nContent-Length: 0', '') },
  { name: 'a header that is no header', ends: refused, pieces: headed('X-A\r\nContent-Length: 0', '') },
]

export const smuggling: Topic = {
  name: 'ambiguous requests',
  promises: 'What could be read in two ways is refused, and no request that hides in another is answered.',
  drills,
}
