/** Answers that lead elsewhere: over sockets, since a platform may follow them by itself. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Agreement, Stage } from './agreement.ts'
import { type Callable, callables, draftsFor, optionsFor, valuesOf } from './arguments.ts'
import { type Line, openLine } from './line.ts'

export const redirects: Agreement = {
  name: 'redirects',
  promises:
    'A read follows a redirect and takes no credential to another host; a write is sent nowhere else, and fails.',
  inRealTime: true,
  async try(stage) {
    const all = callables(stage)
    await using line = await openLine(stage, { rateLimit: false })
    await using front = await openFront(stage, line)
    const problems: string[] = []
    for (const callable of all) {
      for (const isAway of [false, true]) {
        const problem = await redirected(stage, front, callable, isAway)
        const where = isAway ? 'to another host' : 'on the same host'
        if (problem) problems.push(`${callable.operation.id}, ${where}: ${problem}`)
      }
    }
    return { tried: all.length * 2, problems }
  },
}

async function redirected(
  stage: Stage,
  front: Front,
  callable: Callable,
  isAway: boolean,
): Promise<string | undefined> {
  const { operation } = callable
  const [draft] = draftsFor(stage, callable, 1)
  const seen = front.begin(isAway)
  const fetch = stage.atClient((url, init) => globalThis.fetch(url, init))
  const client = await front.line.client({ ...optionsFor(stage, draft!), origin: front.origin, fetch })
  const { error } = await client.call(operation, {}, valuesOf(draft!)).safe()
  const isRead = operation.method === 'GET' || operation.method === 'HEAD'
  if (!isRead) {
    if (seen.length !== 1) return 'a write was sent to where it was led.'
    return error ? undefined : 'a write that was led elsewhere succeeded.'
  }
  if (seen.length !== 2) return `it was sent ${seen.length} times, not twice.`
  const carried = stage.model.credentials.find(({ name }) => name.toLowerCase() in seen[1]!)
  if (isAway && carried) return `the header ${carried.name} went along.`
  if (!isAway && !operation.anonymous && !carried) return 'it lost its credential on the way.'
  return error && `it failed: ${error.message}`
}

/** Two hosts in front of a mock, of which the first leads every first request on. */
interface Front extends AsyncDisposable {
  readonly line: Line
  /** The first host, as the provider's origin. */
  readonly origin: string
  /** Begins anew: the headers of every request from now on. */
  begin(isAway: boolean): IncomingMessage['headers'][]
}

async function openFront(stage: Stage, line: Line): Promise<Front> {
  let seen: IncomingMessage['headers'][] = []
  let isAway = false
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    seen.push(request.headers)
    const body = Buffer.concat(await request.toArray()).toString()
    const { method = 'GET', url = '/' } = request
    if (seen.length === 1) {
      const host = isAway ? addresses[1]! : addresses[0]!
      return void response.writeHead(307, { location: host + url }).end()
    }
    const headers = { accept: 'application/json', ...typeOf(request), ...credentialsOf(stage) }
    const answer = await line.fetch(line.origin + url, { method, headers, body: body === '' ? null : body })
    const given = Object.fromEntries(answer.headers)
    response.writeHead(answer.status, given).end(Buffer.from(await answer.arrayBuffer()))
  }
  const servers = [0, 1].map(() => createServer((request, response) => void handle(request, response)))
  await Promise.all(servers.map((server) => new Promise<void>((done) => server.listen(0, '127.0.0.1', done))))
  const addresses = servers.map((server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  return {
    line,
    origin: addresses[0]!,
    begin(away) {
      isAway = away
      return (seen = [])
    },
    async [Symbol.asyncDispose]() {
      const close = (server: (typeof servers)[number]) =>
        new Promise<void>((done) => void server.close(() => done()).closeAllConnections())
      await Promise.all(servers.map(close))
    },
  }
}

function typeOf({ headers }: IncomingMessage): Record<string, string> {
  const type = headers['content-type']
  return type === undefined ? {} : { 'content-type': type }
}

/** The other host is not told who asks, so the mock behind it is. */
function credentialsOf({ model }: Stage): Record<string, string> {
  return Object.fromEntries(model.credentials.map(({ name, prefix = '' }) => [name, `${prefix}a-token`]))
}
