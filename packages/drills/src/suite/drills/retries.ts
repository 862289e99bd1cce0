/** Providers that have a bad moment. */
import { ApiError, type CallEvent } from '@parlance/chitchats'
import { refusal, shipment } from '../answers.ts'
import { between, equal, fails } from '../check.ts'
import { chitchats, parcel } from '../clients.ts'
import { drillsAbout } from '../registry.ts'

const drill = drillsAbout('retries')

const anyCall = '* /api/v1/clients/7/shipments*'

/** What became of each attempt, as an observer is told. */
function watched() {
  const outcomes: unknown[] = []
  const observe = (event: CallEvent) => void (event.type === 'attempt' && outcomes.push(event.outcome))
  return { outcomes, observe }
}

drill('a safe call outlives a burst of 503 and 502 with its third attempt', async (stage) => {
  const server = await stage.serve([{ on: anyCall, answers: [refusal(503), refusal(502), shipment] }])
  const { outcomes, observe } = watched()
  await chitchats(server.origin, { observe }).shipments.get('A1')
  equal(outcomes, [503, 502, 200], 'The attempts')
  equal(await server.count(), 3)
})

drill('a safe call that may be sent four times outlives 503, 502 and 500', async (stage) => {
  const bursts = [refusal(503), refusal(502), refusal(500), shipment]
  const server = await stage.serve([{ on: anyCall, answers: bursts }])
  const { outcomes, observe } = watched()
  const options = { observe, retry: { attempts: 4, baseDelay: 1 } }
  await chitchats(server.origin, options).shipments.get('A1')
  equal(outcomes, [503, 502, 500, 200], 'The attempts')
})

drill('a longer burst fails with the last answer and all three attempts', async (stage) => {
  const server = await stage.serve([{ on: anyCall, answers: [refusal(503), refusal(502), refusal(500)] }])
  const { attempts } = await fails(chitchats(server.origin).shipments.get('A1'), ApiError, {
    status: 500,
    kind: 'api',
  })
  equal(
    attempts.map(({ outcome }) => outcome),
    [503, 502, 500],
  )
  equal(
    attempts.map(({ wait }) => typeof wait),
    ['number', 'number', 'undefined'],
  )
})

drill('a call that may be repeated is sent again although it changes something', async (stage) => {
  const server = await stage.serve([{ on: anyCall, answers: [refusal(503), { status: 204 }] }])
  equal(await chitchats(server.origin).shipments.delete('A1'), undefined)
  equal(await server.count('DELETE'), 2)
})

for (const status of [408, 500, 502, 503, 504]) {
  drill(`an unsafe call is not sent again after ${status}`, async (stage) => {
    const answer = refusal(status, { 'retry-after': '0' }, { error: { message: 'Try again.' } })
    const server = await stage.serve([{ on: anyCall, answers: [answer, shipment] }])
    const error = await fails(chitchats(server.origin).shipments.create(parcel), ApiError, {
      status,
      body: { error: { message: 'Try again.' } },
      attempts: [{ outcome: status }],
    })
    equal(error.attempts.length, 1)
    equal(await server.count(), 1)
  })
}

drill('when everything fails, 100 calls at once are not 300 requests', async (stage) => {
  const server = await stage.serve([{ on: anyCall, answers: [refusal(503)] }])
  const client = chitchats(server.origin)
  const ids = Array.from({ length: 100 }, (_, index) => `A${index}`)
  await Promise.all(ids.map((id) => fails(client.shipments.get(id), ApiError, { status: 503 })))
  // Ten retries in advance, and one for every ten calls.
  between(await server.count(), 100, 120, 'The number of requests')
})

drill('when everything fails, 30 calls one after the other are not 90 requests', async (stage) => {
  const server = await stage.serve([{ on: anyCall, answers: [refusal(503)] }])
  const client = chitchats(server.origin)
  for (let i = 0; i < 30; i += 1) await fails(client.shipments.get(`A${i}`), ApiError, { status: 503 })
  between(await server.count(), 30, 44, 'The number of requests')
})

drill('every attempt has the credential of the moment and the same body', async (stage) => {
  const server = await stage.serve([{ on: anyCall, answers: [refusal(503), { status: 204 }] }])
  let asked = 0
  const client = chitchats(server.origin, { accessToken: async () => `token-${(asked += 1)}` })
  await client.shipments.addToBatch({ batch_id: 7, shipment_ids: ['A1'] })
  const seen = await server.seen()
  equal(
    seen.map(({ headers }) => headers['authorization']),
    ['token-1', 'token-2'],
  )
  equal(new Set(seen.map(({ body }) => body)).size, 1, 'The number of different bodies')
})
