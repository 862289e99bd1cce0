import { expect, test } from 'vitest'
import { bedsOf } from '../../test/beds.ts'
import { ask, type Json, namesIn, openGarden, openGardenOf, plant } from '../../test/gardening.ts'

const text = { type: 'string' }
const id = { type: 'string', readOnly: true, example: 'B-10' }
const bed = (properties: object, required: string[] = []) => ({
  type: 'object',
  required: ['id', ...required],
  properties: { id, ...properties },
})

async function made(schema: object, body: unknown, form = {}): Promise<{ status: number; body: Json }> {
  await using mock = await openGardenOf(bedsOf(schema, form))
  return ask(mock, 'POST', '/beds', body)
}

test('what would make a record that no answer may show is refused, and changes nothing', async () => {
  await using mock = await openGarden()
  const { id: key } = await plant(mock, 'Aloe')
  for (const body of [{ name: null }, { tags: 'x' }]) {
    const refused = await ask(mock, 'PATCH', `/plants/${key}`, body)
    expect(refused).toMatchObject({ status: 400, body: { error: { message: 'invalid' } } })
    expect(refused.headers.get('x-parlance-refusal')).toContain(Object.keys(body)[0])
  }
  expect(namesIn((await ask(mock, 'GET', '/plants')).body)).toEqual(['Aloe'])
})

test('names that all objects know are names like others', async () => {
  const body = '{"name":"Aloe","care":{"__proto__":{"a":1},"constructor":{"b":1}},"__proto__":{"c":1}}'
  await using mock = await openGarden()
  const { body: answer } = await ask(mock, 'POST', '/plants', body)
  expect(JSON.stringify(answer.plant.care)).toBe('{"__proto__":{"a":1},"constructor":{"b":1}}')
  expect(Object.hasOwn(answer.plant, '__proto__')).toBe(false)
  expect(({} as Json)['c']).toBeUndefined()
})

test('a deep merge keeps names that all objects know, and takes away what is null', async () => {
  const open = { care: { type: 'object' } }
  const document = bedsOf(bed(open))
  const patch = (document['paths'] as Record<string, Record<string, Json>>)['/beds/{id}']!['patch']!
  patch['x-merge'] = 'deep'
  await using mock = await openGardenOf(document)
  await ask(mock, 'POST', '/beds', { care: { water: 1, light: { from: 8, to: 9 } } })
  const changes = '{"care":{"water":null,"light":{"to":10},"__proto__":{"a":1},"toString":{"b":2}}}'
  const { body } = await ask(mock, 'PATCH', '/beds/B-11', changes)
  expect(JSON.stringify(body.care)).toBe(
    '{"light":{"from":8,"to":10},"__proto__":{"a":1},"toString":{"b":2}}',
  )
})

test('a patch by its media type merges all the way down', async () => {
  const document = bedsOf(bed({ care: { type: 'object' } }))
  const patch = (document['paths'] as Record<string, Record<string, Json>>)['/beds/{id}']!['patch']!
  const type = 'application/merge-patch+json'
  patch['requestBody'] = { content: { [type]: { schema: { type: 'object' } } } }
  await using mock = await openGardenOf(document)
  await ask(mock, 'POST', '/beds', { care: { water: 1, light: 2 } })
  const { body } = await ask(mock, 'PATCH', '/beds/B-11', { care: { water: 3 } }, { 'content-type': type })
  expect(body.care).toEqual({ water: 3, light: 2 })
})

test('properties that all objects know are missing where nobody has written them', async () => {
  const { status, body } = await made(
    bed({ constructor: text, toString: { type: ['string', 'null'] } }, ['toString']),
    {},
  )
  expect({ status, body: JSON.stringify(body) }).toEqual({
    status: 201,
    body: '{"id":"B-11","toString":null}',
  })
})

test('what a record must have is valid, whatever the schema asks for', async () => {
  const properties = {
    code: { type: 'string', pattern: '^[A-Z]{2}\\d{4}$' },
    codes: { type: 'array', minItems: 1, items: { type: 'string', minLength: 8 } },
    level: { type: 'integer', minimum: 3, multipleOf: 2 },
    nick: { anyOf: [{ type: 'string' }, { type: 'null' }] },
    link: { type: 'string', format: 'uri' },
    state: { enum: ['open', 'closed'] },
  }
  const { status, body } = await made(bed(properties, Object.keys(properties)), {})
  expect(status).toBe(201)
  expect(body).toMatchObject({ nick: null, state: 'open' })
})

test('a replacement leaves what only the provider writes, and nothing else', async () => {
  const input = { type: 'object', properties: { name: text, size: text } }
  const properties = {
    name: text,
    size: text,
    state: { type: 'string', default: 'new' },
    createdAt: { type: 'string', format: 'date-time' },
  }
  await using mock = await openGardenOf(bedsOf(bed(properties, ['createdAt']), { input }))
  const { body: before } = await ask(mock, 'POST', '/beds', { name: 'A', size: 'L' })
  const { body: after } = await ask(mock, 'PUT', '/beds/B-11', { name: 'B' })
  expect(after).toEqual({ id: 'B-11', name: 'B', state: 'new', createdAt: before.createdAt })
})

