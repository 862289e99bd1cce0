/** Connections that break. */
import { AbortError, ApiError, ConnectionError, DecodeError, TimeoutError } from '@parlance/chitchats'
import type { Answer, Route } from '../../server/script.ts'
import { ok, refusal, shipment, silence } from '../answers.ts'
import { between, equal, failureOf, fails } from '../check.ts'
import { chitchats, parcel } from '../clients.ts'
import { drillsAbout, runtimeNames } from '../registry.ts'
import { pause, type Stage } from '../stage.ts'

const drill = drillsAbout('connections')

const body = ok({ shipment: { id: 'K7QX2M9P4D', name: 'Marisol '.repeat(50) } })
const broken: [string, Answer][] = [
  ['reset before the head', { breaks: 'before head' }],
  ['closed before the head', { breaks: 'before head', by: 'close' }],
  ['reset after the head', { ...body, breaks: 'after head' }],
  ['closed after the head', { ...body, breaks: 'after head', by: 'close' }],
  ['reset in a body of known length', { ...body, breaks: 'in body' }],
  ['closed in a body of known length', { ...body, breaks: 'in body', by: 'close' }],
  ['reset in a chunked body', { ...body, breaks: 'in body', framing: 'chunked' }],
  ['closed in a chunked body', { ...body, breaks: 'in body', framing: 'chunked', by: 'close' }],
  ['answered with what is no HTTP', { garbage: 'Hello, who is there?\r\n\r\n' }],
]

const get = (...answers: Answer[]): Route => ({ on: 'GET /api/v1/clients/7/shipments/*', answers })
const create = (...answers: Answer[]): Route => ({ on: 'POST /api/v1/clients/7/shipments', answers })

for (const [what, answer] of broken) {
  drill(`${what}: a safe call is sent again and succeeds`, async (stage) => {
    const server = await stage.serve([get(answer, shipment)])
    equal(await chitchats(server.origin).shipments.get('K7QX2M9P4D'), { shipment: { id: 'K7QX2M9P4D' } })
    equal(await server.count(), 2)
  })

  drill(`${what}: an unsafe call is sent once and fails as a broken connection`, async (stage) => {
    const server = await stage.serve([create(answer)])
    await fails(chitchats(server.origin).shipments.create(parcel), ConnectionError, {
      kind: 'connection',
      operation: 'shipments.create',
      attempts: [{ outcome: 'connection' }],
    })
    equal(await server.count(), 1)
  })
}

const kept = 'a kept connection that is reset'

/** A client whose connection was used once, and the server that will break it. */
async function acquainted(stage: Stage, ...then: Route[]) {
  const server = await stage.serve({ routes: [...then, get(shipment)], keepAlive: true })
  const client = chitchats(server.origin)
  await client.shipments.get('K7QX2M9P4D')
  await pause(50)
  return { server, client }
}

/**
 * What fails on a connection that was used before, these send again by themselves, whatever it is. No client can stop
 * a browser, and Deno only by a body that is a stream, which many servers refuse.
 */
const stubborn = ['chromium', 'deno'] as const

drill(
  `${kept}: an unsafe call is sent once and fails as a broken connection`,
  async (stage) => {
    const { server, client } = await acquainted(stage, create({ breaks: 'before head' }))
    await fails(client.shipments.create(parcel), ConnectionError, { attempts: [{ outcome: 'connection' }] })
    equal(await server.count('POST'), 1)
  },
  { only: runtimeNames.filter((name) => name !== 'chromium' && name !== 'deno') },
)

drill(
  `${kept}: an unsafe call is not sent more often than the platform does by itself`,
  async (stage) => {
    const { server, client } = await acquainted(stage, create({ breaks: 'before head' }))
    await fails(client.shipments.create(parcel), ConnectionError, { attempts: [{ outcome: 'connection' }] })
    between(await server.count('POST'), 1, 2, 'The number of requests')
  },
  { only: stubborn },
)

drill(`${kept}: a safe call is sent again and succeeds`, async (stage) => {
  const answers = [{ breaks: 'before head' } as const, shipment]
  const { server, client } = await acquainted(stage, { on: 'GET */A2', answers })
  await client.shipments.get('A2')
  equal(await server.count(), 3)
})

drill('nobody listens: a call fails as a broken connection after its attempts', async ({ setting }) => {
  const client = chitchats(setting.nobody)
  const { attempts } = await fails(client.shipments.get('A1'), ConnectionError, { kind: 'connection' })
  equal(
    attempts.map(({ outcome }) => outcome),
    ['connection', 'connection', 'connection'],
  )
  const failed = await fails(client.shipments.create(parcel), ConnectionError, { kind: 'connection' })
  // Not every platform tells that no connection was made, without which an unsafe call stays where it is.
  between(failed.attempts.length, 1, 3, 'The number of attempts')
})

drill('the ways to fail are told apart', async (stage) => {
  const server = await stage.serve([
    { on: 'GET */api', answers: [refusal(500)] },
    { on: 'GET */timeout', answers: [silence] },
    { on: 'GET */connection', answers: [{ breaks: 'before head' }] },
    { on: 'GET */abort', answers: [silence] },
    { on: 'GET */decode', answers: [ok({}, { body: 'no JSON' })] },
  ])
  const client = chitchats(server.origin, { retry: false })
  const classes = {
    api: ApiError,
    timeout: TimeoutError,
    connection: ConnectionError,
    abort: AbortError,
    decode: DecodeError,
  }
  for (const [kind, Class] of Object.entries(classes)) {
    const signal = kind === 'abort' ? AbortSignal.timeout(100) : undefined
    const timeout = kind === 'timeout' ? 100 : undefined
    const error = await failureOf(client.shipments.get(kind, { signal, timeout }))
    const matching = Object.values(classes).filter((Other) => error instanceof Other)
    equal(
      matching.map(({ name }) => name),
      [Class.name],
      `What ${kind} is an instance of`,
    )
    equal((error as ApiError).kind as string, kind, 'The kind')
    equal((error as ApiError).name, Class.name, 'The name')
  }
})
