/**
 * What is different in a Worker: it answers many requests, a client at its top level is shared by all of them, and what
 * a request was waiting for dies with it.
 */
import { ok, silence } from '../answers.ts'
import { equal, promptly } from '../check.ts'
import { drillsAbout } from '../registry.ts'
import { pause, type Stage } from '../stage.ts'

const drill = drillsAbout('workers')
const only = ['workerd'] as const

const slowToken = ok({ access_token: 'new', expires_in: 3600 }, { pieces: { bytes: 5, every: 30 } })
const routes = [
  { on: 'POST /oauth/token', answers: [slowToken] },
  { on: '*', answers: [ok({ id: 1 })] },
]

/** Sends the Worker itself a request, which makes a call with a client that all of its requests share. */
function request({ setting }: Stage, origin: string, query: Record<string, string>): Promise<string> {
  const url = `${setting.self}/shared?${new URLSearchParams({ origin, ...query }).toString()}`
  return promptly(fetch(url).then((response) => response.text()))
}

drill(
  'requests that come at once share one token',
  async (stage) => {
    const server = await stage.serve(routes)
    const ids = ['1', '2', '3', '4', '5']
    equal(
      await Promise.all(ids.map((id) => request(stage, server.origin, { client: 'chatkitty', id }))),
      ids.map(() => 'ok'),
    )
    equal(await server.count('POST'), 1)
  },
  { only },
)

drill(
  'a request that ends while it makes a token does not keep the others from one',
  async (stage) => {
    const server = await stage.serve(routes)
    equal(await request(stage, server.origin, { client: 'chatkitty', id: '1', leave: 'yes' }), 'left')
    await pause(50)
    equal(await request(stage, server.origin, { client: 'chatkitty', id: '2' }), 'ok')
    equal(await request(stage, server.origin, { client: 'chatkitty', id: '3' }), 'ok')
  },
  { only },
)

drill(
  'a request that ends while it waits for the budget does not keep the others waiting',
  async (stage) => {
    const server = await stage.serve(routes)
    equal(
      await request(stage, server.origin, { client: 'chatshipper', id: '1', leave: 'yes', calls: '25' }),
      'left',
    )
    equal(await request(stage, server.origin, { client: 'chatshipper', id: '2' }), 'ok')
  },
  { only },
)

drill(
  'a request that ends while it calls does not take its place among those under way with it',
  async (stage) => {
    const server = await stage.serve([{ on: '*/1', answers: [silence] }, ...routes])
    equal(await request(stage, server.origin, { client: 'oneByOne', id: '1', leave: 'yes' }), 'left')
    equal(await request(stage, server.origin, { client: 'oneByOne', id: '2' }), 'ok')
  },
  { only },
)

drill(
  'requests that come at once share the line for the budget',
  async (stage) => {
    const server = await stage.serve(routes)
    const all = Array.from({ length: 25 }, (_, id) =>
      request(stage, server.origin, { client: 'chatshipper', id: String(id) }),
    )
    equal(new Set(await Promise.all(all)), new Set(['ok']))
  },
  { only },
)
