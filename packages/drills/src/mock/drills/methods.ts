/** Methods and request lines that nobody expects. */
import { type Drill, type Ending, requestOf, type Topic } from '../drill.ts'

const refused: readonly Ending[] = [400, 404, 405, 501, 'closed']

function asking(method: string, ends: readonly Ending[] = refused): Drill {
  return {
    name: `the method ${method}`,
    ends,
    isHead: method === 'HEAD',
    pieces: ({ read }) => [requestOf({ ...read, method })],
  }
}

function raw(name: string, text: string | Uint8Array, ends: readonly Ending[] = [400, 'closed']): Drill {
  return { name, ends, isOutside: true, pieces: () => [text] }
}

const drills: Drill[] = [
  asking('HEAD', ['success', 400, 404, 405]),
  asking('OPTIONS', ['success', ...refused]),
  asking('TRACE'),
  asking('CONNECT'),
  asking('PROPFIND'),
  asking('QUERY'),
  asking('get', [400, 'closed']),
  asking('BREW', [400, 'closed']),
  asking('__proto__', [400, 'closed']),
  asking('G'.repeat(20_000), [400, 431, 'closed']),
  raw('no HTTP at all', 'hello\r\n\r\n'),
  raw('the first bytes of TLS', Buffer.from('16030100c8010000c40303', 'hex')),
  raw('the first bytes of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  raw('random bytes', Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 197 + 89) % 256))),
  raw('zeros', Buffer.alloc(4096)),
  raw('a version that does not exist', 'GET / HTTP/9.9\r\nHost: x\r\n\r\n', [400, 404, 505, 'closed']),
  raw('no version', 'GET /\r\n\r\n', [400, 404, 'closed']),
  raw('no host', 'GET / HTTP/1.1\r\n\r\n'),
  raw('two hosts', 'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n', [400, 404, 'closed']),
  raw('HTTP/1.0', 'GET / HTTP/1.0\r\n\r\n', [404]),
  {
    name: '100 requests in one go',
    ends: ['success'],
    answers: 100,
    pieces: ({ read }) => [
      ...Array.from({ length: 99 }, () => requestOf(read).replace('Connection: close\r\n', '')),
      requestOf(read),
    ],
  },
  {
    name: 'a good request, and nonsense behind it',
    ends: ['success', 400, 'closed'],
    answers: 2,
    pieces: ({ read }) => [requestOf(read).replace('Connection: close\r\n', ''), 'nonsense\r\n\r\n'],
  },
]

export const methods: Topic = {
  name: 'methods and request lines',
  promises:
    'Odd methods, versions and bytes that are no HTTP are refused; many requests in one go are all answered.',
  drills,
}
