/** Servers that do something wrong, and the drill that has to find it. */
import type { RequestListener } from 'node:http'

/** A fault, and where it shows. */
export interface ServerFault {
  /** What goes wrong, in words that follow "a mock that". */
  readonly name: string
  /** Name of the topic that has to find it. */
  readonly caughtBy: string
  /** The drill of that topic. */
  readonly drill: string
  /** What the drill says. */
  readonly found: string
  readonly listener: RequestListener
}

/** Answers every request alike, and closes the connection. */
export function always(status: number, body: string, type = 'application/json'): RequestListener {
  const headers = { 'content-type': type, 'content-length': Buffer.byteLength(body), connection: 'close' }
  return (_, response) => response.writeHead(status, headers).end(body)
}

export const faults: readonly ServerFault[] = [
  {
    name: 'fails at what it cannot read',
    caughtBy: 'bodies',
    drill: 'JSON that breaks off',
    found: 'The answer is 500',
    listener: always(500, '{"error":"Oh."}'),
  },
  {
    name: 'accepts what nobody may',
    caughtBy: 'bodies',
    drill: '10,000 lists in each other',
    found: 'The answer is 200',
    listener: always(200, '{}'),
  },
  {
    name: 'refuses in words that are not the provider’s',
    caughtBy: 'bodies',
    drill: 'zeros',
    found: 'The 400 has reason, which no error of the provider has.',
    listener: always(400, '{"reason":"No."}'),
  },
  {
    name: 'refuses with a page',
    caughtBy: 'targets',
    drill: '4,000 segments',
    found: 'The 404 is text/html, not JSON.',
    listener: always(404, '<h1>No', 'text/html'),
  },
  {
    name: 'hangs up where it owes an answer',
    caughtBy: 'bodies',
    drill: 'two values',
    found: 'The connection was closed without an answer.',
    listener: (request) => request.socket.destroy(),
  },
  {
    name: 'waits for the rest of a body for ever',
    caughtBy: 'slow clients',
    drill: 'a body that stops',
    found: 'Nothing had come to an end',
    listener: (request, response) => void request.resume().on('end', () => response.end()),
  },
]
