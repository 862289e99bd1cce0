/** Too much of everything. */
import { AbortError, ConnectionError, DecodeError, TimeoutError } from '@parlance/chitchats'
import type { Answer } from '../../server/script.ts'
import { ok } from '../answers.ts'
import { check, equal, failureOf, fails, promptly } from '../check.ts'
import { chatkitty, chitchats, parcel } from '../clients.ts'
import { drillsAbout } from '../registry.ts'
import type { Stage } from '../stage.ts'

const drill = drillsAbout('floods')

const read = 'GET /api/v1/clients/7/shipments/*'
const create = 'POST /api/v1/clients/7/shipments'

async function reading(stage: Stage, answer: Answer) {
  const server = await stage.serve([{ on: read, answers: [answer] }])
  return chitchats(server.origin, { retry: false }).shipments.get('A1')
}

/** Fails unless a call succeeds, or fails as one whose answer cannot be used. */
async function endsWell(call: PromiseLike<unknown>): Promise<void> {
  const error = await Promise.resolve(call).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  const isKnown = error === undefined || error instanceof ConnectionError || error instanceof DecodeError
  check(isKnown, `It is neither a success nor a ConnectionError or DecodeError, but ${String(error)}.`)
}

const deep = 10_000
const levels: [string, string][] = [
  ['lists', '['.repeat(deep) + ']'.repeat(deep)],
  ['objects', '{"a":'.repeat(deep) + '1' + '}'.repeat(deep)],
]
for (const [what, body] of levels) {
  drill(`10,000 ${what} in each other are data, or cannot be used`, async (stage) => {
    await promptly(endsWell(reading(stage, ok({}, { body }))))
  })
}

drill('10,000 lists in each other that do not end cannot be used', async (stage) => {
  await fails(reading(stage, ok({}, { body: '['.repeat(deep) })), DecodeError)
})

/** `{"shipment":{"name":"…"}}` with the bytes c3 28 as the name, which are no UTF-8. */
const noText = 'eyJzaGlwbWVudCI6eyJuYW1lIjoiwygifX0='

drill('bytes that are no UTF-8 are marked as such', async (stage) => {
  equal(await reading(stage, ok({}, { base64: noText })), { shipment: { name: '\uFFFD(' } })
})

drill('a body that is no text at all cannot be used', async (stage) => {
  await fails(reading(stage, ok({}, { base64: '//79/P/+AIA=' })), DecodeError)
})

drill('a body that is longer than it says is cut off, and cannot be used', async (stage) => {
  const answer = ok({ shipment: { name: 'Marisol '.repeat(50) } }, { headers: { 'content-length': '40' } })
  const error = await failureOf(reading(stage, answer))
  const isKnown = error instanceof ConnectionError || error instanceof DecodeError
  check(isKnown, `It is neither a ConnectionError nor a DecodeError, but ${String(error)}.`)
})

for (const flood of [100, 3000]) {
  drill(`${flood} headers do no harm to an unsafe call, and it is sent once`, async (stage) => {
    const server = await stage.serve([{ on: create, answers: [ok({ shipment: {} }, { flood })] }])
    await promptly(endsWell(chitchats(server.origin).shipments.create(parcel)))
    equal(await server.count(), 1)
  })
}

drill('a server that reads no body is not waited for longer than allowed', async (stage) => {
  const server = await stage.serve([{ on: create, answers: [], unread: true }])
  const heavy = { ...parcel, description: 'x'.repeat(8_000_000) }
  const client = chitchats(server.origin)
  await promptly(fails(client.shipments.create(heavy, { timeout: 500 }), TimeoutError, { limit: 'timeout' }))
  const signal = AbortSignal.timeout(200)
  await promptly(fails(client.shipments.create(heavy, { signal }), AbortError))
})

const tenThousand = Array.from({ length: 10_000 }, (_, index) => index)

drill(
  '10,000 calls at once, 100 of them under way, all succeed',
  async (stage) => {
    const server = await stage.serve({
      routes: [{ on: 'GET /v1/users/*', answers: [ok({ id: 1 })] }],
      keepAlive: true,
    })
    const client = chatkitty(server.origin, { accessToken: 't', rateLimit: { concurrency: 100 } })
    const users = await Promise.all(tenThousand.map((id) => client.users.get(id)))
    equal(users.length, 10_000)
    check(
      users.every(({ id }) => id === 1),
      'An answer is not what was sent.',
    )
    equal(await server.count(), 10_000)
  },
  { only: ['node-22', 'node-24', 'node-26', 'deno', 'bun'] },
)
