/** Providers that send clients elsewhere. */
import { ApiError, CallError, ConnectionError } from '@parlance/runtime'
import type { Route } from '../../server/script.ts'
import { ok, redirect, shipment } from '../answers.ts'
import { check, equal, fails, failureOf } from '../check.ts'
import { chatkitty, chatshipper, chatti, chitchats, parcel } from '../clients.ts'
import { drillsAbout, runtimeNames } from '../registry.ts'
import type { Stage } from '../stage.ts'

const drill = drillsAbout('redirects')

const target: Route = { on: '* /new', answers: [shipment] }
const everywhere = (status: number, location: string): Route => ({
  on: '*',
  answers: [redirect(status, location)],
})

/** The clients whose calls carry a credential, and the header in which it goes. */
const callers = [
  ['chitchats', 'authorization', (origin: string) => chitchats(origin).shipments.get('A1')],
  ['chatshipper', 'authorization', (origin: string) => chatshipper(origin, { token: 't' }).contacts.get('c')],
  ['chatkitty', 'authorization', (origin: string) => chatkitty(origin, { accessToken: 't' }).users.get(1)],
  ['chatti', 'x-api-key', (origin: string) => chatti(origin).sms.get('s')],
] as const

/** A page cannot look where a redirect leads, and takes a key in a header of its own along: it must not go at all. */
const notPages = runtimeNames.filter((name) => name !== 'chromium')

for (const [provider, header, call] of callers) {
  drill(
    `${provider}: within the origin the credential goes along`,
    async (stage) => {
      const server = await stage.serve([target, everywhere(307, '{here}/new')])
      await call(server.origin)
      const [first, second] = await server.seen()
      check(first!.headers[header] !== undefined, 'The credential was not even sent at first.')
      equal(second!.headers[header], first!.headers[header], header)
    },
    { only: provider === 'chatti' ? notPages : runtimeNames },
  )

  drill(`${provider}: to another origin no credential goes along`, async (stage) => {
    const server = await stage.serve([target, everywhere(307, '{other}/new')])
    await call(server.origin).catch(isBroken)
    const elsewhere = (await server.seen()).filter(({ origin }) => origin === 'other')
    for (const { headers } of elsewhere) equal(headers[header], undefined, `${header} at another origin`)
  })
}

/** A platform that cannot look where a redirect leads may refuse to follow; no other way to fail is right. */
function isBroken(error: unknown): void {
  check(error instanceof ConnectionError, `It failed with ${String(error)}.`)
}

for (const status of [301, 302, 307, 308]) {
  drill(`a safe call follows ${status}`, async (stage) => {
    const server = await stage.serve([target, everywhere(status, '{here}/new')])
    equal(await chitchats(server.origin).shipments.get('A1'), { shipment: { id: 'K7QX2M9P4D' } })
    equal(
      (await server.seen()).map(({ method }) => method),
      ['GET', 'GET'],
    )
  })
}

for (const status of [301, 302, 303, 307, 308]) {
  drill(`an unsafe call that is answered by ${status} is sent once, and fails`, async (stage) => {
    const server = await stage.serve([target, everywhere(status, '{here}/new')])
    for (const call of [
      () => chitchats(server.origin).shipments.create(parcel),
      () => chatti(server.origin).sms.send({ to: '+61491570156', from: 'Acme', message: 'Hi' }),
    ]) {
      const error = await failureOf(call())
      // A page does not learn the status of a redirect.
      check(error instanceof ApiError || error instanceof ConnectionError, `It failed with ${String(error)}.`)
      if (error instanceof ApiError) equal(error.status, status, 'The status')
    }
    equal(
      (await server.seen()).map(({ method }) => method).filter((method) => method !== 'OPTIONS'),
      ['POST', 'POST'],
    )
  })
}

/** What another origin got to see of a token request. */
async function leaked(stage: Stage, call: (origin: string) => PromiseLike<unknown>): Promise<string> {
  const token = ok({ token: 't', access_token: 't', refreshToken: 'r' })
  const server = await stage.serve([{ on: '* /new', answers: [token] }, everywhere(307, '{other}/new')])
  await call(server.origin).then(undefined, () => {})
  const elsewhere = (await server.seen()).filter(({ origin }) => origin === 'other')
  return JSON.stringify(elsewhere.map(({ path, headers, body }) => [path, headers, body]))
}

drill('a password does not go to another origin', async (stage) => {
  const login = { email: 'a@b.example', password: 'canary-7' }
  const seen = await leaked(stage, (origin) => chatshipper(origin, login).contacts.get('c'))
  check(!seen.includes('canary-7'), 'The password went along in the body of the token request.')
})

drill('a client secret does not go to another origin', async (stage) => {
  const secrets = { clientId: 'app', clientSecret: 'canary-7' }
  const seen = await leaked(stage, (origin) => chatkitty(origin, secrets).users.get(1))
  check(!seen.includes(btoa('app:canary-7')), 'The secret went along in the header of the token request.')
})

drill('a circle ends as a broken connection', async (stage) => {
  const server = await stage.serve([everywhere(302, '{here}/again')])
  const call = chitchats(server.origin, { retry: false }).shipments.get('A1')
  await fails(call, ConnectionError, { kind: 'connection' })
})

drill('a redirect to nowhere is an API error', async (stage) => {
  const server = await stage.serve([{ on: '*', answers: [{ status: 302 }] }])
  await fails(chitchats(server.origin).shipments.get('A1'), ApiError, { status: 302 })
})

for (const location of ['data:application/json,{"shipment":{}}', 'file:///etc/hostname', 'http://[']) {
  drill(`a redirect to ${location} is not followed`, async (stage) => {
    const server = await stage.serve([everywhere(302, location)])
    const calls = [
      () => chitchats(server.origin, { retry: false }).shipments.get('A1'),
      () => chatti(server.origin, { retry: false }).sms.get('s'),
    ]
    for (const call of calls) {
      const error = await failureOf(call())
      check(error instanceof CallError, `It failed with ${String(error)}.`)
      equal(error.kind, 'connection', 'The kind')
    }
  })
}
