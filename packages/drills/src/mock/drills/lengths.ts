/** Bodies that are not as long as they are said to be, or as long as nobody wants them. */
import { closing, type Drill, headOf, type Topic } from '../drill.ts'
import type { Piece } from '../raw.ts'
import type { Target } from '../target.ts'

/** A write whose body is framed in some way. */
function framed(framing: string[], body: (target: Target) => Iterable<Piece>): Drill['pieces'] {
  return function* (target) {
    yield headOf({ ...target.write, headers: closing(target, ...framing) })
    yield* body(target)
  }
}

const own = ({ write }: Target): Piece[] => [write.body]
const chunk = (text: string): string => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`
const chunked = ['Transfer-Encoding: chunked']

/** Megabytes without an end, as long as somebody takes them. */
function* flood(wrap: (megabyte: string) => string): Generator<Piece> {
  const megabyte = wrap(' '.repeat(1 << 20))
  for (;;) yield megabyte
}

const drills: Drill[] = [
  {
    name: 'fewer bytes than the length says',
    after: 'finish',
    pieces: framed(['Content-Length: 100000'], own),
  },
  {
    name: 'more bytes than the length says',
    pieces: framed(['Content-Length: 2'], own),
  },
  { name: 'a negative length', ends: [400, 'closed'], pieces: framed(['Content-Length: -1'], own) },
  { name: 'a length that is no number', ends: [400, 'closed'], pieces: framed(['Content-Length: ten'], own) },
  { name: 'a length with a sign', ends: [400, 'closed'], pieces: framed(['Content-Length: +20'], own) },
  {
    name: 'a length beyond all numbers',
    ends: [400, 413, 'closed'],
    pieces: framed(['Content-Length: 99999999999999999999999'], own),
  },
  {
    name: 'a length of a terabyte',
    ends: [400, 413],
    pieces: framed(['Content-Length: 1099511627776'], own),
  },
  {
    name: 'a length beyond the limit, and a client that sends all of it',
    ends: [400, 413, 'closed'],
    pieces: framed(['Content-Length: 1099511627776'], () => flood((text) => text)),
  },
  { name: 'no length and no chunks', pieces: framed([], () => []) },
  { name: 'a length of nothing where a body has to be', pieces: framed(['Content-Length: 0'], () => []) },
  { name: 'chunks without an end', ends: [400, 413, 'closed'], pieces: framed(chunked, () => flood(chunk)) },
  {
    name: 'a chunk that breaks off',
    after: 'finish',
    pieces: framed(chunked, () => ['ff\r\n{"a":']),
  },
  {
    name: 'chunks without the last one',
    after: 'finish',
    pieces: framed(chunked, ({ write }) => [chunk(write.body)]),
  },
  {
    name: 'a chunk whose size is no number',
    ends: [400, 'closed'],
    pieces: framed(chunked, () => ['zz\r\n{}\r\n']),
  },
  {
    name: 'a chunk whose size is beyond all numbers',
    ends: [400, 413, 'closed'],
    pieces: framed(chunked, () => ['ffffffffffffffffff\r\n{}\r\n']),
  },
  {
    name: 'a chunk that is longer than its size',
    ends: [400, 'closed'],
    pieces: framed(chunked, () => ['2\r\n{"a":1}\r\n0\r\n\r\n']),
  },
  {
    name: 'megabytes of chunk extensions',
    ends: [400, 413, 'closed'],
    pieces: framed(chunked, () => [`2;${'x'.repeat(1 << 20)}\r\n{}\r\n0\r\n\r\n`]),
  },
  {
    name: 'megabytes of trailers',
    ends: [400, 413, 431, 'closed'],
    pieces: framed(chunked, () => ['2\r\n{}\r\n0\r\n', `X: ${'x'.repeat(1 << 20)}\r\n\r\n`]),
  },
  {
    name: 'chunks as they should be',
    ends: ['success'],
    pieces: framed(chunked, ({ write }) => [chunk(write.body), '0\r\n\r\n']),
  },
]

export const lengths: Topic = {
  name: 'lengths',
  promises:
    'A body that is shorter or longer than it says, endless, or above the limit is refused, and never kept in memory.',
  drills,
}
