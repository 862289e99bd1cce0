/** Providers that are slow, and callers who give up. */
import { AbortError, type CallEvent, TimeoutError } from '@parlance/runtime'
import type { Seen } from '../../server/script.ts'
import { dribble, ok, refusal, shipment, silence } from '../answers.ts'
import { between, check, equal, fails, like, promptly } from '../check.ts'
import { chatkitty, chatshipper, chitchats, parcel } from '../clients.ts'
import { drillsAbout } from '../registry.ts'
import { pause } from '../stage.ts'

const drill = drillsAbout('time', { together: 'outside of browsers' })

const anyCall = '* /api/v1/clients/7/shipments*'
const some = (seen: Seen[]) => seen.length > 0

for (const [what, answer] of [
  ['no answer', silence],
  ['a body that dribbles', dribble],
] as const) {
  drill(`${what}: a safe call times out with every attempt`, async (stage) => {
    const server = await stage.serve([{ on: anyCall, answers: [answer] }])
    const client = chitchats(server.origin, { timeout: 200, retry: { attempts: 2, baseDelay: 1 } })
    await fails(client.shipments.get('A1'), TimeoutError, {
      kind: 'timeout',
      limit: 'timeout',
      milliseconds: 200,
      attempts: [{ outcome: 'timeout' }, { outcome: 'timeout' }],
    })
    between(await server.count(), 1, 2, 'The number of requests')
  })

  drill(`${what}: an unsafe call times out and is sent once`, async (stage) => {
    const server = await stage.serve([{ on: anyCall, answers: [answer] }])
    const call = chitchats(server.origin).shipments.create(parcel, { timeout: 500 })
    await fails(call, TimeoutError, { limit: 'timeout', attempts: [{ outcome: 'timeout' }] })
    equal(await server.count(), 1)
  })

  drill(`${what}: an abort ends the call at once`, async (stage) => {
    const server = await stage.serve([{ on: anyCall, answers: [answer] }])
    const controller = new AbortController()
    const call = chitchats(server.origin).shipments.get('A1', { signal: controller.signal })
    const failed = fails(call, AbortError, { kind: 'abort', attempts: [{ outcome: 'abort' }] })
    await server.until(some)
    await pause(150)
    const reason = new Error('The user went away.')
    controller.abort(reason)
    equal((await promptly(failed)).cause === reason, true, 'Whether the cause is the reason')
    equal(await server.count(), 1)
  })

  drill(`${what}: what was given up leaves no connection open`, async (stage) => {
    const server = await stage.serve([{ on: anyCall, answers: [answer] }])
    const client = chitchats(server.origin)
    await fails(client.shipments.create(parcel, { timeout: 300 }), TimeoutError)
    const signal = AbortSignal.timeout(300)
    await fails(client.shipments.create(parcel, { signal }), AbortError)
    await promptly(server.until((seen) => seen.every(({ open }) => !open)))
  })
}

drill('the deadline ends a call after several attempts', async (stage) => {
  const server = await stage.serve([{ on: anyCall, answers: [silence] }])
  const options = { timeout: 250, deadline: 1000, retry: { attempts: 50, baseDelay: 1 } }
  const call = chitchats(server.origin, options).shipments.get('A1')
  const { attempts } = await fails(call, TimeoutError, { limit: 'deadline', milliseconds: 1000 })
  between(attempts.length, 2, 5, 'The number of attempts')
})

drill('the deadline ends a call in the middle of a body', async (stage) => {
  const server = await stage.serve([{ on: anyCall, answers: [dribble] }])
  const call = chitchats(server.origin).shipments.create(parcel, { deadline: 300 })
  await promptly(fails(call, TimeoutError, { limit: 'deadline', milliseconds: 300 }))
})

drill('the deadline ends a wait for a token', async (stage) => {
  const server = await stage.serve([{ on: 'POST /oauth/token', answers: [silence] }])
  const client = chatkitty(server.origin, { clientId: 'app', clientSecret: 's' })
  await promptly(fails(client.users.get(1, { deadline: 300 }), TimeoutError, { limit: 'deadline' }))
})

/** Aborts a call as soon as it waits, and expects that to be the end of it. */
async function abortedWhileWaiting(
  call: (signal: AbortSignal, observe: (event: CallEvent) => void) => PromiseLike<unknown>,
): Promise<AbortError> {
  const controller = new AbortController()
  const { promise: waits, resolve } = Promise.withResolvers<void>()
  const failed = fails(
    call(controller.signal, ({ type }) => type === 'wait' && resolve()),
    AbortError,
    { kind: 'abort' },
  )
  await Promise.race([waits, failed])
  controller.abort()
  return promptly(failed)
}

