/** Tokens that end while many calls are under way. */
import type { Token, TokenStore } from '@parlance/runtime'
import { ApiError, DecodeError } from '@parlance/runtime'
import type { Route } from '../../server/script.ts'
import { ok, refusal } from '../answers.ts'
import { between, check, equal, fails } from '../check.ts'
import { chatkitty, chatshipper } from '../clients.ts'
import { drillsAbout } from '../registry.ts'
import type { Scripted, Stage } from '../stage.ts'

const drill = drillsAbout('tokens')

const login = { email: 'imogen@spokeandsaddle.example', password: 'correct-horse' }
const application = { clientId: 'app', clientSecret: 'correct-horse' }
const many = Array.from({ length: 1000 }, (_, index) => index)

/** A token that the provider has ended, although its own date says otherwise. */
const ended = (): Token => ({
  value: 'ended',
  refreshToken: 'refresh-1',
  createdAt: Date.now() - 60_000,
  expiresAt: Date.now() + 3_600_000,
})

/** A store that gives the same object each time, as memory does. */
function memory(token = ended()): TokenStore {
  return { get: () => token, set: () => {} }
}

/** A store that gives a new object each time, as one behind a network does. */
function remote(): TokenStore {
  const text = JSON.stringify(ended())
  return { get: async () => JSON.parse(text) as Token, set: () => {} }
}

const newToken = ok({ token: 'new', refreshToken: 'refresh-2' })

function contacts(refused: number): Route {
  const wants = { header: 'authorization', value: 'Bearer new', otherwise: [refusal(refused)] }
  return { on: 'GET /v2/contacts/*', wants, answers: [ok({ id: 'c' })] }
}

/** Connections are kept: a thousand of them would take more time than the calls. */
const serve = (stage: Stage, ...routes: Route[]) => stage.serve({ routes, keepAlive: true })

/** How often each operation of the token endpoint was asked for. */
async function tokenRequests(server: Scripted): Promise<{ made: number; refreshed: number; calls: number }> {
  const seen = await server.seen()
  const tokens = seen.filter(({ path }) => /token/.test(path))
  const made = tokens.filter(({ method }) => method === 'POST').length
  return { made, refreshed: tokens.length - made, calls: seen.length - tokens.length }
}

for (const status of [403, 401]) {
  drill(
    `1,000 ChatShipper calls that ${status} refuses as expired make one refresh, and all succeed`,
    async (stage) => {
      const server = await serve(stage, contacts(status), { on: 'GET /v2/auth/token', answers: [newToken] })
      const client = chatshipper(server.origin, { ...login, rateLimit: false, tokenStore: memory() })
      const found = await Promise.all(many.map((id) => client.contacts.get(`c${id}`)))
      equal(found.length, 1000)
      equal(await tokenRequests(server), { made: 0, refreshed: 1, calls: 2000 })
    },
  )
}

drill('a store behind a network does not bring the expired token back', async (stage) => {
  const server = await serve(stage, contacts(403), { on: 'GET /v2/auth/token', answers: [newToken] })
  const client = chatshipper(server.origin, { ...login, rateLimit: false, tokenStore: remote() })
  const found = await Promise.all(many.slice(0, 100).map((id) => client.contacts.get(`c${id}`)))
  equal(found.length, 100)
  equal(await tokenRequests(server), { made: 0, refreshed: 1, calls: 200 })
})

drill('1,000 ChatKitty calls that 401 refuses as expired make one token, and all succeed', async (stage) => {
  const server = await serve(
    stage,
    {
      on: 'GET /v1/users/*',
      wants: { header: 'authorization', value: 'Bearer new', otherwise: [refusal(401)] },
      answers: [ok({ id: 1 })],
    },
    { on: 'POST /oauth/token', answers: [ok({ access_token: 'new', expires_in: 3600 })] },
  )
  const client = chatkitty(server.origin, { ...application, tokenStore: memory() })
  const found = await Promise.all(many.map((id) => client.users.get(id)))
  equal(found.length, 1000)
  equal(await tokenRequests(server), { made: 1, refreshed: 0, calls: 2000 })
})

drill('1,000 calls of a client without a token make one', async (stage) => {
  const server = await serve(stage, contacts(401), { on: 'POST /v2/auth/token', answers: [newToken] })
  const client = chatshipper(server.origin, { ...login, rateLimit: false })
  const found = await Promise.all(many.map((id) => client.contacts.get(`c${id}`)))
  equal(found.length, 1000)
  equal(await tokenRequests(server), { made: 1, refreshed: 0, calls: 1000 })
})

/** Every call of many must fail with what the token endpoint said. */
async function allFail(calls: Promise<unknown>[], status: number): Promise<void> {
  const outcomes = await Promise.allSettled(calls)
  for (const outcome of outcomes) {
    check(outcome.status === 'rejected', 'A call succeeded without a token.')
    const { reason } = outcome as { reason: unknown }
    check(reason instanceof ApiError, `A call failed with ${String(reason)}.`)
    equal([reason.operation, reason.status], ['tokens.create', status], 'What a call failed with')
  }
}

