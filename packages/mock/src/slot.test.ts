import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { type Tree, writeTree } from '../test/files.ts'
import { plant, plantsIn, toldGarden, toldRules } from '../test/kept.ts'
import { createMock, type Mock } from './mock.ts'
import { printReload, type Reload } from './slot.ts'

const document = (answer: string) => ({
  openapi: '3.1.0',
  info: { title: 'Notes', version: '1' },
  paths: {
    '/notes': { $ref: './notes.yaml' },
    ...(answer === 'more' && { '/more': { get: { responses: { 204: {} } } } }),
  },
})
const notes = (answer: string) => ({
  post: {
    requestBody: { content: { 'application/json': { schema: { type: 'object' } } } },
    responses: { 200: { description: 'Done.', content: { 'application/json': { example: answer } } } },
  },
})

let tree: Tree
let mock: Mock
let reloads: Reload[]
beforeEach(async () => {
  tree = await writeTree({ 'openapi.yaml': document('one'), 'notes.yaml': notes('one') })
  reloads = []
  const specs = { notes: tree.at('openapi.yaml') }
  mock = await createMock({ providers: [], specs, watch: (reload) => void reloads.push(reload) })
})
afterEach(async () => {
  await mock.close()
  await tree[Symbol.asyncDispose]()
})

const post = async () =>
  (
    await fetch(`${mock.url}/notes/notes`, {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    })
  ).json()
const expectReloads = (number: number) => expect.poll(() => reloads.length, { timeout: 8000 }).toBe(number)

describe('a spec that changes is served as it has become', () => {
  test('when its file changes', async () => {
    await tree.write('openapi.yaml', document('more'))
    await expectReloads(1)
    expect(reloads).toEqual([{ name: 'notes', operations: 2 }])
    expect(mock.providers).toMatchObject([{ operations: 2 }])
    expect((await fetch(`${mock.url}/notes/more`)).status).toBe(204)
  })

  test('when a file changes that it refers to', async () => {
    expect(await post()).toBe('one')
    await tree.write('notes.yaml', notes('two'))
    await expectReloads(1)
    expect(await post()).toBe('two')
  })

  test('when a file changes that it has referred to only since then', async () => {
    await tree.write('openapi.yaml', { ...document('one'), paths: { '/notes': { $ref: './other.yaml' } } })
    await expectReloads(1)
    expect(reloads[0]?.error?.message).toContain('other.yaml does not exist')
    await tree.write('other.yaml', notes('other'))
    await expectReloads(2)
    expect(await post()).toBe('other')
    await tree.write('other.yaml', notes('another'))
    await expectReloads(3)
    expect(await post()).toBe('another')
  })

  test('on connections that are open, while a running request is answered as before', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    onTestFinished(() => agent.destroy())
    const headers = { 'content-type': 'application/json' }
    const send = () => request(`${mock.url}/notes/notes`, { method: 'POST', headers, agent })
    const running = send()
    const answered = once(running, 'response')
    running.write('{')
    const [socket] = (await once(running, 'socket')) as [unknown]
    // The first part of the body has come in.
    await expect.poll(() => running.writableLength).toBe(0)
    await post()
    await tree.write('notes.yaml', notes('two'))
    await expectReloads(1)
    running.end('}')
    const [before] = (await answered) as [NodeJS.ReadableStream]
    expect(await text(before)).toBe('"one"')
    const next = send().end('{}')
    const [after] = (await once(next, 'response')) as [NodeJS.ReadableStream]
    expect([next.socket === socket, await text(after)]).toEqual([true, '"two"'])
  })
})

test('a spec that is broken changes nothing, and tells why until it is mended', async () => {
  await tree.write('notes.yaml', 'post: [')
  await expectReloads(1)
  expect(reloads[0]?.error?.message).toMatch(
    /^The spec of "notes" \(.*\) refers to .*notes\.yaml is not YAML: line 1, column 8: /,
  )
  expect(await post()).toBe('one')
  await tree.write('notes.yaml', notes('mended'))
  await expectReloads(2)
  expect(reloads[1]).toEqual({ name: 'notes', operations: 1 })
  expect(await post()).toBe('mended')
})

test('tokens of before are still good', async () => {
  const flows = { clientCredentials: { tokenUrl: '/oauth/token', scopes: {} } }
  const guarded = (title: string) => ({
    ...document('one'),
    info: { title, version: '1' },
    security: [{ OAuth: [] }],
    components: { securitySchemes: { OAuth: { type: 'oauth2', flows } } },
  })
  await tree.write('guarded.yaml', guarded('one'))
  const events: Reload[] = []
  await using strict = await createMock({
    providers: [],
    specs: { notes: tree.at('guarded.yaml') },
    strictAuth: true,
    watch: (reload) => void events.push(reload),
  })
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: 'me',
    client_secret: 'any',
  })
  const granted = await fetch(`${strict.url}/notes/oauth/token`, { method: 'POST', body: form })
  const { access_token: token } = (await granted.json()) as { access_token: string }
  const statusWith = async (bearer: string) => {
    const headers = { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' }
    return (await fetch(`${strict.url}/notes/notes`, { method: 'POST', body: '{}', headers })).status
  }
  expect([await statusWith(token), await statusWith('strange')]).toEqual([200, 401])
  await tree.write('guarded.yaml', guarded('two, longer'))
  await expect.poll(() => events.length, { timeout: 8000 }).toBe(1)
  expect([await statusWith(token), await statusWith('strange')]).toEqual([200, 401])
})

test('a reload is told in one line', () => {
  const print = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  onTestFinished(() => print.mockRestore())
  printReload({ name: 'notes', operations: 2 })
  printReload({ name: 'notes', operations: 2, error: new Error('The spec is\nbad') })
  expect(print.mock.calls.flat()).toEqual([
    'parlance-mock: The spec of "notes" has changed: 2 operations.\n',
    'parlance-mock: The spec is bad. The one from before is still served.\n',
  ])
})

test('what was kept stays when the spec changes', async () => {
  await using tree = await writeTree({ 'garden.json': toldGarden })
  const reloads: Reload[] = []
  await using mock = await createMock({
    providers: [],
    specs: { garden: tree.at('garden.json') },
    stateful: true,
    rules: { garden: toldRules },
    watch: (reload) => void reloads.push(reload),
  })
  await plant(mock, 'Aloe')
  const { get } = toldGarden.paths['/plants/{id}']
  await tree.write('garden.json', { ...toldGarden, paths: { ...toldGarden.paths, '/seeds': { get } } })
  await expect.poll(() => reloads, { timeout: 8000 }).toEqual([{ name: 'garden', operations: 10 }])
  expect(plantsIn(mock)).toEqual(['Fern', 'Aloe'])
  await plant(mock, 'Basil')
  expect(plantsIn(mock)).toEqual(['Fern', 'Aloe', 'Basil'])
})
