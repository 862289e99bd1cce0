import { describe, expect, test } from 'vitest'
import { library } from '../test/library.ts'
import { startMock, writeSpecs } from '../test/start.ts'
import { createMock } from './mock.ts'

const withPaths = (paths: object) => ({ openapi: '3.1.0', info: { title: 'x', version: '1' }, paths })
const withSchema = (schema: object) =>
  withPaths({
    '/a': {
      get: { responses: { default: { description: 'x', content: { 'application/json': { schema } } } } },
    },
  })

const start = async (spec: object | string, name = 'mine') => {
  await using specs = await writeSpecs({ mine: spec })
  const mock = await createMock({ providers: [], specs: { [name]: specs.files['mine']! } })
  await mock.close()
}

test('a mock says where it listens and what it serves', async () => {
  await using mock = await startMock()
  expect(mock.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  expect(mock.providers).toEqual([
    { name: 'library', url: `${mock.url}/library`, operations: 14 },
    { name: 'plain', url: `${mock.url}/plain`, operations: 2 },
  ])
})

test('two mocks live beside each other', async () => {
  await using one = await startMock()
  await using two = await startMock()
  expect(one.url).not.toBe(two.url)
  expect((await fetch(`${two.url}/plain`)).status).toBe(404)
})

test('the providers may be given by themselves, with or without options', async () => {
  await using specs = await writeSpecs({ library, other: library })
  const options = { specs: specs.files, listen: false }
  await using some = await createMock(['other'], { specs: { other: specs.files['other']! }, listen: false })
  await using all = await createMock({ providers: ['library'], ...options })
  expect(some.providers.map(({ name }) => name)).toEqual(['other'])
  expect(all.providers.map(({ name }) => name)).toEqual(['library', 'other'])
})

describe('a client is told how to reach the mock', () => {
  test('over its port', async () => {
    await using mock = await startMock()
    const { origin, fetch: send } = mock.optionsFor('plain')
    expect([origin, mock.urlOf('plain'), send]).toEqual([`${mock.url}/plain`, origin, globalThis.fetch])
  })

  test('in the process, where it has no port', async () => {
    await using mock = await startMock({ listen: false })
    const { origin, fetch: send } = mock.optionsFor('plain')
    expect(send).toBe(mock.fetch)
    expect((await send(`${origin}/notes/1`)).status).toBe(401)
  })

  test('but not one of a provider that is not there', async () => {
    await using mock = await startMock({ listen: false })
    for (const ask of [() => mock.urlOf('plane'), () => mock.optionsFor('plane')]) {
      expect(ask).toThrow('There is no provider "plane" here. Did you mean "plain"?')
    }
  })
})

test('without a port, nothing listens', async () => {
  const servers = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap').length
  const before = servers()
  await using mock = await startMock({ listen: false })
  expect((await mock.fetch(`${mock.url}/plain/x`)).status).toBe(404)
  expect(servers()).toBe(before)
})

test('it closes at the end of its block', async () => {
  let url: string
  {
    await using mock = await startMock()
    url = mock.url
    expect((await fetch(url)).status).toBe(404)
  }
  await expect(fetch(url)).rejects.toThrow('fetch failed')
})

describe('a mistake is named', () => {
  test('an unknown provider', async () => {
    await expect(createMock(['nobody'])).rejects.toMatchObject({
      code: 'unknown-provider',
      message: expect.stringMatching(/^There is no provider "nobody"\. .*Known providers: /),
    })
  })

  test('a mistyped provider', async () => {
    await using specs = await writeSpecs({ library })
    await expect(createMock({ providers: ['libary'], specs: specs.files })).rejects.toThrow(
      'Did you mean "library"?',
    )
  })

  test('a name that cannot be a path', async () => {
    await expect(start(library, 'a/b')).rejects.toMatchObject({ code: 'bad-name' })
  })

  test('a port that is taken', async () => {
    await using mock = await startMock()
    const port = Number(new URL(mock.url).port)
    await expect(startMock({ port })).rejects.toMatchObject({
      code: 'port-in-use',
      message: `Port ${port} is in use. Stop the other process or choose another: --port ${port + 1}`,
    })
  })

  test('an address that is not ours', async () => {
    await expect(startMock({ host: '203.0.113.1' })).rejects.toMatchObject({ code: 'cannot-listen' })
  })

  test.each([
    ['text that is no JSON', 'openapi: 3.1.0', 'is not JSON: line 1, column 1: '],
    ['JSON that is no object', '[]', 'the root is not an object'],
    ['Swagger', { swagger: '2.0', paths: {} }, 'is Swagger 2.0. Convert it to OpenAPI 3 first: '],
    ['another version', { openapi: '4.0.0', paths: {} }, '"openapi" is "4.0.0"'],
    ['a version read as a number', { openapi: 3.1, paths: {} }, 'Write the whole version, such as "3.1.0".'],
    ['no version', { paths: {} }, '"openapi" is missing'],
    ['no paths', withPaths({}), 'has no paths'],
    [
      'a reference to a file that is not there',
      withPaths({ '/a': { $ref: './a.yaml' } }),
      '"./a.yaml" at mine.json, line 1, column 77 (#/paths/~1a): ',
    ],
    [
      'a document that reads the network',
      withSchema({ $ref: 'http://127.0.0.1:1/x' }),
      'has a $ref that leads to the network: "http://127.0.0.1:1/x"',
    ],
    [
      'a reference to nothing',
      withPaths({ '/a': { $ref: '#/components/x' } }),
      'has a $ref that leads nowhere: "#/components/x" at mine.json, line 1, column 77 (#/paths/~1a).',
    ],
    [
      'a schema with an impossible type',
      withSchema({ properties: { a: { type: 'strin' } } }),
      '#/paths/~1a/get/responses/default/content/application~1json/schema cannot be compiled',
    ],
    ['a schema with a broken pattern', withSchema({ pattern: '(' }), 'Invalid regular expression'],
    [
      'two operations at one place',
      withPaths({ '/a/{x}': { get: { responses: {} } }, '/a/{y}': { get: { responses: {} } } }),
      'is the same path as',
    ],
  ])('%s', async (_, spec, problem) => {
    const failure = start(spec)
    await expect(failure).rejects.toMatchObject({
      code: 'bad-spec',
      message: expect.stringContaining('mine.json'),
    })
    await expect(failure).rejects.toThrow(problem)
  })

  test('a file that is not there', async () => {
    await expect(createMock({ providers: [], specs: { x: '/nowhere.json' } })).rejects.toThrow(
      'The spec of "x" (/nowhere.json) does not exist.',
    )
  })
})