drill('wrong credentials are tried once, and every call tells', async (stage) => {
  const server = await serve(stage, { on: 'POST /v2/auth/token', answers: [refusal(401)] })
  const client = chatshipper(server.origin, { ...login, rateLimit: false })
  await allFail(
    many.map((id) => client.contacts.get(`c${id}`)),
    401,
  )
  equal(await tokenRequests(server), { made: 1, refreshed: 0, calls: 0 })
})

drill('a token endpoint that is down is not stormed, and every call tells', async (stage) => {
  const server = await serve(stage, { on: 'POST /v2/auth/token', answers: [refusal(503)] })
  const client = chatshipper(server.origin, { ...login, rateLimit: false })
  await allFail(
    many.map((id) => client.contacts.get(`c${id}`)),
    503,
  )
  // The first, and the retries that a client has in advance.
  between((await tokenRequests(server)).made, 1, 11, 'The number of token requests')
})

drill('a token that cannot be renewed is asked for a few times only, and every call tells', async (stage) => {
  const server = await serve(stage, contacts(403), { on: '* /v2/auth/token', answers: [refusal(401)] })
  const client = chatshipper(server.origin, { ...login, rateLimit: false, tokenStore: memory() })
  await allFail(
    many.map((id) => client.contacts.get(`c${id}`)),
    401,
  )
  const { made, refreshed, calls } = await tokenRequests(server)
  between(calls, 1000, 1010, 'The number of calls')
  between(made, 1, 11, 'The number of requests for a new token')
  between(refreshed, 1, 11, 'The number of refreshes')
})

drill('refusals that come late share the failure of the renewal that the first one began', async (stage) => {
  const late = Array.from({ length: 20 }, (_, index) => ({ ...refusal(403), after: 25 * index }))
  const wants = { header: 'authorization', value: 'Bearer new', otherwise: late }
  const server = await serve(
    stage,
    { on: 'GET /v2/contacts/*', wants, answers: [ok({})] },
    { on: '* /v2/auth/token', answers: [refusal(401)] },
  )
  const client = chatshipper(server.origin, { ...login, rateLimit: false, tokenStore: memory() })
  await allFail(
    late.map((_, id) => client.contacts.get(`c${id}`)),
    401,
  )
  between((await tokenRequests(server)).made, 1, 11, 'The number of requests for a new token')
})

drill('a refusal that a new token does not mend is told, and not tried for ever', async (stage) => {
  const server = await serve(
    stage,
    { on: 'GET /v2/contacts/*', answers: [refusal(403)] },
    { on: 'GET /v2/auth/token', answers: [newToken] },
  )
  const client = chatshipper(server.origin, { ...login, tokenStore: memory() })
  await fails(client.contacts.get('c1'), ApiError, { status: 403, operation: 'contacts.get' })
  await fails(client.contacts.get('c2'), ApiError, { status: 403, operation: 'contacts.get' })
  equal(await tokenRequests(server), { made: 0, refreshed: 1, calls: 3 })
})

drill('an early renewal that fails disturbs nobody', async (stage) => {
  const server = await serve(
    stage,
    { on: 'GET /v2/contacts/*', answers: [ok({ id: 'c1' })] },
    { on: '* /v2/auth/token', answers: [refusal(500)] },
  )
  const now = Date.now()
  const ending = { ...ended(), createdAt: now - 3_600_000, expiresAt: now + 30_000 }
  const client = chatshipper(server.origin, { ...login, tokenStore: memory(ending) })
  equal(await client.contacts.get('c1'), { id: 'c1' })
  await server.until((seen) => seen.some(({ method }) => method === 'POST'))
  equal(await client.contacts.get('c1'), { id: 'c1' })
})

drill('a replay after an expired token does not send an unsafe call twice', async (stage) => {
  const server = await serve(
    stage,
    {
      on: 'POST /v2/contacts',
      wants: { header: 'authorization', value: 'Bearer new', otherwise: [refusal(401)] },
      answers: [refusal(500)],
    },
    { on: 'GET /v2/auth/token', answers: [newToken] },
  )
  const client = chatshipper(server.origin, { ...login, tokenStore: memory() })
  await fails(client.contacts.create({ profile: { name: 'Tomasz Lis' } }), ApiError, { status: 500 })
  // Once refused, which did nothing, and once with the new token.
  equal(await tokenRequests(server), { made: 0, refreshed: 1, calls: 2 })
})

drill('an answer without a token is a body that cannot be used', async (stage) => {
  const server = await serve(stage, { on: 'POST /oauth/token', answers: [ok({ hello: 'world' })] })
  const client = chatkitty(server.origin, application)
  await fails(client.users.get(1), DecodeError, { kind: 'decode', operation: 'oauth.token' })
})
