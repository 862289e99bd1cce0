/** Budgets that a provider enforces, and the client's own. */
import { ApiError, type CallEvent, TimeoutError } from '@parlance/runtime'
import { ok, refusal, shipment } from '../answers.ts'
import { between, check, equal, fails, promptly } from '../check.ts'
import { chatshipper, chitchats, parcel } from '../clients.ts'
import { drillsAbout } from '../registry.ts'

const drill = drillsAbout('rate limits', { together: 'everywhere' })

drill('of calls that a budget refuses none is lost and none is sent twice', async (stage) => {
  const server = await stage.serve([
    { on: 'POST /api/v1/clients/7/shipments', budget: { requests: 10 }, answers: [shipment] },
  ])
  const client = chitchats(server.origin)
  const orders = Array.from({ length: 25 }, (_, index) => `order-${index}`)
  await Promise.all(orders.map((order_id) => client.shipments.create({ ...parcel, order_id })))
  const seen = await server.seen()
  const accepted = seen.filter(({ status }) => status === 200)
  const created = accepted.map(({ body }) => (JSON.parse(body) as { order_id: string }).order_id)
  equal(created.sort(), orders.sort(), 'What was created')
  // Two rounds of refusals are necessary. Whoever does not wait as asked needs hundreds.
  between(seen.length, 40, 80, 'The number of requests')
})

drill('a client whose budget others share is never twice over it', async (stage) => {
  const budget = 10
  const server = await stage.serve([
    { on: 'GET /v2/contacts/*', budget: { requests: budget }, answers: [ok({})] },
  ])
  const client = chatshipper(server.origin, { token: 't' })
  await Promise.all(Array.from({ length: 30 }, (_, index) => client.contacts.get(`c${index}`)))
  const times = (await server.seen()).map(({ at }) => at)
  between(times.length, 40, 90, 'The number of requests')
  // The client counts a second where it sends; half of one leaves room for what the machine adds.
  const busiest = Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 500).length))
  between(busiest, 1, 2 * budget, 'The most requests in half a second')
})

drill('the documented budget is kept without being told', async (stage) => {
  const server = await stage.serve([{ on: 'GET /v2/contacts/*', answers: [ok({})] }])
  const sent: number[] = []
  const counted = (url: string, init: RequestInit) => {
    sent.push(performance.now())
    return fetch(url, init)
  }
  const client = chatshipper(server.origin, { token: 't', fetch: counted })
  await Promise.all(Array.from({ length: 25 }, (_, index) => client.contacts.get(`c${index}`)))
  equal(sent.length, 25)
  // Some clocks are coarse.
  between(sent[20]! - sent[0]!, 980, Infinity, 'Milliseconds between the first and the 21st request')
})

drill('Retry-After as a date is waited for', async (stage) => {
  const date = Math.floor(Date.now() / 1000) * 1000 + 2000
  const later = refusal(429, { 'retry-after': new Date(date).toUTCString() })
  const server = await stage.serve([{ on: 'POST /api/v1/clients/7/shipments', answers: [later, shipment] }])
  await chitchats(server.origin).shipments.create(parcel)
  const [, second] = await server.seen()
  between(second!.at, date - 20, Infinity, 'When the call was sent again')
})

drill('a wait beyond the deadline fails at once, and tells how long it would be', async (stage) => {
  const later = refusal(429, { 'retry-after': '600' })
  const server = await stage.serve([{ on: 'GET /api/v1/clients/7/shipments/*', answers: [later] }])
  const client = chitchats(server.origin, { deadline: 60_000 })
  const first = client.shipments.get('A1')
  await promptly(fails(first, ApiError, { status: 429, retryAfter: 600, attempts: [{ outcome: 429 }] }))
  // The client knows now, and does not even ask.
  await promptly(fails(client.shipments.get('A2'), TimeoutError, { limit: 'deadline', milliseconds: 60_000 }))
  equal(await server.count(), 1)
})

drill('a wait beyond the deadline fails at once when a date tells it', async (stage) => {
  const date = new Date(Date.now() + 600_000).toUTCString()
  const later = refusal(429, { 'retry-after': date })
  const server = await stage.serve([{ on: 'GET /api/v1/clients/7/shipments/*', answers: [later] }])
  const call = chitchats(server.origin, { deadline: 60_000 }).shipments.get('A1')
  const { retryAfter } = await promptly(fails(call, ApiError, { status: 429 }))
  between(retryAfter ?? 0, 560, 600, 'Seconds to wait')
})

drill('a wait longer than anybody wants fails at once without a deadline too', async (stage) => {
  const later = refusal(429, { 'retry-after': '86400' })
  const server = await stage.serve([{ on: 'POST /api/v1/clients/7/shipments', answers: [later] }])
  const call = chitchats(server.origin).shipments.create(parcel)
  await promptly(fails(call, ApiError, { status: 429, retryAfter: 86_400 }))
  equal(await server.count(), 1)
})

drill('whoever waits for room is told so', async (stage) => {
  const server = await stage.serve([{ on: 'GET /v2/contacts/*', answers: [ok({})] }])
  const events: CallEvent[] = []
  const client = chatshipper(server.origin, {
    token: 't',
    rateLimit: { concurrency: 1 },
    observe: (event) => events.push(event),
  })
  await Promise.all([client.contacts.get('c1'), client.contacts.get('c2')])
  const waits = events.filter(({ type }) => type === 'wait')
  equal(waits.length, 1, 'The number of waits')
  check(waits[0]?.type === 'wait' && waits[0].reason === 'rate limit', 'The wait is for the rate limit.')
  equal(client.limits().queued, 0, 'The length of the line')
})
