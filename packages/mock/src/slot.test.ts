import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { type Tree, writeTree } from '../test/files.ts'
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
