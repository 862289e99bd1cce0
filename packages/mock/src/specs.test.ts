import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Tree, writeTree } from '../test/files.ts'
import { pets } from '../test/pets.ts'
import { createMock, type Mock } from './mock.ts'

let tree: Tree
let mock: Mock
beforeAll(async () => {
  tree = await writeTree(pets)
  mock = await createMock({ providers: [], specs: { pets: tree.at('openapi.yaml') } })
})
afterAll(async () => {
  await mock.close()
  await tree[Symbol.asyncDispose]()
})

const key = { 'x-key': 'any' }
const call = (path: string, init: RequestInit = {}) =>
  fetch(`${mock.url}/pets/api/v3${path}`, { ...init, headers: { ...key, ...init.headers } })
const create = (pet: object) =>
  call('/pets', {
    method: 'POST',
    body: JSON.stringify(pet),
    headers: { 'content-type': 'application/json' },
  })
const reason = (response: Response) => response.headers.get('x-parlance-refusal')

describe('a document of OpenAPI 3.0 in several YAML files', () => {
  test('is served under its name and the path of its server', async () => {
    expect(mock.providers).toEqual([{ name: 'pets', url: `${mock.url}/pets`, operations: 3 }])
    const response = await call('/pets')
    expect(await response.json()).toEqual([
      { kind: 'dog', name: 'Rex' },
      { kind: 'cat', lives: 9 },
    ])
  })

  test('answers without examples by its schemas', async () => {
    expect(await (await call('/pets/1')).json()).toMatchObject({ kind: 'dog', name: 'Rex' })
  })

  test.each([
    { kind: 'dog', name: 'Rex' },
    { kind: 'dog', name: null },
    { kind: 'cat', lives: 9 },
    { kind: 'dog', name: 'Rex', mother: { kind: 'dog', name: 'Bella' } },
  ])('takes %j', async (pet) => {
    expect((await create(pet)).status).toBe(201)
  })

  test.each([
    [{ kind: 'dog' }, "body must have required property 'name'"],
    [{ kind: 'cat', lives: 10 }, 'body.lives must be <= 9'],
    [{ kind: 'dog', name: 'Rex', mother: { kind: 'cow' } }, 'body.mother.kind must be equal to one of'],
  ])('refuses %j as a problem document, since it knows no error', async (pet, message) => {
    const response = await create(pet)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect([response.status, await response.json()]).toMatchObject([
      422,
      { title: 'Unprocessable Entity', status: 422 },
    ])
    expect(reason(response)).toContain(message)
  })

  test('has bounds that are excluded, and patterns in the manner of JavaScript', async () => {
    expect(reason(await call('/pets/0'))).toBe('path.id must be > 0')
    expect((await call('/pets?slug=a.b-c')).status).toBe(200)
    expect(reason(await call('/pets?slug=a%20b'))).toContain('query.slug must match pattern')
  })

  test('refuses in all other ways as a problem document too', async () => {
    const strange = await fetch(`${mock.url}/pets/api/v3/pets`)
    const nowhere = await call('/nowhere')
    const unmethodical = await call('/pets/1', { method: 'DELETE' })
    const untyped = await call('/pets', { method: 'POST', body: 'x' })
    const responses = [strange, nowhere, unmethodical, untyped]
    expect(responses.map(({ status }) => status)).toEqual([401, 404, 405, 415])
    for (const response of responses) {
      expect(await response.json()).toMatchObject({ type: 'about:blank', status: response.status })
    }
  })

  test('answers with an error that it has', async () => {
    const response = await call('/pets/1', { headers: { prefer: 'code=404' } })
    expect([response.status, await response.json()]).toEqual([404, { message: 'none' }])
  })
})

test('a schema that cannot be compiled is named by its file', async () => {
  await using broken = await writeTree({
    ...pets,
    'schemas/Cat.yaml': 'type: object\nproperties: { lives: { type: int } }\n',
  })
  await expect(createMock({ providers: [], specs: { pets: broken.at('openapi.yaml') } })).rejects.toThrow(
    /^The spec of "pets" \(.*openapi\.yaml\) cannot be served: the schema at Cat\.yaml# cannot be compiled: /,
  )
})

test('documents stand beside each other', async () => {
  const specs = { one: tree.at('openapi.yaml'), two: tree.at('openapi.yaml') }
  await using both = await createMock({ providers: [], specs })
  expect(both.providers.map(({ name, operations }) => [name, operations])).toEqual([
    ['one', 3],
    ['two', 3],
  ])
})
