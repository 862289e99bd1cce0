/** Deliveries from the mock to what clients receive them with. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { isDeepStrictEqual } from 'node:util'
import * as fc from 'fast-check'
import { judgedValues } from '../generate/judged.ts'
import { pointerTo } from '../pointer.ts'
import type { Schema } from '../generate/schema.ts'
import { seedFor } from '../suite/settings.ts'
import type { Agreement, Stage } from './agreement.ts'
import { openLine } from './line.ts'

/** What `./webhooks` of a client has, as far as the agreement needs it. */
interface Receiver {
  receiveWebhook(source: { headers: object; body: string }, options: { secret: string }): Promise<unknown>
}

const secret = 'conformance-secret'

export const webhooks: Agreement = {
  name: 'webhooks',
  promises:
    'Every delivery that the schema allows arrives at the client as it was sent by the mock; signed, it is refused once a byte is changed.',
  inRealTime: true,
  async try(stage) {
    const bodies = bodiesOf(stage)
    if (bodies.length === 0) return undefined
    const { receiveWebhook } = (await import(`@parlance/${stage.provider}/webhooks`)) as Receiver
    await using line = await openLine(stage)
    await using hook = await openHook()
    const isSigned = stage.model.webhooks?.signature !== undefined
    const problems: string[] = []
    let tried = 0
    for (const { name, values } of bodies) {
      const deliver = fc.asyncProperty(values, async (body) => {
        tried += 1
        const options = { url: hook.url, body, retries: false, ...(isSigned && { secret }) }
        const report = await line.mock.sendWebhook(stage.provider, name, options)
        const source = stage.atDelivery(hook.last())
        const received = await receiveWebhook(source, { secret }).catch((error: unknown) => error)
        if (report.violations.length > 0) throw new Error(`${name}: ${report.violations.join('; ')}`)
        if (!isDeepStrictEqual(received, JSON.parse(JSON.stringify(body))))
          throw new Error(
            `${name}: ${JSON.stringify(body)} arrived as ${received instanceof Error ? received.message : JSON.stringify(received)}`,
          )
        if (!isSigned) return
        const changed = { ...source, body: `${source.body.slice(0, -1)} }` }
        const refused = await receiveWebhook(changed, { secret }).catch(() => 'refused')
        if (refused !== 'refused')
          throw new Error(`${name}: a delivery was taken though it had been changed on its way.`)
      })
      const { runs: numRuns, isBrief = false } = stage.settings
      const details = await fc.check(deliver, {
        numRuns,
        seed: seedFor(stage.settings.seed, name),
        endOnFailure: isBrief,
      })
      if (details.failed) problems.push((details.errorInstance as Error).message)
    }
    return { tried, problems }
  },
}

interface Node {
  operationId?: string
  requestBody?: { content?: Record<string, { schema: Schema }> }
}

/** Bodies for every webhook that delivers something: of its schema, with a name for its event. */
function bodiesOf(stage: Stage): { name: string; values: fc.Arbitrary<unknown> }[] {
  const { document, validator, model } = stage
  const eventProperty = model.webhooks?.eventProperty ?? ''
  const items = Object.entries((document.webhooks ?? {}) as Record<string, Record<string, Node>>)
  return items.flatMap(([name, item]) => {
    const schema = item['post']?.requestBody?.content?.['application/json']?.schema
    if (schema === undefined) return []
    const pointer = `${pointerTo('webhooks', name)}/post/requestBody/content${pointerTo('application/json')}/schema`
    const options = { document, direction: 'response', isPlain: false } as const
    const values = judgedValues({ schema, pointer }, validator, options)
    const hasName = (value: unknown) => {
      const event = (value as Record<string, unknown>)[eventProperty]
      return typeof event === 'string' && event !== ''
    }
    return [{ name, values: values.filter(hasName) }]
  })
}

interface Hook extends AsyncDisposable {
  readonly url: string
  last(): { headers: object; body: string }
}

/** A server of the user's, on loopback, which remembers the last delivery. */
async function openHook(): Promise<Hook> {
  let last = { headers: {}, body: '' }
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const body = Buffer.concat(await request.toArray()).toString()
    last = { headers: request.headers, body }
    response.writeHead(204).end()
  }
  const server = createServer((request, response) => void take(request, response))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/hook`,
    last: () => last,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((done) => void server.close(() => done()).closeAllConnections()),
  }
}
