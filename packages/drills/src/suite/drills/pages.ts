/** What is different in a web page. */
import { shipment } from '../answers.ts'
import { check, equal } from '../check.ts'
import { chatkitty, chatshipper, chatti, chitchats, parcel } from '../clients.ts'
import { drillsAbout } from '../registry.ts'
import { onConsole } from '../traces.ts'

const drill = drillsAbout('pages')

/** Options that let a client be watched: the headers it sets, and the warnings there were when it first sent. */
function watched(warnings: readonly unknown[]) {
  const headers: string[] = []
  const warningsAtSending: number[] = []
  const watchedFetch = (url: string, init: RequestInit) => {
    warningsAtSending.push(warnings.length)
    headers.push(...new Headers(init.headers).keys())
    return fetch(url, init)
  }
  return { headers, warningsAtSending, fetch: watchedFetch }
}

type Watched = ReturnType<typeof watched>

const everything = [
  {
    on: '* *token',
    answers: [{ headers: { 'content-type': 'application/json' }, body: '{"token":"t","access_token":"t"}' }],
  },
  { on: '*', answers: [shipment] },
]

/** A client with each kind of secret, and a call that needs it. */
const secretive = {
  'chitchats and its token': (origin: string, options: object) =>
    chitchats(origin, { ...options, accessToken: 'secret' }).shipments,
  'chatti and its key': (origin: string, options: object) =>
    chatti(origin, { ...options, apiKey: 'secret' }).sms,
  'chatshipper and its token': (origin: string, options: object) =>
    chatshipper(origin, { ...options, token: 'secret' }).contacts,
  'chatshipper and its password': (origin: string, options: object) =>
    chatshipper(origin, { ...options, email: 'a@b.example', password: 'secret' }).contacts,
  'chatkitty and its client secret': (origin: string, options: object) =>
    chatkitty(origin, { ...options, clientId: 'app', clientSecret: 'secret' }).channels,
}

for (const [who, make] of Object.entries(secretive)) {
  drill(
    `${who}: one warning before the secret is used, and none if it is allowed`,
    async (stage) => {
      const { origin } = await stage.serve(everything)
      const warnings: unknown[] = []
      const stop = onConsole((...what) => void warnings.push(what), ['warn'])
      try {
        const sent = watched(warnings)
        const resource = make(origin, { fetch: sent.fetch, allowInPage: undefined })
        await resource.get('1' as never)
        await resource.get('2' as never)
        equal(warnings.length, 1, 'The number of warnings')
        check(
          sent.warningsAtSending.every((count) => count === 1),
          'The warning came after the secret was used.',
        )
        check(!JSON.stringify(warnings).includes('secret"'), 'The warning shows the secret.')
        await make(origin, { allowInPage: true }).get('3' as never)
        equal(warnings.length, 1, 'The number of warnings with allowInPage')
      } finally {
        stop()
      }
    },
    { only: ['chromium'] },
  )
}

drill('whoever uses no secret is not warned', async (stage) => {
  const { origin } = await stage.serve(everything)
  const warnings: unknown[] = []
  const stop = onConsole((...what) => void warnings.push(what), ['warn'])
  try {
    await chitchats(origin, { accessToken: undefined, allowInPage: undefined }).tracking.get('A1')
    equal(warnings, [])
  } finally {
    stop()
  }
})

drill(
  'outside of a page nobody is warned',
  async () => {
    const warnings: unknown[] = []
    const stop = onConsole((...what) => void warnings.push(what), ['warn'])
    chitchats('http://127.0.0.1', { allowInPage: undefined })
    stop()
    equal(warnings, [])
  },
  { only: ['node-22', 'node-24', 'node-26', 'bun', 'deno', 'workerd'] },
)

/** Headers that a page must not set (Fetch §2.2.2), and the one by which a platform names itself. */
const forbidden =
  /^(accept-charset|accept-encoding|access-control-.*|connection|content-length|cookie2?|date|dnt|expect|host|keep-alive|origin|referer|te|trailer|transfer-encoding|upgrade|via|proxy-.*|sec-.*|user-agent)$/

/** Calls of every shape: without a body, with JSON, with a form, with a merge patch, with a token to make. */
async function callAll(origin: string, { fetch }: Watched): Promise<void> {
  await chitchats(origin, { fetch }).shipments.get('A1')
  await chitchats(origin, { fetch }).shipments.create(parcel)
  await chatti(origin, { fetch }).sms.get('s')
  await chatshipper(origin, { fetch, email: 'a@b.example', password: 'p' }).contacts.get('c')
  const kitty = chatkitty(origin, { fetch, clientId: 'app', clientSecret: 's' })
  await kitty.channels.update(1, { displayName: 'Ready' })
  await kitty.channels.sendMessage(1, { file: new Blob(['x'], { type: 'image/png' }) } as never)
}

drill('no client sets a header that a page must not set', async (stage) => {
  const { origin } = await stage.serve(everything)
  const sent = watched([])
  await callAll(origin, sent)
  const names = new Set(sent.headers)
  check(names.has('authorization') && names.has('x-api-key'), 'The headers were not watched.')
  equal(
    [...names].filter((name) => forbidden.test(name)),
    [],
    'The forbidden headers',
  )
})
