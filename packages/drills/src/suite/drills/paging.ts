/** Lists that end, do not end, or break. */
import { AbortError, ApiError, DecodeError } from '@parlance/runtime'
import { ok, refusal } from '../answers.ts'
import { equal, fails, promptly } from '../check.ts'
import { chatkitty, chatshipper, chatti, chitchats } from '../clients.ts'
import { drillsAbout } from '../registry.ts'

const drill = drillsAbout('paging')

const shipments = 'GET /api/v1/clients/7/shipments'
const page = (...ids: string[]) => ok(ids.map((id) => ({ id })))

/** Reads a list into an array, which keeps what came before an error. */
async function read<Item>(items: AsyncIterable<Item>, into: Item[]): Promise<Item[]> {
  for await (const item of items) into.push(item)
  return into
}

drill('a list of full pages only ends', async (stage) => {
  const pages = [page('A1', 'A2'), page('A3', 'A4'), page()]
  const server = await stage.serve([{ on: shipments, answers: pages }])
  const found = await read(chitchats(server.origin).shipments.list({ limit: 2 }), [])
  equal(
    found.map(({ id }) => id),
    ['A1', 'A2', 'A3', 'A4'],
  )
  equal(
    (await server.seen()).map(({ path }) => new URL(path, 'http://x').searchParams.get('page') ?? '1'),
    ['1', '2', '3'],
  )
})

drill('a list whose last page is not full asks for no more', async (stage) => {
  const server = await stage.serve([{ on: shipments, answers: [page('A1', 'A2'), page('A3')] }])
  equal((await read(chitchats(server.origin).shipments.list({ limit: 2 }), [])).length, 3)
  equal(await server.count(), 2)
})

drill('an empty list is empty', async (stage) => {
  const server = await stage.serve([{ on: shipments, answers: [page()] }])
  equal(await read(chitchats(server.origin).shipments.list(), []), [])
  equal(await server.count(), 1)
})

const users = { _embedded: { users: [{ id: 1 }] } }

drill('a link in the body that leads in a circle is an error, not a list without an end', async (stage) => {
  const answer = ok({ ...users, _links: { next: { href: 'https://api.chatkitty.com/v1/users?page=2' } } })
  const server = await stage.serve([{ on: 'GET /v1/users', answers: [answer] }])
  const client = chatkitty(server.origin, { accessToken: 't' })
  await promptly(fails(read(client.users.list(), []), DecodeError, { kind: 'decode' }))
  equal(await server.count(), 2)
})

drill('a Link header that leads in a circle is an error, not a list without an end', async (stage) => {
  const answer = ok([{ id: 'c' }], { headers: { link: '</v2/contacts?offset=1>; rel="next"' } })
  const server = await stage.serve([{ on: 'GET /v2/contacts', answers: [answer] }])
  const client = chatshipper(server.origin, { token: 't' })
  await promptly(fails(read(client.contacts.list(), []), DecodeError, { kind: 'decode' }))
  equal(await server.count(), 2)
})

drill('a link to another origin is asked for at our own', async (stage) => {
  const first = ok({ data: [{ id: 1 }], next_page_url: `${stage.setting.other}/v1/contacts?page=2` })
  const last = ok({ data: [{ id: 2 }], next_page_url: null })
  const server = await stage.serve([{ on: 'GET /v1/contacts', answers: [first, last] }])
  equal((await read(chatti(server.origin).contacts.list(), [])).length, 2)
  equal(
    (await server.seen()).map(({ origin, path }) => [origin, path]),
    [
      ['here', '/v1/contacts'],
      ['here', '/v1/contacts?page=2'],
    ],
  )
})

drill('an abort between pages ends the list, and nothing more is asked for', async (stage) => {
  const server = await stage.serve([{ on: shipments, answers: [page('A1', 'A2')] }])
  const controller = new AbortController()
  const found: string[] = []
  const reading = async () => {
    const { signal } = controller
    for await (const { id } of chitchats(server.origin).shipments.list({ limit: 2 }, { signal })) {
      found.push(id)
      if (found.length === 2) controller.abort()
    }
  }
  await promptly(fails(reading(), AbortError, { kind: 'abort' }))
  equal(found, ['A1', 'A2'])
  equal(await server.count(), 1)
})

drill('whoever stops in the middle asks for nothing more', async (stage) => {
  const server = await stage.serve([{ on: shipments, answers: [page('A1', 'A2')] }])
  for await (const { id } of chitchats(server.origin).shipments.list({ limit: 2 })) {
    if (id === 'A2') break
  }
  equal(await server.count(), 1)
})

drill('an error on the third page leaves what came before', async (stage) => {
  const pages = [page('A1', 'A2'), page('A3', 'A4'), refusal(500)]
  const server = await stage.serve([{ on: shipments, answers: pages }])
  const found: { id: string }[] = []
  const client = chitchats(server.origin, { retry: false })
  await fails(read(client.shipments.list({ limit: 2 }), found), ApiError, {
    status: 500,
    operation: 'shipments.list',
  })
  equal(
    found.map(({ id }) => id),
    ['A1', 'A2', 'A3', 'A4'],
  )
})

drill('a page that fails for a moment is asked for again, and none is lost or doubled', async (stage) => {
  const pages = [page('A1', 'A2'), refusal(503), page('A3', 'A4'), { breaks: 'before head' } as const, page()]
  const server = await stage.serve([{ on: shipments, answers: pages }])
  const found = await read(chitchats(server.origin).shipments.list({ limit: 2 }), [])
  equal(
    found.map(({ id }) => id),
    ['A1', 'A2', 'A3', 'A4'],
  )
})

drill('a page that is no list cannot be used', async (stage) => {
  const server = await stage.serve([{ on: shipments, answers: [ok({ shipments: [] })] }])
  await fails(read(chitchats(server.origin).shipments.list(), []), DecodeError, { kind: 'decode' })
})
