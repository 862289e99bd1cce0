/** Secrets, and where they must not show. */
import { ApiError, UsageError } from '@parlance/runtime'
import type { Answer, Route } from '../../server/script.ts'
import { dribble, ok, redirect, refusal, silence } from '../answers.ts'
import { check, failureOf } from '../check.ts'
import { chatkitty, chatshipper, chatti, chitchats } from '../clients.ts'
import { drillsAbout } from '../registry.ts'
import { listening, traces } from '../traces.ts'

const drill = drillsAbout('secrets')

const canary = 'canary-3f9a'
/** How a secret looks where it might show: as it is, and as ChatKitty's client sends it. */
const forms = [canary, btoa(`app:${canary}`), btoa(canary).replace(/.?.?=*$/, '')]

interface Listening {
  readonly log: (line: string) => void
  readonly observe: (event: object) => void
}

const short = { timeout: 150, retry: { attempts: 2, baseDelay: 1 }, allowInPage: undefined }

/** A client with secrets, and a call of it that uses them. */
const callers = {
  'chitchats, its token': (origin: string, told: Listening) => {
    const client = chitchats(origin, { ...short, ...told, accessToken: canary })
    return { client, call: () => client.shipments.get('A1') }
  },
  'chatti, its key': (origin: string, told: Listening) => {
    const client = chatti(origin, { ...short, ...told, apiKey: canary })
    return { client, call: () => client.sms.get('s') }
  },
  'chatshipper, its password': (origin: string, told: Listening) => {
    const client = chatshipper(origin, { ...short, ...told, email: 'a@b.example', password: canary })
    return { client, call: () => client.contacts.get('c') }
  },
  'chatshipper, its refresh token': (origin: string, told: Listening) => {
    const token = { value: canary, refreshToken: canary, createdAt: 0, expiresAt: 1 }
    const tokenStore = { get: () => token, set: () => {} }
    const login = { email: 'a@b.example', password: canary }
    const client = chatshipper(origin, { ...short, ...told, ...login, tokenStore })
    return { client, call: () => client.contacts.get('c') }
  },
  'chatshipper, a refresh token in the query': (origin: string, told: Listening) => {
    const client = chatshipper(origin, { ...short, ...told })
    return { client, call: () => client.tokens.refresh({ refreshToken: canary }) }
  },
  'chatkitty, its client secret': (origin: string, told: Listening) => {
    const client = chatkitty(origin, { ...short, ...told, clientId: 'app', clientSecret: canary })
    return { client, call: () => client.users.get(1) }
  },
}

/** What a token endpoint says when all is well: more secrets. */
const tokens = ok({ token: canary, access_token: canary, refreshToken: canary, expires_in: 3600 })

const ways: [string, Answer][] = [
  ['a success', ok({ id: 1 })],
  ['a refusal', refusal(401, {}, { message: 'No' })],
  ['a failure', refusal(500)],
  ['a reset', { breaks: 'before head' }],
  ['a body that breaks off', { ...ok({ id: 1 }), breaks: 'in body' }],
  ['a body that is no JSON', ok({}, { body: 'no JSON' })],
  ['a silence', silence],
  ['a body that dribbles', dribble],
  ['a circle of redirects', redirect(307, '{here}/again')],
]

for (const [way, answer] of ways) {
  const always: Route[] = [{ on: '*', answers: [answer] }]
  const afterToken: Route[] = [{ on: '* *token', answers: [tokens] }, ...always]
  drill(`no trace of one after ${way}`, async (stage) => {
    for (const routes of [always, afterToken]) await leavesNoTrace((await stage.serve(routes)).origin)
  })
}

drill('no trace of one where nobody listens', ({ setting }) => leavesNoTrace(setting.nobody))

/** Makes every call, and looks for secrets in all that came of it. */
async function leavesNoTrace(origin: string): Promise<void> {
  const told: unknown[] = []
  const tell = (...what: unknown[]) => void told.push(what)
  const stop = listening(tell)
  const outcomes = Object.entries(callers).map(async ([who, make]) => {
    const { client, call } = make(origin, { log: tell, observe: tell })
    // What a client cannot make sense of at all is thrown.
    const failed = (error: unknown) => ({ error })
    const { error } = await call().safe().catch(failed)
    return { who, client, error }
  })
  const all = await Promise.all(outcomes).finally(stop)
  expectNone('what was logged, told and printed', told)
  for (const { who, client, error } of all) {
    expectNone(`the client (${who})`, client)
    expectNone(`the error (${who})`, error)
  }
}

function expectNone(where: string, what: unknown): void {
  const trace = traces(what).find(([, text]) => forms.some((form) => text.includes(form)))
  check(!trace, `There is a secret in ${where}: ${trace?.[0]} is ${trace?.[1].slice(0, 300)}`)
}

const uncarried = [
  ['a line break', `${canary}\nx`],
  ['letters beyond Latin', `${canary} 漢`],
] as const
for (const [what, secret] of uncarried) {
  drill(`one with ${what}, which no header carries, is not shown`, async (stage) => {
    const { origin } = await stage.serve([{ on: '*', answers: [refusal(401)] }])
    const calls = [
      () => chitchats(origin, { accessToken: secret }).shipments.get('A1'),
      () => chatti(origin, { apiKey: async () => secret }).sms.get('s'),
      () => chatshipper(origin, { token: secret }).contacts.get('c'),
    ]
    for (const call of calls) {
      const error = await failureOf(call())
      // Workers carry every letter, and leave it to the provider to refuse.
      check(error instanceof UsageError || error instanceof ApiError, `It failed with ${String(error)}.`)
      expectNone('the error', error)
    }
  })
}
