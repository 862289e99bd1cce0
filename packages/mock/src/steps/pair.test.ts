import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serve } from '../../test/start.ts'
import type { Mock } from '../mock.ts'

const named = (examples: Record<string, unknown>) => ({
  'application/json': {
    schema: { type: 'object' },
    examples: Object.fromEntries(Object.entries(examples).map(([name, value]) => [name, { value }])),
  },
})

const zoo = {
  openapi: '3.1.0',
  info: { title: 'Zoo', version: '1' },
  paths: {
    '/animals': {
      post: {
        requestBody: {
          content: named({
            AnimalCreateCat: { kind: 'cat', food: { fish: true } },
            AnimalCreateOldCat: { kind: 'cat', food: { fish: true }, age: 20 },
            AnimalCreateDog: { kind: 'dog', tricks: ['sit'] },
            Same: { kind: 'same' },
            AnimalCreateFish: { kind: 'fish' },
          }),
        },
        responses: {
          '201': {
            description: 'Created.',
            content: named({
              AnimalUnknown: { is: 'unknown' },
              AnimalCat: { is: 'cat' },
              AnimalCatOld: { is: 'old cat' },
              AnimalDogTrained: { is: 'dog' },
              Same: { is: 'same' },
            }),
          },
        },
      },
    },
    '/animals/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      get: {
        responses: {
          '200': {
            description: 'An animal.',
            content: named({
              Usual: { animal: { id: 'A1' } },
              Other: { animal: { id: 'B2' } },
              OtherAsleep: { animal: { id: 'B2', asleep: true } },
              Third: { animal: { id: 'C3' } },
            }),
          },
        },
      },
    },
  },
}

let mock: Mock
beforeAll(async () => void (mock = await serve({ zoo })))
afterAll(() => mock.close())

const create = async (body: object, prefer?: string) => {
  const headers = { 'content-type': 'application/json', ...(prefer && { prefer }) }
  const init = { method: 'POST', headers, body: JSON.stringify(body) }
  const answer = await (await fetch(`${mock.url}/zoo/animals`, init)).json()
  return (answer as { is: string }).is
}
const get = async (id: string) => (await fetch(`${mock.url}/zoo/animals/${id}`)).json()

describe('a body that says what an example says is answered with the example that belongs to it', () => {
  test('by the words that tell it from the others', async () => {
    expect(await create({ kind: 'dog', tricks: ['sit'] })).toBe('dog')
  })

  test('by its name', async () => {
    expect(await create({ kind: 'same' })).toBe('same')
  })

  test('and may say more', async () => {
    expect(await create({ name: 'Tom', kind: 'cat', food: { fish: true, milk: false } })).toBe('cat')
    expect(await create({ kind: 'cat', food: { fish: true }, age: 20 })).toBe('old cat')
  })
})

test.each([
  ['something else', { kind: 'dog', tricks: ['sit', 'roll'] }],
  ['what no answer belongs to', { kind: 'fish' }],
])('a body that says %s gets the usual answer', async (_, body) => {
  expect(await create(body)).toBe('unknown')
})

test('what the client prefers comes first', async () => {
  expect(await create({ kind: 'dog', tricks: ['sit'] }, 'example=AnimalCat')).toBe('cat')
})

test('a path that names an example by its id is answered with that example', async () => {
  expect(await get('c3')).toEqual({ animal: { id: 'C3' } })
})

test('an id that no example has, or more than one, gets the usual answer', async () => {
  for (const id of ['A1', 'B2', 'D4']) expect(await get(id)).toEqual({ animal: { id: 'A1' } })
})