test('what a request has beyond its own schema is not written', async () => {
  const input = { type: 'object', properties: { name: text } }
  const { body } = await made(
    bed({ name: text, state: { type: 'string', default: 'new' } }),
    { name: 'A', state: 'sold' },
    { input },
  )
  expect(body).toEqual({ id: 'B-11', name: 'A', state: 'new' })
})

test('what is written and never shown is not kept', async () => {
  const { body } = await made(bed({ pin: { type: 'string', writeOnly: true }, name: text }, ['pin']), {
    name: 'A',
    pin: '1',
  })
  expect(body).toEqual({ id: 'B-11', name: 'A' })
})

test('of alternatives, a record keeps what its own has', async () => {
  const kinds = {
    Open: { type: 'object', properties: { kind: { const: 'open' }, seats: { type: 'integer' } } },
    Closed: { type: 'object', properties: { kind: { const: 'closed' }, lock: text } },
  }
  const oneOf = Object.keys(kinds).map((name) => ({ $ref: `#/components/schemas/${name}` }))
  const schema = { ...bed({ kind: text }), oneOf }
  const input = { type: 'object', properties: { kind: text, lock: text, seats: { type: 'integer' } } }
  await using mock = await openGardenOf(bedsOf(schema, { schemas: kinds, input }))
  expect((await ask(mock, 'POST', '/beds', { kind: 'closed', lock: 'a' })).body).toMatchObject({ lock: 'a' })
  expect((await ask(mock, 'PATCH', '/beds/B-11', { lock: 'b' })).body).toMatchObject({
    kind: 'closed',
    lock: 'b',
  })
})

test('of alternatives without a word for each, a record is what it has most of', async () => {
  const schema = {
    ...bed({}),
    oneOf: [
      { type: 'object', required: ['bark'], properties: { bark: text } },
      { type: 'object', required: ['meow'], properties: { meow: text } },
    ],
  }
  const input = { type: 'object', properties: { meow: text, bark: text } }
  expect((await made(schema, { meow: 'x' }, { input })).body).toEqual({ id: 'B-11', meow: 'x' })
})

test('a form is kept in the types of the schema', async () => {
  const type = 'application/x-www-form-urlencoded'
  const schema = bed({
    size: { type: 'integer' },
    open: { type: 'boolean' },
    tags: { type: 'array', items: text },
  })
  const document = bedsOf(schema)
  const post = (document['paths'] as Record<string, Record<string, Json>>)['/beds']!['post']!
  const { id: _, ...properties } = schema.properties as Json
  post['requestBody'] = { content: { [type]: { schema: { type: 'object', properties } } } }
  await using mock = await openGardenOf(document)
  const { body } = await ask(mock, 'POST', '/beds', 'size=3&open=true&tags=a&tags=b', {
    'content-type': type,
  })
  expect(body).toEqual({ id: 'B-11', size: 3, open: true, tags: ['a', 'b'] })
})

test('a key that requests name is that of the record, and belongs to one', async () => {
  const schema = { type: 'object', required: ['id'], properties: { id: text, name: text } }
  const input = { ...schema }
  await using mock = await openGardenOf(bedsOf(schema, { input }))
  const { status, headers } = await ask(mock, 'POST', '/beds', { id: 'a/b ä', name: 'A' })
  expect(status).toBe(201)
  expect(headers.get('location')).toBe(`${mock.urlOf('garden')}/v1/beds/a%2Fb%20%C3%A4`)
  expect((await ask(mock, 'GET', '/beds/a%2Fb%20%C3%A4')).body).toMatchObject({ name: 'A' })
  expect((await ask(mock, 'POST', '/beds', { id: 'a/b ä', name: 'B' })).status).toBe(409)
  expect((await ask(mock, 'GET', '/beds')).body).toHaveLength(1)
})

test('a list in the body of a request is no record', async () => {
  const { status, body } = await made(bed({ name: text }), [{ name: 'A' }], { input: { type: 'array' } })
  expect({ status, body }).toEqual({ status: 201, body: { id: 'B-11' } })
})

test('bodies that are very deep are kept', async () => {
  await using mock = await openGarden()
  const { id: key } = await plant(mock, 'Aloe')
  const care = '{"a":'.repeat(490) + '1' + '}'.repeat(490)
  expect((await ask(mock, 'PATCH', `/plants/${key}`, `{"care":${care}}`)).status).toBe(200)
  expect(JSON.stringify((await ask(mock, 'GET', `/plants/${key}`)).body.plant.care)).toBe(care)
})
