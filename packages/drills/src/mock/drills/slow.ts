/** Clients that take their time. */
import { closing, type Drill, type Ending, headOf, requestOf, type Topic } from '../drill.ts'
import type { Piece } from '../raw.ts'

/** The text in small pieces, for longer than the mock is willing to wait. */
function* slowly(text: string): Generator<Piece> {
  for (let at = 0; ; at += 1) {
    yield text[at % text.length]!
    yield 100
  }
}

const late: readonly Ending[] = [408, 'closed']

const drills: Drill[] = [
  { name: 'a connection on which nothing is said', ends: late, isWaitedFor: true, pieces: () => [] },
  {
    name: 'a request line that does not end',
    ends: late,
    isWaitedFor: true,
    pieces: function* () {
      yield 'GET /'
      yield* slowly('x')
    },
  },
  {
    name: 'headers that come letter by letter',
    ends: late,
    isWaitedFor: true,
    pieces: function* ({ read }) {
      yield headOf(read).slice(0, -2)
      yield* slowly('X-A: b\r\n')
    },
  },
  {
    name: 'a body that comes letter by letter',
    ends: late,
    isWaitedFor: true,
    pieces: function* (target) {
      yield headOf({ ...target.write, headers: closing(target, 'Content-Length: 10000') })
      yield* slowly(' ')
    },
  },
  {
    name: 'chunks of one letter without an end',
    ends: late,
    isWaitedFor: true,
    pieces: function* (target) {
      yield headOf({ ...target.write, headers: closing(target, 'Transfer-Encoding: chunked') })
      for (;;) yield* ['1\r\n \r\n', 100]
    },
  },
  {
    name: 'a body that stops',
    ends: late,
    isWaitedFor: true,
    pieces: (target) => [headOf(target.write), target.write.body.slice(0, 5)],
  },
  {
    name: 'a body that comes letter by letter, but soon enough',
    ends: ['success'],
    pieces: function* ({ write }) {
      const text = requestOf(write)
      yield text.slice(0, -10)
      for (const letter of text.slice(-10)) yield* [letter, 5]
    },
  },
]

export const slow: Topic = {
  name: 'slow clients',
  promises:
    'A client that sends its request for longer than it may is refused with 408 or cut off; one that is only slow is served.',
  drills,
}
