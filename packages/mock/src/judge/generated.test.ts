import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeSpecs } from '../../test/start.ts'
import { createMock, type Mock } from '../mock.ts'

const Thing = {
  type: 'object',
  required: ['id', 'name', 'when', 'tags'],
  properties: {
    id: { type: 'integer', minimum: 1, maximum: 1e9 },
    name: { type: 'string', example: 'Parcel 1024' },
    when: { type: 'string', format: 'date-time' },
    code: { type: 'string', pattern: '^[A-Z]{12}$' },
    born: { type: 'string', format: 'date' },
    tags: { type: 'array', items: { type: 'number' }, minItems: 2, maxItems: 4 },
  },
}
const schema = { $ref: '#/components/schemas/Thing' }
const document = {
  openapi: '3.1.0',
  info: { title: 'Things', version: '1' },
  paths: {
    '/things/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
      get: {
        responses: {
          '200': {
            description: 'A thing.',
            headers: { 'X-Version': { schema: { type: 'string' }, example: '7' } },
            content: { 'application/json': { schema, example: { id: 1 } } },
          },
          '400': { description: 'Bad.', content: { 'application/json': { example: { bad: true } } } },
          '404': { description: 'Gone.', content: { 'application/json': { example: { gone: true } } } },
        },
      },
    },
  },
  components: { schemas: { Thing } },
}

const servers: Mock[] = []
beforeAll(async () => {
  await using specs = await writeSpecs({ things: document })
  for (const _ of [1, 2]) servers.push(await createMock({ providers: [], specs: specs.files }))
})
afterAll(() => Promise.all(servers.map((mock) => mock.close())))

const get = async (path: string, prefer = 'dynamic=true', server = 0) => {
  const response = await fetch(`${servers[server]!.url}/things${path}`, { headers: { prefer } })
  return { status: response.status, headers: response.headers, text: await response.text() }
}
const texts = (paths: string[], server = 0) =>
  Promise.all(paths.map(async (path) => (await get(path, 'dynamic=true', server)).text))

test('the same request is answered the same, in any order, at the same time, and by another process', async () => {
  const paths = Array.from({ length: 12 }, (_, index) => `/things/${index}`)
  const first = await texts(paths)
  // So that the second mock has nothing kept, and asks in the opposite order.
  const second = await texts(paths.toReversed(), 1)
  expect(second.toReversed()).toEqual(first)
  expect(await texts(paths)).toEqual(first)
})

test('another request is answered otherwise', async () => {
  const all = await texts(['/things/1', '/things/2', '/things/1?page=2'])
  expect(new Set(all).size).toBe(3)
})

test('a body has what its schema has, and nothing made up', async () => {
  const { status, headers, text } = await get('/things/1')
  const body = JSON.parse(text) as Record<string, unknown>
  expect(status).toBe(200)
  expect(Object.keys(body).every((name) => name in Thing.properties)).toBe(true)
  expect(body).toMatchObject({ id: expect.any(Number), code: expect.stringMatching(/^[A-Z]{12}$/) })
  expect(headers.get('x-parlance-violations')).toBeNull()
  expect([headers.get('x-version'), headers.get('content-type')]).toEqual(['7', 'application/json'])
})

test('an error without a schema, and one for a refused request, keep their examples', async () => {
  expect(await get('/things/1', 'dynamic=true, code=404')).toMatchObject({
    status: 404,
    text: '{"gone":true}',
  })
  expect(await get('/things/x')).toMatchObject({ status: 400, text: '{"bad":true}' })
})