drill('an abort wakes a call that waits before it is sent again', async (stage) => {
  const server = await stage.serve([{ on: anyCall, answers: [refusal(503, { 'retry-after': '60' })] }])
  const error = await abortedWhileWaiting((signal, observe) =>
    chitchats(server.origin, { observe }).shipments.get('A1', { signal }),
  )
  equal(
    error.attempts.map(({ outcome, wait }) => [outcome, wait]),
    [[503, 60_000]],
  )
  equal(await server.count(), 1)
})

drill('an abort takes a call out of the line for the budget', async (stage) => {
  const server = await stage.serve([
    { on: 'GET /v2/contacts/first', answers: [silence] },
    { on: 'GET /v2/contacts/*', answers: [ok({})] },
  ])
  const first = new AbortController()
  const observers: ((event: CallEvent) => void)[] = []
  const client = chatshipper(server.origin, {
    token: 't',
    rateLimit: { concurrency: 1 },
    observe: (event) => observers.forEach((observe) => observe(event)),
  })
  const blocking = fails(client.contacts.get('first', {}, { signal: first.signal }), AbortError)
  const error = await abortedWhileWaiting((signal, observe) => {
    observers.push(observe)
    return client.contacts.get('second', {}, { signal })
  })
  equal(error.attempts, [])
  const third = client.contacts.get('third')
  await server.until(some)
  first.abort()
  await blocking
  await promptly(third)
  like(client.limits(), { running: 0, queued: 0 }, 'The limits')
  equal(
    (await server.seen()).map(({ path }) => path),
    ['/v2/contacts/first', '/v2/contacts/third'],
  )
})

drill('an abort ends the wait for a token, and only for who gave up', async (stage) => {
  const token = ok({ access_token: 'new', expires_in: 3600 }, { pieces: { bytes: 1, every: 20 } })
  const server = await stage.serve([
    { on: 'POST /oauth/token', answers: [token] },
    { on: 'GET /v1/users/*', answers: [ok({ id: 2 })] },
  ])
  const client = chatkitty(server.origin, { clientId: 'app', clientSecret: 's' })
  const controller = new AbortController()
  const impatient = fails(client.users.get(1, { signal: controller.signal }), AbortError, { attempts: [] })
  const patient = client.users.get(2)
  await server.until(some)
  controller.abort()
  await promptly(impatient)
  equal(await patient, { id: 2 })
  equal(
    (await server.seen()).map(({ path }) => path),
    ['/oauth/token', '/v1/users/2'],
  )
})

drill('a signal that is aborted already sends nothing', async (stage) => {
  const server = await stage.serve([])
  const signal = AbortSignal.abort('too late')
  const client = chitchats(server.origin)
  await fails(client.shipments.get('A1', { signal }), AbortError, { cause: 'too late' })
  await fails(client.shipments.create(parcel, { signal }), AbortError, { cause: 'too late' })
  await fails(client.shipments.list({}, { signal }), AbortError, { cause: 'too late' })
  await fails(client.raw.GET('/anything', { signal }), AbortError, { cause: 'too late' })
  equal(await server.count(), 0)
})

drill('a signal that is aborted already tells of no attempt', async (stage) => {
  const server = await stage.serve([])
  const events: CallEvent[] = []
  const client = chitchats(server.origin, { observe: (event) => events.push(event) })
  const { attempts } = await fails(client.shipments.get('A1', { signal: AbortSignal.abort() }), AbortError)
  equal(attempts, [], 'The attempts')
  equal(events, [], 'The events')
})

drill('a signal that is aborted already makes no token', async (stage) => {
  const server = await stage.serve([])
  const client = chatkitty(server.origin, { clientId: 'app', clientSecret: 's' })
  const signal = AbortSignal.abort('too late')
  await fails(client.users.get(1, { signal }), AbortError, { cause: 'too late' })
  // A token request that was begun all the same would be on its way by now.
  await pause(100)
  equal(await server.count(), 0)
})

drill('a signal that lives long gathers no listeners', async (stage) => {
  const flaky = [refusal(503), shipment]
  const server = await stage.serve([{ on: anyCall, answers: Array.from({ length: 20 }, () => flaky).flat() }])
  const { signal } = new AbortController()
  let listeners = 0
  const add = signal.addEventListener.bind(signal)
  const remove = signal.removeEventListener.bind(signal)
  signal.addEventListener = (...given: Parameters<typeof add>) => void ((listeners += 1), add(...given))
  signal.removeEventListener = (...given: Parameters<typeof remove>) =>
    void ((listeners -= 1), remove(...given))
  const client = chitchats(server.origin)
  for (let i = 0; i < 10; i += 1) await client.shipments.get('A1', { signal })
  check(listeners <= 0, `${listeners} listeners are left on the signal.`)
})
